/* Text in several styles and languages, as an element shows it for one row. */
#ifndef KUALIK_RICH_H
#define KUALIK_RICH_H

#include "base/arena.h"
#include "base/buf.h"

#include <stddef.h>

/* A part of a text in one style and language. */
struct text_span {
    size_t size;      /* bytes */
    unsigned style;   /* sum of STYLE_… (template/pattern.h) */
    const char *lang; /* lent by the template; NULL: the language of the whole */
};

/* '\n' breaks the line; the spans follow each other and cover the text. */
struct rich {
    const char *text;
    size_t size;
    const struct text_span *spans;
    size_t count;
};

/* A text being put together; all zero at first. */
struct rich_maker {
    struct buf text;
    struct text_span *spans;
    size_t count, room;
};

/* Appends a piece of one style and language (NULL: that of the whole). An empty field between
 * two spaces would leave a gap: runs of spaces become one, and none stands at the end of a
 * line. */
void rich_add(struct rich_maker *maker, const char *text, unsigned style, const char *lang);

/* Returns the text, which is the arena's, and releases the maker. */
struct rich rich_end(struct rich_maker *maker, struct arena *arena);

#endif
