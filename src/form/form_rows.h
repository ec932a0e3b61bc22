/* The rows of a list that a form shows, in the order and the groups in which it shows them. */
#ifndef KUALIK_FORM_ROWS_H
#define KUALIK_FORM_ROWS_H

#include "base/arena.h"
#include "base/report.h"
#include "bind/binding.h"
#include "template/form.h"

#include <stdbool.h>
#include <stddef.h>

/* As what a row is counted. */
enum form_row_kind {
    FORM_ROW_PERSON,
    FORM_ROW_SPOILED, /* a number that is nobody's any more */
    FORM_ROW_SPARE,   /* … or not yet */
    FORM_ROW_KINDS,
};

struct form_row {
    enum form_row_kind kind;
    bool kept_back;     /* its certificate cannot be issued as it is */
    struct row row;     /* the form's own copy of its fields, where they are not lent */
    struct place place; /* with the person's name */
    size_t group;       /* which one, in their order */
    const char *by;     /* what the rows of the group have in common, "" without groups */
    const char *key;    /* by which the rows of a group are sorted, "": as in the list */
    size_t order;       /* in the list */
};

/* `{0}` has no rows. */
struct form_rows {
    struct arena arena, scratch; /* of all rows, and of one while it is added */
    struct form_row *list;
    size_t count, room;
    bool lent; /* rows that are added outlive these, so their fields need no copy */
};

/* Adds a row that can be used, whose place is `place`, and returns it, lent until the next is
 * added. Faults go to `findings`. */
struct form_row *form_rows_add(struct form_rows *rows, const struct form *form,
                               const struct binding *binding, enum form_row_kind kind,
                               const struct row *row, const struct place *place,
                               struct report *findings);

/* Brings all rows into the form's order. */
void form_rows_sort(struct form_rows *rows, const struct form *form);

/* Returns how many of the rows from `first` to before `end` are of that kind. */
size_t form_rows_count(const struct form_rows *rows, size_t first, size_t end,
                       enum form_row_kind kind);

/* Returns the row behind the last one of the group that begins with row `first`. */
size_t form_rows_group_end(const struct form_rows *rows, size_t first);

/* Releases everything; usable again. */
void form_rows_free(struct form_rows *rows);

#endif
