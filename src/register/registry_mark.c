#include "register/registry_mark.h"
#include "register/registry_write.h"

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

/* A number on the way out of a search. */
struct found_number {
    struct arena *arena;
    const char *number;
};

static bool take_number(void *context, const struct registry_record *record)
{
    struct found_number *found = context;
    if (record->state == REGISTRY_SPOILED)
        return true;
    found->number = arena_text(found->arena, record->number);
    return false;
}

bool registry_number_of(struct registry *registry, const struct digest *person,
                        struct arena *arena, const char **number, struct error *err)
{
    struct found_number found = {arena, NULL};
    const struct registry_search search = {.key = REGISTRY_PERSON, .person = person};
    bool searched = registry_find(registry, &search, take_number, &found, err);
    *number = found.number;
    return searched;
}

/* Puts in `*number` another number that the person of the record has, also under a name that
 * was corrected since. */
static bool find_other(struct registry *registry, const struct registry_record *record,
                       struct arena *arena, const char **number, struct error *err)
{
    struct found_number found = {arena, NULL};
    const struct registry_search search = {.key = REGISTRY_NAMESAKES,
                                           .number_id = record->number_id};
    if (!registry_number_of(registry, &record->person, arena, number, err))
        return false;
    if (*number)
        return true;
    bool searched = registry_find(registry, &search, take_number, &found, err);
    *number = found.number;
    return searched;
}

static bool fail_person(const char *number, const char *other, struct error *err)
{
    error_set(err, "restore-person-twice",
              "The person of number %s has been given number %s since.", number, other);
    return error_advise(err, "Only one of the two can be valid: to go back to the first, spoil "
                             "the second before.");
}

/* ---- what was said by mistake ------------------------------------------------------------ */

static bool note_pending(void *context, const struct registry_record *record)
{
    bool *pending = context;
    *pending |= record->state == REGISTRY_RESERVED && !record->current;
    return true;
}

/* Says whether a duplicate that is asked for can be taken back: it must not have been begun. */
static bool check_unasked(struct registry *registry, const struct registry_record *record,
                          const char *number, struct error *err)
{
    const struct registry_search versions = {.key = REGISTRY_NUMBER_ID,
                                             .number_id = record->number_id};
    bool pending = false;
    if (record->duplicate == DUPLICATE_MADE) {
        error_set(err, "duplicate-issued",
                  "The duplicate of number %s has been issued, so it cannot be taken back.",
                  number);
        return error_advise(err, "It stands in the place of the certificate before. If it must "
                                 "not be valid, use kualik register revoke.");
    }
    if (record->duplicate == DUPLICATE_NONE)
        return error_set(err, "number-valid",
                         "Number %s is neither spoiled nor revoked, and no duplicate of it is "
                         "asked for.",
                         number);
    if (!registry_find(registry, &versions, note_pending, &pending, err))
        return false;
    if (!pending)
        return true;
    error_set(err, "duplicate-begun", "The duplicate of number %s is on its way.", number);
    return error_advise(err, "Bring it to its end with kualik issue: it waits for its "
                             "signature, or the run that makes it was cut off.");
}

/* Says whether the certificate can be what it was before. */
static bool check_restore(struct registry *registry, const struct registry_record *record,
                          const char *number, struct error *err)
{
    struct arena arena = {0};
    const char *other;
    if (!record->id)
        return error_set(err, "number-unknown", "The register has no number %s.", number);
    if (registry_is_valid(record))
        return check_unasked(registry, record, number, err);
    if (record->state != REGISTRY_SPOILED && record->state != REGISTRY_REVOKED)
        return error_set(err, "number-not-issued",
                         "No certificate of number %s has been issued yet.", number);
    if (record->state == REGISTRY_REVOKED || !record->has_person)
        return true;
    bool alone = find_other(registry, record, &arena, &other, err) &&
                 (!other || fail_person(number, other, err));
    arena_free(&arena);
    return alone;
}

bool registry_awaits_duplicate(struct registry *registry, const char *number, bool *asked,
                               struct error *err)
{
    struct registry_record record = {0};
    const struct registry_search search = {.key = REGISTRY_NUMBER, .number = number};
    bool found = registry_find(registry, &search, keep_current, &record, err);
    *asked = found && registry_is_valid(&record) && record.duplicate == DUPLICATE_ASKED;
    return found;
}

static bool restore(struct registry *registry, const struct registry_record *record,
                    const char *number, const char *reason, struct error *err)
{
    if (!check_restore(registry, record, number, err))
        return false;
    return registry_is_valid(record)
               ? registry_unask_duplicate(registry, record->id, reason, err)
               : registry_restore(registry, record->id, reason, err);
}

bool registry_mark(struct registry *registry, const char *number, enum registry_state state,
                   const char *reason, struct error *err)
{
    struct registry_record record = {0};
    const struct registry_search search = {.key = REGISTRY_NUMBER, .number = number};
    if (!registry_find(registry, &search, keep_current, &record, err))
        return false;
    if (state == REGISTRY_ISSUED)
        return restore(registry, &record, number, reason, err);
    if (!check_mark(&record, number, state, err))
        return false;
    return state == REGISTRY_DUPLICATE
               ? registry_ask_duplicate(registry, record.id, reason, err)
               : registry_set_state(registry, record.id, state, reason, err);
}
