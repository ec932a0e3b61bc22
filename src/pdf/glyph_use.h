/* Which glyphs of which face a batch shows, and the text that each stands for: what a
 * subset of the font and its ToUnicode are made from. The result depends on the pages only,
 * not on the order in which threads count and merge them. */
#ifndef KUALIK_GLYPH_USE_H
#define KUALIK_GLYPH_USE_H

#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct glyph_use;

/* Counts nothing yet, of so many faces; release with glyph_use_free. */
struct glyph_use *glyph_use_new(size_t face_count);
void glyph_use_free(struct glyph_use *usage);

/* Adds the parts that are fixed, or those that are not: the fixed ones are the same on every
 * row's pages, so that adding them once is enough. */
void glyph_use_add(struct glyph_use *usage, const struct document *document, bool fixed);

/* Adds what `other` holds (a thread's own count) to `usage`. */
void glyph_use_merge(struct glyph_use *usage, const struct glyph_use *other);

/* Returns how many glyph numbers of the face to look at: one more than the largest in use. */
size_t glyph_use_end(const struct glyph_use *usage, size_t face);

/* Returns the text that the glyph stands for where nothing else is said, NULL if it is not
 * in use: the first by code point of the texts that it showed by itself, else of those that
 * it showed a part of. */
const char *glyph_use_text(const struct glyph_use *usage, size_t face, uint32_t glyph);

#endif
