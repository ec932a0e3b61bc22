#include "page/geometry.h"

#include <math.h>

struct point transform_point(const struct transform *transform, double x, double y)
{
    return (struct point){
        transform->origin.x + x * transform->right.x + y * transform->down.x,
        transform->origin.y + x * transform->right.y + y * transform->down.y,
    };
}

struct box transform_box(const struct transform *transform, const struct box *box)
{
    struct point corner = transform_point(transform, box->x, box->y);
    double across = transform->right.x * box->width, below = transform->down.x * box->height;
    double left = corner.x + fmin(across, 0) + fmin(below, 0);
    double width = fabs(across) + fabs(below);
    across = transform->right.y * box->width;
    below = transform->down.y * box->height;
    double top = corner.y + fmin(across, 0) + fmin(below, 0);
    return (struct box){left, top, width, fabs(across) + fabs(below)};
}
