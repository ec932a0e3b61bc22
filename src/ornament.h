/* Frames and ornaments as paths: security guilloche, a band of the ram's-horn ornament
 * (қошқар мүйіз), and a rosette in the manner of a shanyrak. Pure geometry. */
#ifndef KUALIK_ORNAMENT_H
#define KUALIK_ORNAMENT_H

#include "arena.h"
#include "page.h"
#include "template.h"

#include <stddef.h>

/* Paths that belong together, in painting order; memory is the arena's. */
struct drawing {
    struct path *paths;
    size_t count;
};

/* Draws a frame of guilloche inside `box`: families of sine envelopes around its edge, with
 * whole waves on every side so that they close, and rosettes at the corners if wanted. */
struct drawing ornament_guilloche(struct arena *arena, const struct box *box,
                                  const struct guilloche *guilloche);

/* Draws a band of ornament `width` points wide inside the edge of `box`: whole repeats on
 * every side, mirrored corners, between two hairlines of `stroke` points. */
struct drawing ornament_band(struct arena *arena, const struct box *box, enum band band,
                             double width, double stroke, struct color ink);

/* Draws a round rosette in the middle of `box`: rings of interlaced lines around a lattice,
 * as light comes through the crown of a yurt. */
struct drawing ornament_rosette(struct arena *arena, const struct box *box, double stroke,
                                struct color ink);

#endif
