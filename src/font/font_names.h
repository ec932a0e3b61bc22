/* Names of font families and styles, gathered to tell somebody what there is. */
#ifndef KUALIK_FONT_NAMES_H
#define KUALIK_FONT_NAMES_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>

/* `{0}` is an empty list. The texts are lent, `list` is to be freed. */
struct font_names {
    const char **list;
    size_t count, room;
};

/* Adds a name, which is lent. */
void font_names_add(struct font_names *names, const char *name);

/* Sorts by the bytes and leaves each name once. */
void font_names_sort(struct font_names *names);

/* Appends the names with commas between; of many the first twelve, and how many more. */
void font_names_print(const struct font_names *names, struct buf *out);

/* Adds to `err` which of `families` may have been meant by `family` (NULL: it is known that it
 * was none), and which can write Kazakh. */
void font_names_advise(const char *family, const struct font_names *families,
                       const struct font_names *kazakh, struct error *err);

#endif
