/* The pages of a document side by side, as a screen shows them. Lengths are points. */
#ifndef KUALIK_SPREAD_H
#define KUALIK_SPREAD_H

#include "page/document.h"

#include <stddef.h>

/* Returns where page `index` lies, with its bleed: the first begins at (0, 0), a gap of 8 mm
 * stands between neighbours, their upper edges are level. */
struct box spread_page(const struct document *document, size_t index);

/* Returns the smallest box around all pages. */
struct box spread_whole(const struct document *document);

#endif
