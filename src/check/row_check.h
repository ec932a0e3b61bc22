/* What can be wrong with the fields of a row together, and with what a field says: a value
 * that the template does not know, no name, or one in one language only, a Kazakh name in
 * Russian spelling, a gender that the patronymic contradicts; and what text_check and
 * name_check find in each. */
#ifndef KUALIK_ROW_CHECK_H
#define KUALIK_ROW_CHECK_H

#include "base/arena.h"
#include "base/report.h"
#include "check/columns.h"
#include "check/kazakh_spelling.h"
#include "lang/lang.h"
#include "roster/roster.h"

#include <stdbool.h>

/* What the checks need; the same for all rows. */
struct row_check {
    const struct columns *columns;
    const struct lang *grammar; /* for what names and words of gender show */
    const struct kazakh_spelling *spelling;
    const struct check_words *words;
};

/* Reports to `findings`, under `place`, what is wrong with the row. Returns by column whether a
 * Kazakh text seems to be typed without its Kazakh letters: memory of the arena. */
const bool *row_check(const struct row_check *row_check, const struct row *row,
                      struct place place, struct arena *arena, struct report *findings);

#endif
