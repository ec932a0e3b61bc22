/* What a guilloche is drawn with: waves that swing about the middle line of a frame's band.
 * Lengths are points; the frame's centre, or the middle of a side alone, is the origin. */
#ifndef KUALIK_WAVE_H
#define KUALIK_WAVE_H

#include "draw/pen.h"

/* The middle line of the band: a rectangle whose corners turn with a curvature that swells
 * from nothing and fades again, so that what is drawn alongside it shows no kink. Lengths
 * along it are measured from the middle of the upper side, clockwise. */
struct spine {
    double across, down;  /* from the centre to the straight sides */
    double corner, reach; /* the length of a corner's arc, and how far it goes each way */
    double quarter;       /* of the way around */
};

/* Returns the spine of a frame, `corner` points of it round at each corner, as far as the sides
 * have room. */
struct spine spine_around(double across, double down, double corner);

/* Returns the spine of one side alone, `half` points straight to each side of the origin. */
struct spine spine_straight(double half);

/* A line that swings about the spine. */
struct wave {
    const struct spine *spine;
    double middle;     /* where on the spine its phase is `shift` */
    double rate, warp; /* phase grows by `rate` a point, shifted by `warp` towards corners */
    double swing;      /* points to either side */
    double shift;      /* radians */
};

/* Returns the even number of waves of about `period` in `length`, two at least. */
double wave_whole(double length, double period);

/* Sets rate and warp so that the wave goes all the way around with a crest of a wave of shift 0
 * in the middle of every side and, but in very long or very small frames, on the diagonal of
 * every corner. */
void wave_fit_around(struct wave *wave, double period);

/* Returns the point of a `struct wave` at `s` along its spine: the shape of a pen's curve. */
struct point wave_at(const void *wave, double s);

/* Returns where the wave, going from the middle of its side at `from` to the corner at `to`,
 * meets the circle of that radius around the corner. */
double wave_meet(const struct wave *wave, double from, double to, double radius);

/* Draws the wave from `from` to `to`, a piece from crest to trough. */
void wave_draw(struct pen *pen, const struct wave *wave, double from, double to);

#endif
