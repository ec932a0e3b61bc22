/* Alphabetical order by the alphabet of a language, whatever the computer's locale: in Kazakh
 * А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я, in
 * Russian the same, but Е and Ё are one letter there until nothing else tells two words apart.
 */
#ifndef KUALIK_COLLATION_H
#define KUALIK_COLLATION_H

#include "base/arena.h"

#include <stdbool.h>

/* Returns what strcmp sorts texts by: first by letters, whatever their case; a space, a hyphen
 * and other signs come before digits, digits before Latin letters, those before Cyrillic.
 * Digits count as the number that they are: 2 before 10. */
const char *collation_key(struct arena *arena, const char *text, bool russian);

#endif
