/* Whole numbers written in decimal digits. Never more than the caller allows, so that no
 * number from outside overflows. */
#ifndef KUALIK_NUMBER_H
#define KUALIK_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Reads `text` as a number from 0 to `most`, digits alone with white space around them.
 * Returns false, and leaves `*number` alone, when it is something else. */
bool number_read(const char *text, size_t most, size_t *number);

#endif
