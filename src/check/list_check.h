/* What only the whole list shows: two people of one name, a name much longer or shorter than
 * the rest, a field that is empty here and filled nearly everywhere, a value one slip away
 * from one that the list often has, a Kazakh column without a Kazakh letter. Rows are counted
 * in any order, by several threads; of each it keeps a few words, so that what it finds is told
 * when the list is read again:
 *
 *     census_count for every row → census_close → census_flags, census_tell for every row
 *
 * What is found does not depend on the order. */
#ifndef KUALIK_CENSUS_H
#define KUALIK_CENSUS_H

#include "base/arena.h"
#include "base/report.h"
#include "check/columns.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

struct census;

/* `columns` must outlive the census. Release with census_free. */
struct census *census_new(const struct columns *columns);
void census_free(struct census *census);

/* Counts row `index` of the list, from 0; `stripped` says by column whether a Kazakh text seems
 * to be typed without its letters. Threads may call it together. `arena` is for words on the
 * way. */
void census_count(struct census *census, size_t index, const struct row *row,
                  const bool *stripped, struct arena *arena);

/* Judges, when all rows are counted; returns whether there is anything to tell. */
bool census_close(struct census *census);

/* Tells what concerns no single row, when the census is closed; `list` is its path. */
void census_tell_columns(const struct census *census, const char *list,
                         struct findings *findings);

/* Says whether there is anything to tell of this row. */
bool census_flags(const struct census *census, size_t index, const struct row *row);

/* Tells it, under `place`. */
void census_tell(const struct census *census, size_t index, const struct row *row,
                 struct place place, struct findings *findings);

#endif
