/* Values as people write them in a template: "25mm", "#1A3C6E", "24mm 30mm 249mm 18mm".
 * Lengths become points (1/72 inch), the unit of everything behind the template. */
#ifndef KUALIK_VALUE_H
#define KUALIK_VALUE_H

#include "page/geometry.h"

#include <stdbool.h>
#include <stddef.h>

/* Each returns false, and leaves the result alone, when `text` is not of the form named;
 * white space around it is allowed. Numbers use the point, whatever the locale. */

/* "25mm", "2.5cm", "12pt", "1in" or "0"; a bare number other than 0 is refused. */
bool value_length(const char *text, double *points);

/* Four lengths: x, y, width and height; width and height not negative. */
bool value_box(const char *text, struct box *box);

/* A plain number, not infinite. */
bool value_number(const char *text, double *number);

/* "#RRGGBB". */
bool value_color(const char *text, struct color *color);

/* "yes" or "no". */
bool value_yes(const char *text, bool *yes);

/* One of `count` words; `*index` is its place. */
bool value_word(const char *text, const char *const *words, size_t count, size_t *index);

#endif
