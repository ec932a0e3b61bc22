/* Frames and ornaments as paths: security guilloche, a band of the ram's-horn ornament
 * (қошқар мүйіз), and a rosette in the manner of a shanyrak. Pure geometry. What repeats is
 * art, drawn once and placed. */
#ifndef KUALIK_ORNAMENT_H
#define KUALIK_ORNAMENT_H

#include "draw/drawing.h"

#include <stdbool.h>
#include <stddef.h>

enum band { BAND_KOSHKAR, BAND_WAVE }; /* kinds of ornament */

/* A frame of guilloche around `box`, a band of sine envelopes (a guilloche's parameters). */
struct guilloche {
    double band;         /* points, the band's width inwards from the box */
    size_t curves;       /* curves in a family, phase-shifted against each other */
    size_t families;     /* 1 to 4 families of envelopes */
    double period;       /* points, wanted wavelength; made to close at the corners */
    double stroke;       /* points, line width */
    struct color color;  /* of the odd families */
    struct color second; /* of the even families */
    bool rosettes;       /* at the corners */
};

/* Draws a frame of guilloche inside `box`: ribbons of waves around its edge, whole waves on
 * every side so that they close. Without rosettes they turn the corners in a curve; with
 * them they end at rosettes 1.7 bands across, which touch the box where the band then stays
 * 0.35 bands away from it. At most 4 families of 24 curves; a period is 1 to 8 bands long,
 * and a band no more than a quarter of the shorter side. */
struct drawing ornament_guilloche(struct arena *arena, const struct box *box,
                                  const struct guilloche *guilloche);

/* Draws a band of ornament `width` points wide inside the edge of `box`: whole repeats on
 * every side, mirrored corners, between two hairlines of `stroke` points (0: without). The
 * width is a quarter of the shorter side at most. */
struct drawing ornament_band(struct arena *arena, const struct box *box, enum band band,
                             double width, double stroke, struct color ink);

/* Draws a round rosette in the middle of `box`: rings and rays around a lattice, as light
 * comes through the crown of a yurt. A drawing is empty where there is no room for it. */
struct drawing ornament_rosette(struct arena *arena, const struct box *box, double stroke,
                                struct color ink);

#endif
