/* Values as people write them in a template: "25mm", "#1A3C6E", "24mm 30mm 249mm 18mm".
 * Lengths become points (1/72 inch), the unit of everything behind the template. */
#ifndef KUALIK_VALUE_H
#define KUALIK_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define POINTS_PER_MM (72.0 / 25.4)

struct color {
    uint8_t red, green, blue; /* sRGB */
};

/* A rectangle in points; x and y are its upper left corner, y grows downwards. */
struct box {
    double x, y, width, height;
};

/* Each returns false, and leaves the result alone, when `text` is not of the form named;
 * white space around it is allowed. Numbers use the point, whatever the locale. */

/* "25mm", "2.5cm", "12pt", "1in" or "0"; a bare number other than 0 is refused. */
bool value_length(const char *text, double *points);

/* Four lengths: x, y, width and height; width and height not negative. */
bool value_box(const char *text, struct box *box);

/* A plain number, not infinite. */
bool value_number(const char *text, double *number);

/* A decimal whole number from 0 to `most`. */
bool value_count(const char *text, size_t most, size_t *count);

/* "#RRGGBB". */
bool value_color(const char *text, struct color *color);

/* "yes" or "no". */
bool value_yes(const char *text, bool *yes);

/* One of `count` words; `*index` is its place. */
bool value_word(const char *text, const char *const *words, size_t count, size_t *index);

#endif
