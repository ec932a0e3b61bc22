/* What only a column as a whole shows: Kazakh texts without a Kazakh letter, names in capitals
 * throughout, numbers that files are sorted wrongly by; and that none is known to hold names.
 * What is found does not depend on the order of the rows.
 *
 *     column_check_new → column_check_count, for every row → column_check_report
 */
#ifndef KUALIK_COLUMN_CHECK_H
#define KUALIK_COLUMN_CHECK_H

#include "base/arena.h"
#include "base/report.h"
#include "check/columns.h"
#include "roster/roster.h"

#include <stdbool.h>

struct column_check;

/* `columns` must outlive it. Release with column_check_free. */
struct column_check *column_check_new(const struct columns *columns);
void column_check_free(struct column_check *check);

/* Counts a row; `file` is how its certificate's file is called (NULL: it has none); `stripped`
 * says by column whether a Kazakh text seems to be typed without its letters (NULL: nobody has
 * looked). Threads may call it together. `arena` is for what is needed on the way. */
void column_check_count(struct column_check *check, const struct row *row, const char *file,
                        const bool *stripped, struct arena *arena);

/* Reports it, when all rows are counted; `list` is the list's path. */
void column_check_report(const struct column_check *check, const char *list,
                         struct report *findings);

#endif
