#include "draw/pen.h"

#include <math.h>
#include <string.h>

bool pen_has_room(const struct box *box)
{
    return box->width > 0 && box->height > 0 &&
           isfinite(box->x + box->y + box->width + box->height);
}

struct pen pen_new(struct arena *arena)
{
    return (struct pen){
        .arena = arena,
        .frame = {.right = {1, 0}, .down = {0, 1}},
    };
}

static struct path_step *add_step(struct pen *pen, enum path_verb verb)
{
    if (pen->count == pen->room) {
        size_t room = pen->room ? 2 * pen->room : 64;
        struct path_step *steps = arena_new(pen->arena, room, sizeof *steps);
        if (pen->count)
            memcpy(steps, pen->steps, pen->count * sizeof *steps);
        pen->steps = steps;
        pen->room = room;
    }
    struct path_step *step = &pen->steps[pen->count++];
    step->verb = verb;
    return step;
}

static void set_point(const struct pen *pen, struct path_step *step, size_t index, double x,
                      double y)
{
    step->p[index] = transform_point(&pen->frame, x, y);
}

void pen_move(struct pen *pen, double x, double y)
{
    set_point(pen, add_step(pen, PATH_MOVE), 0, x, y);
}

void pen_line(struct pen *pen, double x, double y)
{
    set_point(pen, add_step(pen, PATH_LINE), 0, x, y);
}

void pen_curve(struct pen *pen, double x1, double y1, double x2, double y2, double x, double y)
{
    struct path_step *step = add_step(pen, PATH_CURVE);
    set_point(pen, step, 0, x1, y1);
    set_point(pen, step, 1, x2, y2);
    set_point(pen, step, 2, x, y);
}

void pen_close(struct pen *pen)
{
    add_step(pen, PATH_CLOSE);
}

void pen_ring(struct pen *pen, double x, double y, double radius)
{
    const double r = radius, k = 0.5522847498 * r;
    pen_move(pen, x + r, y);
    pen_curve(pen, x + r, y + k, x + k, y + r, x, y + r);
    pen_curve(pen, x - k, y + r, x - r, y + k, x - r, y);
    pen_curve(pen, x - r, y - k, x - k, y - r, x, y - r);
    pen_curve(pen, x + k, y - r, x + r, y - k, x + r, y);
    pen_close(pen);
}

static struct point at(struct curve curve, double t)
{
    return curve.at(curve.shape, t);
}

static double dot(struct point a, struct point b)
{
    return a.x * b.x + a.y * b.y;
}

/* The way the curve goes while `t` grows by `span`, at the speed it has at `t`. */
static struct point velocity(struct curve curve, double t, double span)
{
    double step = 1e-4;
    struct point before = at(curve, t - step * span), after = at(curve, t + step * span);
    return (struct point){(after.x - before.x) / (2 * step), (after.y - before.y) / (2 * step)};
}

/* How long the handles must be, in thirds of the velocity, for the Bézier to pass the curve's
 * middle. An S has its middle right with any handles: there the length that suits half a
 * wave of a sine decides. */
static double handle(struct point middle, struct point mean, struct point v0, struct point v1)
{
    const double sine = 1.0926, weight = 0.002;
    struct point bulge = {(v0.x - v1.x) / 8, (v0.y - v1.y) / 8};
    struct point wanted = {middle.x - mean.x, middle.y - mean.y};
    double doubt = weight * (dot(v0, v0) + dot(v1, v1));
    double sum = dot(bulge, bulge) + doubt;
    double best = sum > 0 ? (dot(wanted, bulge) + sine * doubt) / sum : 1;
    return fmin(fmax(best, 0.5), 1.5);
}

static void trace_piece(struct pen *pen, struct curve curve, double from, double to)
{
    struct point start = at(curve, from), end = at(curve, to);
    struct point v0 = velocity(curve, from, to - from), v1 = velocity(curve, to, to - from);
    struct point mean = {(start.x + end.x) / 2, (start.y + end.y) / 2};
    double k = handle(at(curve, (from + to) / 2), mean, v0, v1) / 3;
    pen_curve(pen, start.x + k * v0.x, start.y + k * v0.y, end.x - k * v1.x, end.y - k * v1.y,
              end.x, end.y);
}

void pen_trace(struct pen *pen, struct curve curve, double from, double to, size_t pieces)
{
    double span = (to - from) / (double)pieces;
    for (size_t i = 0; i < pieces; i++)
        trace_piece(pen, curve, from + span * (double)i, from + span * (double)(i + 1));
}

/* One side of a strand, -1 to the left of its way, 1 to the right. */
struct edge {
    const struct strand *strand;
    double side;
};

static struct point edge_at(const void *shape, double t)
{
    const struct edge *edge = shape;
    const struct curve spine = edge->strand->spine;
    struct point middle = at(spine, t), way = velocity(spine, t, 1e-2);
    double speed = hypot(way.x, way.y);
    double off = speed > 0 ? edge->side * edge->strand->half(spine.shape, t) / speed : 0;
    return (struct point){middle.x - off * way.y, middle.y + off * way.x};
}

/* Half a circle to the left of the way from `from` to `to`. */
static void round_end(struct pen *pen, struct point from, struct point to)
{
    const double k = 2.0 / 3;
    double dx = to.x - from.x, dy = to.y - from.y;
    pen_curve(pen, from.x + k * dy, from.y - k * dx, to.x + k * dy, to.y - k * dx, to.x, to.y);
}

void pen_strand(struct pen *pen, const struct strand *strand, double from, double to,
                size_t pieces, bool round)
{
    struct edge left = {strand, -1}, right = {strand, 1};
    struct curve there = {edge_at, &left}, back = {edge_at, &right};
    struct point start = at(there, from), turn = at(back, to);

    pen_move(pen, start.x, start.y);
    pen_trace(pen, there, from, to, pieces);
    if (round)
        round_end(pen, at(there, to), turn);
    else
        pen_line(pen, turn.x, turn.y);
    pen_trace(pen, back, to, from, pieces);
    pen_close(pen);
}

struct path pen_stroked(const struct pen *pen, double width, struct color ink)
{
    return (struct path){
        .steps = pen->steps, .count = pen->count, .stroke = width, .color = ink};
}

struct path pen_filled(const struct pen *pen, struct color ink)
{
    return (struct path){.steps = pen->steps, .count = pen->count, .filled = true, .fill = ink};
}
