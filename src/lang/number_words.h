/* Numbers with words: how Kazakh reads a number aloud, and which form Russian counts with. */
#ifndef KUALIK_NUMBER_H
#define KUALIK_NUMBER_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

/* Returns the last word of the number as Kazakh reads it, which its endings go by: "бес" for
 * 15, "мың" for 3000 and 3 000. NULL if `text` is anything but digits, in groups of three
 * behind spaces or not. */
const char *number_kazakh_word(const char *text);

/* Returns "`text` word" with that of three words, as `words` has them between commas
 * ("час,часа,часов"), which goes with the number. */
bool number_agree(struct arena *arena, const char *text, const char *words, const char **out,
                  struct err *err);

#endif
