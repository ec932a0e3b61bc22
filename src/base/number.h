/* Whole numbers written in decimal digits. Never more than the caller allows, so that no
 * number from outside overflows. */
#ifndef KUALIK_NUMBER_H
#define KUALIK_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Says whether the byte is an ASCII digit, whatever the locale. */
bool number_is_digit(char byte);

/* Reads the digits at the beginning of `text`, up to `end` (NULL: as far as they go), as a
 * number from 0 to `most`. Returns what follows them; or NULL, and leaves `*number` alone, when
 * there is none or it is larger. */
const char *number_digits(const char *text, const char *end, size_t most, size_t *number);

/* Reads `text` as a number from 0 to `most`, digits alone with white space around them.
 * Returns false, and leaves `*number` alone, when it is something else. */
bool number_read(const char *text, size_t most, size_t *number);

#endif
