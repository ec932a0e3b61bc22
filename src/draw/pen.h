/* A pen that draws paths: straight lines, and smooth curves that are given as functions and
 * come out as few cubic Béziers. What it draws passes through its frame first, so one motif
 * serves at every place, size and turn. */
#ifndef KUALIK_PEN_H
#define KUALIK_PEN_H

#include "base/arena.h"
#include "page/page.h"

#include <stdbool.h>
#include <stddef.h>

#define PI 3.14159265358979323846

struct pen {
    struct arena *arena;    /* of the steps */
    struct transform frame; /* where the pen's coordinates come to lie */
    struct path_step *steps;
    size_t count, room;
};

/* A curve: the point at `t`, defined a little beyond both ends as well. */
struct curve {
    struct point (*at)(const void *shape, double t);
    const void *shape;
};

/* A stroke that swells and tapers: its middle, and half its width at `t`. */
struct strand {
    struct curve spine;
    double (*half)(const void *shape, double t);
};

/* Tells whether the box is finite and there is an inside to draw in. */
bool pen_has_room(const struct box *box);

/* Returns a pen whose coordinates are the page's. */
struct pen pen_new(struct arena *arena);

/* Begin a new outline at a point; draw to a point in a straight line, and in a cubic curve with
 * two control points; close the outline. */
void pen_move(struct pen *pen, double x, double y);
void pen_line(struct pen *pen, double x, double y);
void pen_curve(struct pen *pen, double x1, double y1, double x2, double y2, double x, double y);
void pen_close(struct pen *pen);

/* Draws a circle. */
void pen_ring(struct pen *pen, double x, double y, double radius);

/* Goes along the curve from where the pen stands, at `from`, to `to`, in `pieces` Béziers
 * that share its tangents; `to` may be less than `from`. */
void pen_trace(struct pen *pen, struct curve curve, double from, double to, size_t pieces);

/* Draws the outline of the strand from `from` to `to`, `pieces` Béziers a side, with a straight
 * end at `from` and, if it is not `round`, at `to`. Whichever way it bends the outline runs
 * clockwise, so that strands that overlap stay filled. */
void pen_strand(struct pen *pen, const struct strand *strand, double from, double to,
                size_t pieces, bool round);

/* Return what was drawn as lines `width` points wide, or filled. */
struct path pen_stroked(const struct pen *pen, double width, struct color ink);
struct path pen_filled(const struct pen *pen, struct color ink);

#endif
