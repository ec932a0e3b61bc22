#include "numbering/number_search.h"

#include "base/arena.h"
#include "numbering/register_search.h"

#include <stddef.h>

static bool note_found(void *context, const struct registry_record *record)
{
    (void)record;
    *(bool *)context = true;
    return false;
}

/* The first and the last number, in their order. */
struct number_ends {
    struct arena arena;
    const char *first, *last;
};

static bool note_number(void *context, const struct registry_record *record)
{
    struct number_ends *ends = context;
    ends->last = arena_text(&ends->arena, record->number);
    if (!ends->first)
        ends->first = ends->last;
    return true;
}

static bool fail_unknown(struct registry *registry, const char *number, struct error *err)
{
    const struct registry_search all = {.key = REGISTRY_ALL};
    struct number_ends ends = {.first = NULL};
    struct error unread;
    error_set(err, "number-unknown", "The register has no number %s.", number);
    if (!register_search_advise(registry, number, err) &&
        registry_find(registry, &all, note_number, &ends, &unread) && ends.first)
        error_advise(err, "Its first is %s, its last %s.", ends.first, ends.last);
    arena_free(&ends.arena);
    return false;
}

bool number_search_check(struct registry *registry, const char *number, struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_NUMBER, .number = number};
    bool found = false;
    return registry_find(registry, &search, note_found, &found, err) &&
           (found || fail_unknown(registry, number, err));
}
