/* What lies on a page: lengths in points (1/72 inch), places and colours. y grows downwards. */
#ifndef KUALIK_GEOMETRY_H
#define KUALIK_GEOMETRY_H

#include <stdint.h>

#define POINTS_PER_MM (72.0 / 25.4)

enum color_space { COLOR_SRGB }; /* parts: red, green, blue */

struct color {
    enum color_space space;
    uint8_t parts[4];
};

/* A rectangle in points; x and y are its upper left corner. */
struct box {
    double x, y, width, height;
};

struct point {
    double x, y;
};

/* Where the origin and the unit vectors of one system of coordinates lie in another. */
struct transform {
    struct point origin, right, down;
};

/* Returns where (x, y) comes to lie. */
struct point transform_point(const struct transform *transform, double x, double y);

/* Returns the smallest upright box around what the box becomes. */
struct box transform_box(const struct transform *transform, const struct box *box);

#endif
