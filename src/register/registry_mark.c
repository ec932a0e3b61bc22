#include "register/registry_mark.h"

static bool keep_current(void *context, const struct registry_record *record)
{
    struct registry_record *kept = context;
    if (record->current) {
        *kept = *record;
        kept->number = kept->who = kept->fields = kept->file = kept->reason = "";
    }
    return !record->current;
}

static bool check_mark(const struct registry_record *record, const char *number,
                       enum registry_state state, struct error *err)
{
    enum registry_state now = record->state;
    if (!record->id)
        return error_set(err, "number-unknown", "The register has no number %s.", number);
    if (now == REGISTRY_SPOILED)
        return error_set(err, "number-spoiled", "Number %s is spoiled already.", number);
    if (now == REGISTRY_REVOKED)
        return error_set(err, "number-revoked", "Number %s is revoked already.", number);
    if (now == REGISTRY_RESERVED && state != REGISTRY_SPOILED)
        return error_set(err, "number-not-issued",
                         "No certificate of number %s has been issued yet.", number);
    if (state == REGISTRY_DUPLICATE && record->duplicate == DUPLICATE_ASKED)
        return error_set(err, "duplicate-waits",
                         "A duplicate of number %s is asked for already; kualik issue makes "
                         "it.",
                         number);
    return true;
}

bool registry_mark(struct registry *registry, const char *number, enum registry_state state,
                   const char *reason, struct error *err)
{
    struct registry_record record = {0};
    const struct registry_search search = {.key = REGISTRY_NUMBER, .number = number};
    if (!registry_find(registry, &search, keep_current, &record, err) ||
        !check_mark(&record, number, state, err))
        return false;
    return state == REGISTRY_DUPLICATE
               ? registry_ask_duplicate(registry, record.id, reason, err)
               : registry_set_state(registry, record.id, state, reason, err);
}
