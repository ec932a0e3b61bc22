#include "numbering/moved_together.h"

#include "base/mem.h"
#include "numbering/person_fields.h"
#include "numbering/person_groups.h"

#include <stdlib.h>

enum { SEVERAL = 3 };

struct moved_person {
    uint64_t change;               /* the beginning of a digest */
    struct registry_record record; /* its texts are the match's arena's */
};

void moved_together_note(struct person_match *match, struct numbered_row *row,
                         const struct registry_record *record)
{
    struct arena arena = {0};
    struct moved_person *moved = arena_new(match->arena, 1, sizeof *moved);
    const char *before = person_fields_before(record->fields, row->said, &arena);
    const char *now = person_fields_before(row->said, record->fields, &arena);
    moved->change = person_groups_key(arena_printf(&arena, "%s\n%s", before, now));
    moved->record = *record;
    row->moved = moved;
    arena_free(&arena);
}

static int by_change(const void *left, const void *right)
{
    const struct numbered_row *const *a = left, *const *b = right;
    uint64_t one = (*a)->moved->change, other = (*b)->moved->change;
    return (one > other) - (one < other);
}

void moved_together_decide(struct person_match *match)
{
    struct numbered_row **rows = mem_new(match->count + 1, sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < match->count; i++)
        if (match->rows[i].moved)
            rows[count++] = &match->rows[i];
    qsort(rows, count, sizeof *rows, by_change);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && by_change(&rows[i], &rows[end]) == 0; end++)
            ;
        for (size_t k = i; end - i >= SEVERAL && k < end; k++) {
            person_match_know(match, rows[k], &rows[k]->moved->record);
            rows[k]->changed =
                person_fields_compare(match->words, rows[k]->moved->record.fields,
                                      rows[k]->said) < PERSON_SHOWN;
        }
    }
    free(rows);
}
