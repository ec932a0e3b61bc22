/* Whole numbers written in decimal digits. Read are never more than the caller allows, so that
 * no number from outside overflows. */
#ifndef KUALIK_NUMBER_H
#define KUALIK_NUMBER_H

#include "base/buf.h"

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

/* Appends ascending numbers, three or more without a gap as a range, "2, 5–9": at most `most`
 * of these, then "…". */
void number_ranges(struct buf *out, const size_t *numbers, size_t count, size_t most);

/* Compares two texts as people count: digits by their value, whatever zeros stand before them,
 * and other bytes one by one. Returns less than, equal to or greater than 0; 0 where they
 * differ in such zeros alone. */
int number_compare(const char *one, const char *other);
int number_compare_sized(const char *one, size_t one_size, const char *other,
                         size_t other_size);

#endif
