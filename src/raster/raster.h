/* A document as pixels, for screens: the only user of cairo. All pages stand side by side
 * (page/spread.h), letters are filled outlines, as in SVG. */
#ifndef KUALIK_RASTER_H
#define KUALIK_RASTER_H

#include "base/buf.h"
#include "base/error.h"
#include "page/document.h"

#include <stdbool.h>

/* Appends the document as a PNG of `dpi` pixels an inch, which says that `software` made it.
 * The same document gives the same bytes. Fails when it would have more than 120 million
 * pixels, and on a document that shows a face or an image that it does not have. */
bool raster_png(const struct document *document, double dpi, const char *software,
                struct buf *out, struct error *err);

#endif
