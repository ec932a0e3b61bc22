/* How many fields the rows of CSV have, compared with the headings. In a workbook every cell
 * stands in its column, and there is nothing to say. */
#ifndef KUALIK_ROW_LENGTH_H
#define KUALIK_ROW_LENGTH_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "roster/roster_headings.h"
#include "table/list.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns how many of the last fields the record has not. */
size_t row_length_missing(const struct list *list, const struct roster_headings *headings,
                          const struct record *record);

/* Fails where the record has more fields than the headings, or, over several lines, fewer; of
 * fewer on one line `faults` get a note. `arena` is for words on the way. */
bool row_length_check(const struct list *list, const struct roster_headings *headings,
                      const struct record *record, struct arena *arena, struct report *faults,
                      struct error *err);

/* Reads the list to its end and fails where nearly all rows have fewer fields than the headings
 * and lack one that is used; `unused` is by column, NULL: all are used. Faults of the file are
 * for the next reading to tell. */
bool row_length_check_all(struct list *list, const struct roster_headings *headings,
                          const bool *unused, struct error *err);

#endif
