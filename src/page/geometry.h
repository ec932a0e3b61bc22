/* What lies on a page: lengths in points (1/72 inch), places and colours. */
#ifndef KUALIK_GEOMETRY_H
#define KUALIK_GEOMETRY_H

#include <stdint.h>

#define POINTS_PER_MM (72.0 / 25.4)

enum color_space { COLOR_SRGB }; /* parts: red, green, blue */

struct color {
    enum color_space space;
    uint8_t parts[4];
};

/* A rectangle in points; x and y are its upper left corner, y grows downwards. */
struct box {
    double x, y, width, height;
};

#endif
