/* The ToUnicode CMap of a font subset (ISO 32000-1, 9.10.3): what its glyphs say. */
#ifndef KUALIK_PDF_TO_UNICODE_H
#define KUALIK_PDF_TO_UNICODE_H

#include "base/buf.h"

#include <stddef.h>

/* Appends the CMap of `count` glyphs, 65,536 at most; `texts`, UTF-8, are by glyph, NULL or ""
 * for one that says nothing. Neighbours whose letters are neighbours, too, are said as ranges.
 */
void pdf_to_unicode_put(const char *const *texts, size_t count, struct buf *out);

#endif
