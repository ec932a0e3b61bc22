#include "issue/number_search.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The numbers so far, in their order. */
struct known_numbers {
    struct arena arena;
    const char *wanted;
    const char **list;
    size_t count, room;
    bool found;
};

static bool take_number(void *context, const struct registry_record *record)
{
    struct known_numbers *numbers = context;
    const char *last = numbers->count ? numbers->list[numbers->count - 1] : NULL;
    numbers->found = strcmp(record->number, numbers->wanted) == 0;
    if (last && strcmp(last, record->number) == 0)
        return true; /* another version */
    numbers->list =
        mem_grow(numbers->list, numbers->count, &numbers->room, sizeof *numbers->list);
    numbers->list[numbers->count++] = arena_text(&numbers->arena, record->number);
    return !numbers->found;
}

static bool fail_unknown(const struct known_numbers *numbers, struct error *err)
{
    size_t bad;
    const char *nearest = utf8_valid(numbers->wanted, strlen(numbers->wanted), &bad)
                              ? utf8_nearest(numbers->wanted, numbers->list, numbers->count)
                              : NULL;
    error_set(err, "number-unknown", "The register has no number %s.", numbers->wanted);
    if (nearest)
        return error_advise(err, "Did you mean %s?", nearest);
    if (numbers->count)
        error_advise(err, "Its first is %s, its last %s.", numbers->list[0],
                     numbers->list[numbers->count - 1]);
    return false;
}

bool number_search_check(struct registry *registry, const char *number, struct error *err)
{
    const struct registry_search all = {.key = REGISTRY_ALL};
    struct known_numbers numbers = {.wanted = number};
    bool found = registry_find(registry, &all, take_number, &numbers, err) &&
                 (numbers.found || fail_unknown(&numbers, err));
    free(numbers.list);
    arena_free(&numbers.arena);
    return found;
}
