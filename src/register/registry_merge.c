#include "register/registry_merge.h"

#include "base/buf.h"
#include "register/registry_mark.h"
#include "register/registry_write.h"
#include "register/renamed_people.h"

#include <string.h>

/* A number that each register has given to somebody else; "": it is a spare there. */
struct clash {
    const char *number, *here, *there;
};

enum { NAMED = 10 }; /* numbers and people; more nobody reads */

struct merger {
    struct registry *target, *source;
    size_t added;
    int64_t same; /* the number in the target of which a certificate is the very same in both */
    struct arena arena; /* of what was found last */
    struct error *err;
    bool failed;
    struct arena kept;
    struct clash first; /* of the numbers that are two people's */
    size_t clashes;
    struct buf numbers; /* "04 («Әлия», «Болат»), 05 («Вера», –)" */
    size_t doubled;     /* people who have two numbers, */
    struct buf people;  /* "«Әлия» (04, 17), «Вера» (05, 18)" */
};

/* What the target has of the number that a record of the source is of. */
struct counterpart {
    const struct registry_record *record;
    int64_t number_id; /* 0: it has no such number */
    const char *who;   /* whose it is there */
    bool same_person;
    bool there;                        /* it has this very version, … */
    enum registry_state state;         /* … which is that there, … */
    bool same_file;                    /* … and is the very same certificate */
    enum registry_duplicate duplicate; /* of the number */
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
    counterpart->duplicate = found->duplicate;
    counterpart->who = arena_text(counterpart->arena, found->who);
    counterpart->same_person =
        same_digest(found->has_person, &found->person, record->has_person, &record->person);
    if (found->version == record->version) {
        counterpart->there = true;
        counterpart->state = found->state;
        counterpart->same_file =
            same_digest(found->has_sha256, &found->sha256, record->has_sha256, &record->sha256);
    }
    return true;
}

/* How far a certificate has come: it is reserved, then issued, and at last no longer valid. */
static int stage(enum registry_state state)
{
    switch (state) {
    case REGISTRY_RESERVED:
        return 0;
    case REGISTRY_ISSUED:
    case REGISTRY_DUPLICATE:
        return 1;
    case REGISTRY_SUPERSEDED:
    case REGISTRY_SPOILED:
    case REGISTRY_REVOKED:
        break;
    }
    return 2;
}

/* Appends who has the number: a name, or a dash of a spare. */
static void add_owner(struct buf *text, const char *who)
{
    if (*who)
        buf_printf(text, "«%s»", who);
    else
        buf_puts(text, "–");
}

/* What was merged since then is taken back: the rest is read to tell all that clash. */
static void note_clash(struct merger *merger, const struct registry_record *record,
                       const char *who)
{
    struct buf *numbers = &merger->numbers;
    if (merger->clashes++ == 0)
        merger->first = (struct clash){arena_text(&merger->kept, record->number),
                                       arena_text(&merger->kept, who),
                                       arena_text(&merger->kept, record->who)};
    if (merger->clashes > NAMED + 1)
        return;
    buf_puts(numbers, merger->clashes > 1 ? ", " : "");
    if (merger->clashes > NAMED) {
        buf_puts(numbers, "…");
        return;
    }
    buf_printf(numbers, "%s (", record->number);
    add_owner(numbers, who);
    buf_puts(numbers, ", ");
    add_owner(numbers, record->who);
    buf_putc(numbers, ')');
}

static bool fail_numbers(struct merger *merger)
{
    const struct clash *first = &merger->first;
    if (merger->clashes > 1)
        error_set_plural(merger->err, "merge-number-twice", merger->clashes,
                         "%zu number is one person's in one register and another's in the "
                         "other: %s.",
                         "%zu numbers are one person's in one register and another's in the "
                         "other: %s.",
                         merger->clashes, buf_text(&merger->numbers));
    else if (*first->here && *first->there)
        error_set(merger->err, "merge-number-twice",
                  "Number %s is that of «%s» in one register and of «%s» in the other.",
                  first->number, first->here, first->there);
    else
        error_set(merger->err, "merge-number-twice",
                  "Number %s is that of «%s» in one register and a spare in the other.",
                  first->number, *first->here ? first->here : first->there);
    return error_advise(merger->err,
                        "Go on with one of the two: kualik issue with it and the whole list "
                        "gives new numbers to those whom only the other knows; call in what "
                        "they have. Only registers that were given ranges of their own "
                        "(--range) can be joined.");
}

