/* What separates the fields of a list in CSV: found by its first lines. */
#ifndef KUALIK_CSV_SEPARATOR_H
#define KUALIK_CSV_SEPARATOR_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { CSV_SEPARATOR_LINE = 10 }; /* the most bytes of a line `sep=;` */

/* Sets `*separator` to the most frequent of tab, `;` and `,` outside the quotation marks of the
 * first line that is not blank, 0 if it has none. Returns whether the text reaches to that
 * line's end; if not, more of it might give another answer. */
bool csv_separator_find(const struct buf *text, char *separator);

/* Reads a first line `sep=;`: returns its size with its end, and the separator that it names;
 * or 0 if the text does not begin with one. */
size_t csv_separator_line(const char *text, size_t size, char *separator);

#endif
