/* The gender that a person's names show together where no patronymic does: «Оспанова Алия» is a
 * woman by the ending of the surname and by the given name, neither of which would be enough.
 */
#ifndef KUALIK_NAME_GENDER_H
#define KUALIK_NAME_GENDER_H

#include "lang/lang.h"

#include <stddef.h>

/* Returns the gender that a surname with a man's or a woman's ending (-ов, -ова) and a given
 * name that only men or only women have both show, in one of the `count` texts or in two: names
 * of one person, whole or in parts, Kazakh or Russian. GENDER_UNKNOWN where one of the two is
 * missing or anything says otherwise. */
enum gender name_gender_shown(const struct lang *lang, const char *const *texts, size_t count);

#endif