static bool fail_version(struct merger *merger, const struct registry_record *record)
{
    error_set(merger->err, "merge-versions",
              "Number %s of «%s» has different records in the two registers.", record->number,
              record->who);
    return error_advise(merger->err, "Keep the one register in which it was issued last.");
}

static bool is_spoiled(void *context, const struct registry_record *found)
{
    bool *spoiled = context;
    *spoiled |= found->current && found->state == REGISTRY_SPOILED;
    return true;
}

/* The rest is read to tell all. */
static void note_doubled(struct merger *merger, const struct registry_record *record,
                         const char *other)
{
    struct buf *people = &merger->people;
    if (merger->doubled++ > NAMED)
        return;
    buf_puts(people, merger->doubled > 1 ? ", " : "");
    if (merger->doubled > NAMED)
        buf_puts(people, "…");
    else
        buf_printf(people, "«%s» (%s, %s)", record->who, other, record->number);
}

static bool fail_people(struct merger *merger)
{
    error_set_plural(merger->err, "merge-person-twice", merger->doubled,
                     "%zu person has one number in one register and another in the other: %s.",
                     "%zu people have one number in one register and another in the other: %s.",
                     merger->doubled, buf_text(&merger->people));
    return error_advise(merger->err,
                        "Of each spoil one of the two numbers with kualik register spoil; of "
                        "two people of one name, use `person` to tell them apart.");
}

/* Whoever has a number in one register must get none from the other, unless that was spoiled
 * since the registers were joined last. */
static bool check_person(struct merger *merger, const struct registry_record *record)
{
    const char *other;
    bool spoiled = false;
    if (!record->has_person || !record->current || record->state == REGISTRY_SPOILED)
        return true;
    if (!registry_number_of(merger->target, &record->person, &merger->arena, &other,
                            merger->err))
        return false;
    if (!other)
        return true;
    const struct registry_search number = {.key = REGISTRY_NUMBER, .number = other};
    if (!registry_find(merger->source, &number, is_spoiled, &spoiled, merger->err))
        return false;
    if (spoiled)
        return true;
    note_doubled(merger, record, other);
    return true;
}

static bool merge_record(struct merger *merger, const struct registry_record *record)
{
    struct counterpart counterpart = {.record = record, .arena = &merger->arena};
    struct registry_search search = {.key = REGISTRY_NUMBER, .number = record->number};
    if (!registry_find(merger->target, &search, compare, &counterpart, merger->err))
        return false;
    /* Of a certificate that both have the person may have been renamed in one. */
    if (counterpart.same_file && record->has_sha256)
        merger->same = counterpart.number_id;
    if (counterpart.number_id && !counterpart.same_person &&
        counterpart.number_id != merger->same) {
        if (record->current)
            note_clash(merger, record, counterpart.who);
        return true;
    }
    if (counterpart.there) {
        int here = stage(counterpart.state), there = stage(record->state);
        bool goes_on = counterpart.same_file || here == 0 || there == 0;
        if (!goes_on || (here == there && counterpart.state != record->state))
            return fail_version(merger, record);
        bool asked = record->current && record->duplicate > counterpart.duplicate;
        if (here > there || (here == there && !asked))
            return true;
    }
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
                    struct report *findings, struct error *err)
{
    struct merger merger = {.target = target, .source = source, .err = err};
    const struct registry_search search = {.key = REGISTRY_ALL};
    bool done = registry_find(source, &search, check_next, &merger, err) && !merger.failed &&
                (!merger.doubled || fail_people(&merger)) &&
                renamed_people_tell(target, source, findings, err) &&
                registry_find(source, &search, merge_next, &merger, err) && !merger.failed &&
                (!merger.clashes || fail_numbers(&merger));
    arena_free(&merger.arena);
    arena_free(&merger.kept);
    buf_free(&merger.numbers);
    buf_free(&merger.people);
    *added = merger.added;
    return done;
}
