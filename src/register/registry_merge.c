#include "register/registry_merge.h"

#include "base/mem.h"

#include <string.h>

struct merger {
    struct registry *target;
    size_t added;
    struct arena arena; /* of what was found last */
    struct error *err;
    bool failed;
};

/* What the target has of the number that a record of the source is of. */
struct counterpart {
    const struct registry_record *record;
    int64_t number_id; /* 0: it has no such number */
    const char *who;   /* whose it is there */
    bool same_person;
    bool there; /* it has this very version */
    bool equal; /* … and that says the same */
    struct arena *arena;
};

static bool same_digest(bool has_one, const struct digest *one, bool has_other,
                        const struct digest *other)
{
    return has_one == has_other &&
           (!has_one || memcmp(one->bytes, other->bytes, DIGEST_SIZE) == 0);
}

static bool compare(void *context, const struct registry_record *found)
{
    struct counterpart *counterpart = context;
    const struct registry_record *record = counterpart->record;
    counterpart->number_id = found->number_id;
    counterpart->who = arena_text(counterpart->arena, found->who);
    counterpart->same_person =
        same_digest(found->has_person, &found->person, record->has_person, &record->person);
    if (found->version == record->version) {
        counterpart->there = true;
        counterpart->equal =
            found->state == record->state &&
            same_digest(found->has_sha256, &found->sha256, record->has_sha256, &record->sha256);
    }
    return true;
}

static bool fail_number(struct merger *merger, const struct registry_record *record,
                        const char *who)
{
    error_set(merger->err, "merge-number-twice",
              "Number %s is that of «%s» in one register and of «%s» in the other.",
              record->number, who, record->who);
    error_advise(merger->err, "Registers to be joined must have been given numbers that no "
                              "other had (--range).");
    return false;
}

static bool fail_version(struct merger *merger, const struct registry_record *record)
{
    error_set(merger->err, "merge-versions",
              "Number %s of «%s» has gone different ways in both registers.", record->number,
              record->who);
    return error_advise(merger->err, "Keep the one register in which it was issued last.");
}

static bool find_other(void *context, const struct registry_record *found)
{
    struct counterpart *counterpart = context;
    if (found->state == REGISTRY_SPOILED)
        return true;
    counterpart->who = arena_text(counterpart->arena, found->number);
    return false;
}

/* Whoever has a number in one register must get none from the other. */
static bool check_person(struct merger *merger, const struct registry_record *record)
{
    struct counterpart other = {.record = record, .arena = &merger->arena};
    const struct registry_search search = {.key = REGISTRY_PERSON, .person = &record->person};
    if (!record->has_person || !record->current || record->state == REGISTRY_SPOILED)
        return true;
    if (!registry_find(merger->target, &search, find_other, &other, merger->err))
        return false;
    if (!other.who)
        return true;
    error_set(merger->err, "merge-person-twice",
              "«%s» has number %s in one register and %s in the other.", record->who, other.who,
              record->number);
    return error_advise(merger->err, "Spoil one of the two numbers with kualik register spoil; "
                                     "of two people of one name, use `person` to tell them "
                                     "apart.");
}

static bool merge_record(struct merger *merger, const struct registry_record *record)
{
    struct counterpart counterpart = {.record = record, .arena = &merger->arena};
    struct registry_search search = {.key = REGISTRY_NUMBER, .number = record->number};
    if (!registry_find(merger->target, &search, compare, &counterpart, merger->err))
        return false;
    if (counterpart.number_id && !counterpart.same_person)
        return fail_number(merger, record, counterpart.who);
    if (counterpart.there)
        return counterpart.equal || fail_version(merger, record);
    merger->added++;
    return registry_copy(merger->target, counterpart.number_id, record, merger->err);
}

static bool merge_next(void *context, const struct registry_record *record)
{
    struct merger *merger = context;
    arena_reset(&merger->arena);
    merger->failed = !merge_record(merger, record);
    return !merger->failed;
}

static bool check_next(void *context, const struct registry_record *record)
{
    struct merger *merger = context;
    struct counterpart counterpart = {.record = record, .arena = &merger->arena};
    struct registry_search search = {.key = REGISTRY_NUMBER, .number = record->number};
    arena_reset(&merger->arena);
    merger->failed =
        !registry_find(merger->target, &search, compare, &counterpart, merger->err) ||
        (!counterpart.number_id && !check_person(merger, record));
    return !merger->failed;
}

bool registry_merge(struct registry *target, struct registry *source, size_t *added,
                    struct error *err)
{
    struct merger merger = {.target = target, .err = err};
    const struct registry_search search = {.key = REGISTRY_ALL};
    bool done = registry_find(source, &search, check_next, &merger, err) && !merger.failed &&
                registry_begin(target, err);
    if (done) {
        done = registry_find(source, &search, merge_next, &merger, err) && !merger.failed;
        done = registry_end(target, done, err);
    }
    arena_free(&merger.arena);
    *added = merger.added;
    return done;
}
