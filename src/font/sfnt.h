/* The tables of a font file (OpenType, "Organization of an OpenType font"), judged without
 * reading their meaning: against the file's end, each other and their checksums. */
#ifndef KUALIK_SFNT_H
#define KUALIK_SFNT_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

/* Says whether face `index` of the file in `data` is whole: its list of tables is in order,
 * every table lies inside the file and apart from the others and has its checksum, the file has
 * its own, the tables that place and draw glyphs are there and as large as they say of each
 * other, some glyph has a width, and TrueType outlines are sound (glyf.h). Code: font-damaged.
 */
bool sfnt_check(const struct buf *data, unsigned index, struct error *err);

#endif
