/* Text with placeholders: `Осы сертификат **{name_kk|barys}** берілді\nАстана`.
 *
 *   {column}            the row's field
 *   {column|a|b:arg}    the field after filter a, then filter b with an argument; in the
 *                       argument \| \} \{ \\ are the characters themselves
 *   **bold** *italic*   style (only where the pattern is of rich text)
 *   \ru{text}            the text is in that language: kk, ru or en (rich text alone)
 *   \n                  a line break
 *   {{ }} \* \\         the characters themselves
 *
 * The two stars of ** always count as bold first, so ***both*** is both.
 *
 * Markup and placeholders are read once, from the template: what a list says is never read
 * as either. */
#ifndef KUALIK_PATTERN_H
#define KUALIK_PATTERN_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    STYLE_BOLD = 1,
    STYLE_ITALIC = 2,
    STYLE_COUNT = 4, /* how many sums of the two there are */
};

/* One filter of a placeholder. */
struct filter_use {
    const char *name;
    const char *arg; /* "" without one */
};

/* A stretch of text of one origin, style and language. */
struct piece {
    const char *text;   /* literal text ('\n' is a line break), or NULL */
    const char *column; /* the placeholder's name, or NULL */
    const struct filter_use *filters;
    size_t filter_count;
    unsigned style;   /* sum of STYLE_… */
    const char *lang; /* static: "kk", …; NULL: the language of the whole */
};

struct pattern {
    const char *source; /* as the template has it */
    const struct piece *pieces;
    size_t count;
};

/* Reads `source` into `*pattern`; all memory is the arena's. `rich` turns ** and * into
 * styles; without it they are ordinary characters. Fails on a brace, a style or a language left
 * open, a language in another, a style around nothing, an empty placeholder or filter, an
 * unknown escape, and more than 1,000 pieces; `err` says at which letter of the source. */
bool pattern_read(struct arena *arena, const char *source, bool rich, struct pattern *pattern,
                  struct error *err);

/* Says whether the pattern has no placeholder, so that it reads the same in every row. */
bool pattern_fixed(const struct pattern *pattern);

#endif
