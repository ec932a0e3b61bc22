/* Numbers with words: how Kazakh reads a number aloud, and which form Russian counts with. */
#ifndef KUALIK_NUMBER_H
#define KUALIK_NUMBER_H

#include "arena.h"
#include "err.h"

#include <stdbool.h>

/* Returns the last word of the number as Kazakh reads it, which its endings go by: "бес" for
 * 15, "мың" for 3000 and 3 000. NULL if `text` is anything but digits, in groups of three
 * behind spaces or not. */
const char *number_kazakh_word(const char *text);

/* Which of three forms Russian takes behind a number: 1 час, 2 часа, 5 часов; 1,5 часа. */
enum number_form { NUMBER_ONE, NUMBER_FEW, NUMBER_MANY };

/* Reads the number in `text`: digits, in groups of three behind spaces or not, perhaps with a
 * comma or point and more digits. */
bool number_russian_form(const char *text, enum number_form *form);

/* Returns "`text` word" with that of three words, as `words` has them between commas
 * ("час,часа,часов"), which goes with the number. */
bool number_agree(struct arena *arena, const char *text, const char *words, const char **out,
                  struct err *err);

#endif
