/* The outlines of TrueType glyphs (OpenType, `glyf`), judged without drawing them. */
#ifndef KUALIK_GLYF_H
#define KUALIK_GLYF_H

#include <stdbool.h>
#include <stddef.h>

/* Says whether the `size` bytes at `glyph`, which may be none, are an outline: its box is one,
 * its contours and points are as many as it says and end before the bytes do, and its parts are
 * among the font's `glyphs` glyphs. */
bool glyf_check(const unsigned char *glyph, size_t size, size_t glyphs);

#endif
