/* Letters by the script they belong to, and those of one script that pass for those of
 * another: Latin i typed for Kazakh і looks right on paper and is found by no search. */
#ifndef KUALIK_SCRIPT_H
#define KUALIK_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

enum script {
    SCRIPT_NONE, /* no letter: a digit, a sign, a space */
    SCRIPT_CYRILLIC,
    SCRIPT_LATIN,
    SCRIPT_OTHER,
};

enum script script_of(uint32_t letter);

/* Return the Cyrillic letter that a Latin one passes for, and the other way round; 0 if there
 * is none. */
uint32_t script_cyrillic_twin(uint32_t latin);
uint32_t script_latin_twin(uint32_t cyrillic);

/* Says whether it is one of the nine letters that Kazakh has and Russian has not: Ә Ғ Қ Ң Ө Ұ
 * Ү Һ І. */
bool script_is_kazakh(uint32_t letter);

/* Says whether one of them is in the text. */
bool script_has_kazakh(const char *text);

#endif
