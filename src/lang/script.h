/* Letters by the script they belong to, and those of one script that pass for those of
 * another: Latin i typed for Kazakh і looks right on paper and is found by no search. */
#ifndef KUALIK_SCRIPT_H
#define KUALIK_SCRIPT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum script {
    SCRIPT_NONE, /* no letter: a digit, a sign, a space */
    SCRIPT_CYRILLIC,
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_OTHER,
    SCRIPT_COUNT,
};

/* Returns the script of a letter, by the blocks of Unicode. */
enum script script_of(uint32_t letter);

/* Return the Cyrillic letter that a Latin or Greek one passes for, and the Latin one that a
 * Cyrillic one passes for; 0 if there is none. */
uint32_t script_cyrillic_twin(uint32_t letter);
uint32_t script_latin_twin(uint32_t cyrillic);

/* Say whether a letter is one of the 33 of Russian, of the 42 of Kazakh, which has those, too.
 */
bool script_in_russian(uint32_t letter);
bool script_in_kazakh(uint32_t letter);

/* Return the letter that was probably meant by a Cyrillic one that is none of Kazakh (Uzbek ҳ
 * for һ), and by a Kazakh one in Russian (ұ for у); 0 if nothing suggests itself. */
uint32_t script_kazakh_meant(uint32_t letter);
uint32_t script_russian_meant(uint32_t letter);

/* Says whether two texts look alike without being the same: where they differ, one has the
 * Latin letter that passes for the other's Cyrillic one. `*letter` is the first letter of `one`
 * that differs. */
bool script_looks_alike(const char *one, const char *other, uint32_t *letter);

/* Says whether a sign is typed as an apostrophe: ' ‘ ’ and the letters ʻ (U+02BB) and ʼ
 * (U+02BC) of Uzbek. Inside a word it parts nothing: О’Коннор, Оʻткиров. */
bool script_is_apostrophe(uint32_t letter);

/* Returns the first `size` bytes of the text with ' for every apostrophe. */
char *script_plain_apostrophes(struct arena *arena, const char *text, size_t size);

/* Says whether it is one of the nine letters that Kazakh has and Russian has not: Ә Ғ Қ Ң Ө Ұ
 * Ү Һ І. */
bool script_is_kazakh(uint32_t letter);

/* Says whether it is a Cyrillic vowel, of another language, too. */
bool script_is_vowel(uint32_t letter);

/* Says whether it is a letter of Uzbek, Tajik, Ukrainian or Belarusian, in which somebody whose
 * name stands among Kazakh ones may be called. */
bool script_is_neighbours(uint32_t letter);

/* Says whether it is a digit of a Roman number, I, V or X, or a Cyrillic letter that is typed
 * for one. */
bool script_is_roman(uint32_t letter);

/* Says whether the text has a Latin letter that only Kazakh has here: Jiğit. */
bool script_has_latin_kazakh(const char *text);

/* Says whether the text has a letter of any script. */
bool script_has_letter(const char *text);

/* Says whether one of the nine is in the text. */
bool script_has_kazakh(const char *text);

#endif
