/* Items on another page, smaller: a copy of them that is scaled and moved. */
#ifndef KUALIK_ITEM_SCALE_H
#define KUALIK_ITEM_SCALE_H

#include "base/arena.h"
#include "page/page.h"

#include <stddef.h>

/* How a page comes to lie on another, and how that calls its faces and images. */
struct item_scale {
    double scale;
    double x, y;          /* where its upper left corner comes to lie */
    size_t faces;         /* what is added to the number of a face */
    const size_t *images; /* by number of an image: its number there */
};

/* Returns `count` items, the arena's; texts, paths' art and glyphs' numbers are lent. */
const struct item *item_scale_copy(const struct item_scale *scale, const struct item *items,
                                   size_t count, struct arena *arena);

#endif
