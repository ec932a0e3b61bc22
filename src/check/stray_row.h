/* Rows of a list that are nobody's: sums and signatures under the table, numbers of the columns
 * under the headings, headings of groups, remarks. */
#ifndef KUALIK_STRAY_ROW_H
#define KUALIK_STRAY_ROW_H

#include "check/check_words.h"
#include "check/columns.h"
#include "roster/roster.h"

#include <stdbool.h>

struct lang_words;

/* Says whether the row is such a one, and reports it as an error under `place`: in one finding,
 * so that nothing else needs to be said of the row. */
bool stray_row_check(const struct check_words *words, const struct lang_words *lang_words,
                     const struct columns *columns, const struct row *row, struct place place,
                     struct arena *arena, struct report *findings);

#endif
