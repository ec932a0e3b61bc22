/* Numbers with words: how Kazakh reads a number aloud, which form Russian counts with, and both
 * languages' numbers in words. */
#ifndef KUALIK_NUMBER_WORDS_H
#define KUALIK_NUMBER_WORDS_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

struct lang_words;

/* Returns the last word of the number as Kazakh reads it, which its endings go by: "бес" for
 * 15, "мың" for 3000 and 3 000. NULL if `text` is anything but digits, in groups of three
 * behind spaces or not. */
const char *number_words_kazakh(const struct lang_words *words, const char *text);

/* Returns "`text` word" with that of three words, as `words` has them between commas
 * ("час,часа,часов"), which goes with the number. */
bool number_words_agree(struct arena *arena, const char *text, const char *words,
                        const char **out, struct error *err);

/* Returns a whole number up to 999999999 with its words in brackets, as documents have it: "21
 * (жиырма бір)", "21 (двадцать один)"; with three Russian words (`counted`, "" for none) the
 * one that goes with it behind: "21 (двадцать одна) страница". */
bool number_words_spell(const struct lang_words *words, struct arena *arena, bool kazakh,
                        const char *text, const char *counted, const char **out,
                        struct error *err);

#endif
