/* Tables of letters, which the build makes of rules/letters.rules, where each is explained. For
 * the modules of lang only; whoever asks about a letter does so by script.h. */
#ifndef KUALIK_LETTERS_H
#define KUALIK_LETTERS_H

#include <stdint.h>

/* A letter, and the one of our alphabets that goes with it; 0: none does. */
struct letter_pair {
    uint32_t letter, meant;
};

/* Each ends with a pair of zeros. */
extern const struct letter_pair letters_alphabet[], letters_vowel[], letters_latin[],
    letters_greek[], letters_kazakh[], letters_russian[], letters_turkic[], letters_roman[],
    letters_neighbour[];

#endif
