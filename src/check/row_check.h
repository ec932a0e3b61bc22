/* What can be wrong with the fields of a row together, and with what a field says: a value
 * that the template does not know, no name, or one in one language only, a Kazakh name in
 * Russian spelling; what text_check and name_check find in each, pair_check in both languages
 * and gender_check in all. */
#ifndef KUALIK_ROW_CHECK_H
#define KUALIK_ROW_CHECK_H

#include "check/subject.h"

#include <stdbool.h>

/* Reports to `findings`, under `place`, what is wrong with the row. Returns by column whether a
 * Kazakh text seems to be typed without its Kazakh letters: memory of the arena. */
const bool *row_check(const struct check_rules *rules, const struct columns *columns,
                      const struct row *row, struct place place, struct arena *arena,
                      struct report *findings);

#endif
