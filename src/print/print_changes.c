#include "print/print_changes.h"

#include "base/mem.h"
#include "register/registry.h"

#include <stdlib.h>

/* A search and what it has found. */
struct change_search {
    struct print_changes *changes;
    int64_t since;
};

static bool take(void *context, const struct registry_record *record)
{
    const struct change_search *search = context;
    struct print_changes *changes = search->changes;
    if (!record->has_person || record->time < search->since)
        return true;
    changes->numbers =
        mem_grow(changes->numbers, changes->count, &changes->room, sizeof *changes->numbers);
    changes->numbers[changes->count++] = record->number_id;
    return true;
}

static int by_number(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

bool print_changes_find(const struct numbering *numbering, int64_t since,
                        struct print_changes *changes, struct error *err)
{
    const struct registry_search all = {.key = REGISTRY_CURRENT};
    struct change_search search = {changes, since};
    *changes = (struct print_changes){.numbering = numbering};
    if (!numbering) {
        error_set(err, "changes-without-register",
                  "Only a register knows what has changed since; the template has none.");
        return error_advise(err, "Write a [register], or leave --changed-since out.");
    }
    if (!numbering_registry(numbering))
        return true;
    if (!registry_find(numbering_registry(numbering), &all, take, &search, err))
        return false;
    if (changes->count)
        qsort(changes->numbers, changes->count, sizeof *changes->numbers, by_number);
    return true;
}

void print_changes_free(struct print_changes *changes)
{
    free(changes->numbers);
    *changes = (struct print_changes){0};
}

bool print_changes_has(const struct print_changes *changes, size_t index)
{
    const struct numbered_row *row = numbering_row(changes->numbering, index);
    return row->kind == NUMBERED_KNOWN && changes->count &&
           bsearch(&row->number_id, changes->numbers, changes->count, sizeof *changes->numbers,
                   by_number);
}
