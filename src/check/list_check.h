/* What only the whole list shows of a row: two people of one name, two rows of one number, a
 * row of one field, a name much longer or shorter than the rest, a field that is empty here and
 * filled nearly everywhere, a value one slip away from one that the list often has. Rows are
 * counted in any order, by several threads; of each it keeps a few words, so that what it finds
 * is reported when the list is read again:
 *
 *     list_check_count for every row → list_check_close →
 *     list_check_flags, list_check_report for every row
 *
 * What is found does not depend on the order. */
#ifndef KUALIK_LIST_CHECK_H
#define KUALIK_LIST_CHECK_H

#include "base/arena.h"
#include "base/report.h"
#include "check/columns.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

struct list_check;

/* `columns` must outlive it. Release with list_check_free. */
struct list_check *list_check_new(const struct columns *columns);
void list_check_free(struct list_check *check);

/* Counts row `index` of the list, from 0. Threads may call it together. `arena` is for words on
 * the way. */
void list_check_count(struct list_check *check, size_t index, const struct row *row,
                      struct arena *arena);

/* Judges, when all rows are counted; returns whether there is anything to report. */
bool list_check_close(struct list_check *check);

/* Says whether there is anything to report of this row. */
bool list_check_flags(const struct list_check *check, size_t index, const struct row *row);

/* Reports it, under `place`. */
void list_check_report(const struct list_check *check, size_t index, const struct row *row,
                       struct place place, struct report *findings);

#endif
