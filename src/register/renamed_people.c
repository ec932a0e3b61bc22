#include "register/renamed_people.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A name that the person of a number of the target has, or had. */
struct held_name {
    const char *small, *number;
    bool current;
    struct digest person;
};

struct renamed_search {
    struct registry *target, *source;
    struct arena kept; /* of the names */
    struct held_name *names;
    size_t count, room;
    const char *told; /* the number of the source that was told last */
    size_t people;
    struct buf list; /* "«Әлия» (04, 17), «Вера» (05, 18)" */
    struct error *err;
    bool failed;
};

static const char *small(struct arena *arena, const char *name)
{
    return utf8_lower(arena, utf8_nfc(arena, name), "kk");
}

static int by_name(const void *left, const void *right)
{
    const struct held_name *a = left, *b = right;
    return strcmp(a->small, b->small);
}

static bool add_name(void *context, const struct registry_record *record)
{
    struct renamed_search *search = context;
    struct arena *arena = &search->kept;
    if (!*record->who)
        return true;
    search->names =
        mem_grow(search->names, search->count, &search->room, sizeof *search->names);
    search->names[search->count++] =
        (struct held_name){.small = small(arena, record->who),
                           .number = arena_text(arena, record->number),
                           .current = record->current,
                           .person = record->person};
    return true;
}

static bool note_there(void *context, const struct registry_record *record)
{
    (void)record;
    *(bool *)context = true;
    return false;
}

/* Puts in `*apart` whether neither register has the number of the other. */
static bool are_apart(const struct renamed_search *search, const char *here, const char *there,
                      bool *apart)
{
    const struct registry_search of_target = {.key = REGISTRY_NUMBER, .number = here};
    const struct registry_search of_source = {.key = REGISTRY_NUMBER, .number = there};
    bool known = false;
    bool read = registry_find(search->source, &of_target, note_there, &known, search->err) &&
                registry_find(search->target, &of_source, note_there, &known, search->err);
    *apart = !known;
    return read;
}

static void note_person(struct renamed_search *search, const struct registry_record *record,
                        const char *number)
{
    enum { NAMED = 10 }; /* more nobody reads */
    struct buf *list = &search->list;
    search->told = arena_text(&search->kept, record->number);
    if (search->people++ > NAMED)
        return;
    buf_puts(list, search->people > 1 ? ", " : "");
    if (search->people > NAMED)
        buf_puts(list, "…");
    else
        buf_printf(list, "«%s» (%s, %s)", record->who, number, record->number);
}

/* Two who have the name at the same time are told apart by more than that. */
static bool compare_with(struct renamed_search *search, const struct held_name *held,
                         const struct registry_record *record)
{
    bool apart;
    if ((held->current && record->current) ||
        memcmp(held->person.bytes, record->person.bytes, DIGEST_SIZE) == 0)
        return true;
    if (!are_apart(search, held->number, record->number, &apart))
        return false;
    if (apart)
        note_person(search, record, held->number);
    return true;
}

static bool compare_name(void *context, const struct registry_record *record)
{
    struct renamed_search *search = context;
    struct arena arena = {0};
    const struct held_name key = {.small = small(&arena, record->who)};
    const struct held_name *names = search->names, *end = names + search->count;
    const struct held_name *at = bsearch(&key, names, search->count, sizeof key, by_name);
    while (at && at > names && by_name(&at[-1], &key) == 0)
        at--;
    for (; at && at < end && by_name(at, &key) == 0; at++) {
        if (search->told && strcmp(search->told, record->number) == 0)
            break;
        search->failed = !compare_with(search, at, record);
        if (search->failed)
            break;
    }
    arena_free(&arena);
    return !search->failed;
}

static void tell(const struct renamed_search *search, struct report *findings)
{
    if (!search->people)
        return;
    report_add_plural(findings, LEVEL_WARNING,
                      (struct place){.file = registry_path(search->source)},
                      "merge-person-renamed", search->people,
                      "%zu person may have a number in each of the two registers, since a name "
                      "was corrected: %s.",
                      "%zu people may have a number in each of the two registers, since a name "
                      "was corrected: %s.",
                      search->people, buf_text(&search->list));
    report_advise(findings, "Look at both numbers with kualik register show; if they are one "
                            "person's, spoil one of them with kualik register spoil.");
}

bool renamed_people_tell(struct registry *target, struct registry *source,
                         struct report *findings, struct error *err)
{
    struct renamed_search search = {.target = target, .source = source, .err = err};
    const struct registry_search names = {.key = REGISTRY_NAMES};
    bool done = registry_find(target, &names, add_name, &search, err);
    if (done && search.count)
        qsort(search.names, search.count, sizeof *search.names, by_name);
    if (done && search.count)
        done = registry_find(source, &names, compare_name, &search, err) && !search.failed;
    if (done)
        tell(&search, findings);
    arena_free(&search.kept);
    free(search.names);
    buf_free(&search.list);
    return done;
}
