#include "issue/validity_list.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Records come in the order of numbers and versions. */
struct gatherer {
    struct arena *arena;
    struct seal_list_entry *entries;
    struct digest *files;
    size_t entries_room, files_room, entry_count, file_count;
};

/* Returns the reason for which older sheets of the record's number are not good, or 0. A
 * duplicate says what the lost one said. */
static enum seal_list_reason reason_of(const struct registry_record *record)
{
    switch (record->state) {
    case REGISTRY_REVOKED:
        return SEAL_LIST_REVOKED;
    case REGISTRY_SPOILED:
        return SEAL_LIST_SPOILED;
    case REGISTRY_ISSUED:
        return record->version > 1 ? SEAL_LIST_REPLACED : 0;
    case REGISTRY_RESERVED:
    case REGISTRY_DUPLICATE:
    case REGISTRY_SUPERSEDED:
        break;
    }
    return 0;
}

static bool gather(void *context, const struct registry_record *record)
{
    struct gatherer *gatherer = context;
    enum seal_list_reason reason = reason_of(record);
    if (reason) {
        gatherer->entries = mem_grow(gatherer->entries, gatherer->entry_count,
                                     &gatherer->entries_room, sizeof *gatherer->entries);
        gatherer->entries[gatherer->entry_count++] = (struct seal_list_entry){
            .number = arena_text(gatherer->arena, record->number),
            .reason = reason,
            .who = reason == SEAL_LIST_REPLACED ? arena_text(gatherer->arena, record->who) : "",
        };
    }
    if (record->has_sha256 &&
        (record->state == REGISTRY_ISSUED || record->state == REGISTRY_DUPLICATE)) {
        gatherer->files = mem_grow(gatherer->files, gatherer->file_count, &gatherer->files_room,
                                   sizeof *gatherer->files);
        gatherer->files[gatherer->file_count++] = record->sha256;
    }
    return true;
}

static void *keep(struct arena *arena, void *list, size_t count, size_t size)
{
    void *kept = arena_new(arena, count, size);
    if (count)
        memcpy(kept, list, count * size);
    free(list);
    return kept;
}

bool validity_list_make(struct registry *registry, struct arena *arena, struct seal_list *list,
                        struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    struct gatherer gatherer = {.arena = arena};
    bool read = registry_find(registry, &search, gather, &gatherer, err);
    *list = (struct seal_list){
        .event = arena_text(arena, registry_event(registry)),
        .entries =
            keep(arena, gatherer.entries, gatherer.entry_count, sizeof *gatherer.entries),
        .entry_count = gatherer.entry_count,
        .files = keep(arena, gatherer.files, gatherer.file_count, sizeof *gatherer.files),
        .file_count = gatherer.file_count,
    };
    return read;
}
