#include "draw/outline.h"

#include <math.h>

struct path outline_line(struct arena *arena, const struct box *box)
{
    struct path_step *steps = arena_new(arena, 2, sizeof *steps);
    steps[0] = (struct path_step){PATH_MOVE, {{box->x, box->y}}};
    steps[1] = (struct path_step){PATH_LINE, {{box->x + box->width, box->y + box->height}}};
    return (struct path){.steps = steps, .count = 2};
}

/* A line to x, y, then, unless they are one point, a quarter of an ellipse around the corner
 * cx, cy to ex, ey. Returns the count of steps. */
static size_t add_corner(struct path_step *steps, size_t count, double x, double y, double cx,
                         double cy, double ex, double ey)
{
    const double k = 0.5522847498; /* where a cubic's control points make a quarter circle */
    steps[count++] = (struct path_step){PATH_LINE, {{x, y}}};
    if (x != ex || y != ey)
        steps[count++] = (struct path_step){PATH_CURVE,
                                            {{x + (cx - x) * k, y + (cy - y) * k},
                                             {ex + (cx - ex) * k, ey + (cy - ey) * k},
                                             {ex, ey}}};
    return count;
}

struct path outline_rect(struct arena *arena, const struct box *box, double radius)
{
    double left = box->x, top = box->y, right = left + box->width, bottom = top + box->height;
    double r = fmin(radius, fmin(box->width, box->height) / 2);
    struct path_step *steps = arena_new(arena, 10, sizeof *steps);
    size_t count = 0;
    if (!(r > 0)) {
        steps[0] = (struct path_step){PATH_RECTANGLE, {{left, top}, {right, bottom}}};
        return (struct path){.steps = steps, .count = 1};
    }
    steps[count++] = (struct path_step){PATH_MOVE, {{left + r, top}}};
    count = add_corner(steps, count, right - r, top, right, top, right, top + r);
    count = add_corner(steps, count, right, bottom - r, right, bottom, right - r, bottom);
    count = add_corner(steps, count, left + r, bottom, left, bottom, left, bottom - r);
    count = add_corner(steps, count, left, top + r, left, top, left + r, top);
    steps[count++] = (struct path_step){.verb = PATH_CLOSE};
    return (struct path){.steps = steps, .count = count};
}
