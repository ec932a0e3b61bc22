/* A word in Cyrillic, made ready for rules about its ending: one byte a letter, in lower
 * case, with the spelling of every letter kept aside. Cyrillic letters of Kazakh and Russian
 * stand at U+0400 to U+04FF, two bytes of UTF-8 each. */
#ifndef KUALIK_CYRILLIC_H
#define KUALIK_CYRILLIC_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CYRILLIC_MOST = 96 }; /* letters; no name comes near */

enum { CYRILLIC_YE = 0x35, CYRILLIC_YO = 0x51 }; /* е, and ё for which many write е */

struct cyrillic {
    unsigned char letters[CYRILLIC_MOST]; /* lower case, code point less 0x400 */
    size_t count;
    const char *text; /* the word as it was, lent; two bytes a letter */
    bool upper;       /* written in capitals: two letters or more, none of them small */
};

/* Reads the word of `size` bytes. Fails if it is empty, too long, or has anything but Cyrillic
 * letters. */
bool cyrillic_read(const char *text, size_t size, struct cyrillic *word);

/* Returns the letter of a code point as above, or 0 if it is not one of U+0400 to U+04FF. */
unsigned char cyrillic_letter(uint32_t code);

/* Returns the word with all but its first `keep` letters replaced by `ending` (lower case,
 * Cyrillic): new letters take the case of those they replace, and are capitals behind a word
 * in capitals. */
char *cyrillic_end(struct arena *arena, const struct cyrillic *word, size_t keep,
                   const char *ending);

#endif
