#include "numbering/kept_records.h"

#include "base/mem.h"

#include <stdlib.h>

static bool keep_record(void *context, const struct registry_record *record)
{
    struct kept_records *records = context;
    records->list =
        mem_grow(records->list, records->count, &records->room, sizeof *records->list);
    struct registry_record *kept = &records->list[records->count++];
    *kept = *record;
    kept->number = arena_text(records->arena, record->number);
    kept->who = "";
    kept->fields = arena_text(records->arena, record->fields);
    kept->file = arena_text(records->arena, record->file);
    kept->reason = arena_text(records->arena, record->reason);
    return true;
}

bool kept_records_find(struct registry *registry, enum registry_key key, int64_t number_id,
                       struct kept_records *records, struct error *err)
{
    const struct registry_search search = {.key = key, .number_id = number_id};
    return registry_find(registry, &search, keep_record, records, err);
}

bool kept_records_current(struct registry *registry, int64_t number_id, struct arena *arena,
                          struct registry_record *found, struct error *err)
{
    struct kept_records records = {.arena = arena};
    bool done = kept_records_find(registry, REGISTRY_NUMBER_ID, number_id, &records, err);
    *found = (struct registry_record){.file = "", .fields = ""};
    for (size_t i = 0; done && i < records.count; i++)
        if (records.list[i].current)
            *found = records.list[i];
    free(records.list);
    return done;
}
