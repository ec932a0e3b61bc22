/* Which rows of a list are printed, and in which order they are handed out. */
#ifndef KUALIK_PRINT_ROWS_H
#define KUALIK_PRINT_ROWS_H

#include "base/arena.h"
#include "base/byte_set.h"
#include "base/error.h"
#include "issue/job.h"
#include "search/selection.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What was asked for. Columns are called as the list's headings are. */
struct print_filter {
    struct selection *only; /* NULL: all rows */
    const char *where;      /* `COLUMN=VALUE`, letter case aside; NULL: any */
    const char *order;      /* columns, with commas between; NULL: as in the list */
    const char *group;      /* column: whoever has the same there stands together, the groups in
                               the order of their first ones; NULL: none */
    bool changed;           /* only those issued, or issued anew, … */
    int64_t since;          /* … at that time or later, in seconds since 1970 */
    size_t first, last;     /* so many of them in that order, 0: all */
};

struct print_row {
    size_t index;     /* in the list, from 0 */
    size_t number;    /* as a spreadsheet counts */
    const char *key;  /* what it is sorted by */
    const char *part; /* what the group's column, or else the first of the order, says of it;
                       * NULL: neither is given */
    size_t group;     /* which one, in their order */
};

/* The rows in the order in which they are printed. Parts are the arena's; keys are only there
 * while they are sorted. */
struct print_rows {
    struct arena arena, keys;
    struct byte_set parts;
    struct print_row *list;
    size_t count, room;
};

/* Reads the list once. Fails when a column is not there, when what was asked for is nowhere, or
 * when the list cannot be read to its end. `rows` is zeroed before, and released with
 * print_rows_free in any case. */
bool print_rows_find(const struct job *job, const struct print_filter *filter,
                     struct print_rows *rows, struct error *err);
void print_rows_free(struct print_rows *rows);

/* Returns a selection of these rows; release with selection_free. */
struct selection *print_rows_select(const struct print_rows *rows);

#endif
