/* Finds a mark on a rendered page: `mark DPI RRGGBB PAGE.png` prints in mm where the pixels of
 * about that colour begin and end: left, top, right and lower edge. Each pixel at the rim
 * counts as much as it is of that colour and not white, so that the edges are finer than the
 * pixels. */
#include "draw/image_load.h"
#include "unit/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* What is told apart: how much of a pixel is ink of that colour, 0 to 1. */
struct ink {
    const struct image *image;
    double rgb[3];
};

static double value_of(const struct ink *ink, size_t x, size_t y, size_t color)
{
    const struct image *image = ink->image;
    size_t at = (y * image->width + x) * image->components;
    return (unsigned char)image->data.data[at + (image->components == 3 ? color : 0)];
}

static double share(const struct ink *ink, size_t x, size_t y)
{
    enum { CLOSE = 24 };
    double least = 1;
    for (size_t c = 0; c < 3; c++) {
        double part = (255 - value_of(ink, x, y, c)) / (255 - ink->rgb[c]);
        if (ink->rgb[c] < 128 && part < least)
            least = part;
    }
    for (size_t c = 0; c < 3; c++)
        if (fabs(value_of(ink, x, y, c) - (255 - least * (255 - ink->rgb[c]))) > CLOSE)
            return 0;
    return least;
}

/* Less ink than that is the rim of something else. */
#define LEAST 0.25

/* Returns how much ink the line across (or down) number `line` has at its darkest. */
static double darkest(const struct ink *ink, size_t line, bool across)
{
    size_t count = across ? ink->image->width : ink->image->height;
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        double part = across ? share(ink, i, line) : share(ink, line, i);
        most = part > most ? part : most;
    }
    return most;
}

/* Finds the first and the last line with ink; returns false where there is none. */
static bool find(const struct ink *ink, bool across, double *first, double *last)
{
    size_t count = across ? ink->image->height : ink->image->width, from = 0, to = count;
    while (from < count && darkest(ink, from, across) < LEAST)
        from++;
    while (to > from && darkest(ink, to - 1, across) < LEAST)
        to--;
    if (from == to)
        return false;
    *first = (double)from + 1 - darkest(ink, from, across);
    *last = (double)to - 1 + darkest(ink, to - 1, across);
    return true;
}

int main(int argc, char **argv)
{
    double dpi = argc == 4 ? strtod(argv[1], NULL) : 0, left, top, right, lower;
    unsigned long rgb = argc == 4 ? strtoul(argv[2], NULL, 16) : 0;
    struct image image;
    struct error err;
    if (!(dpi > 0)) {
        fputs("usage: mark DPI RRGGBB PAGE.png\n", stderr);
        return 2;
    }
    if (!image_load(argv[3], &image, &err)) {
        fprintf(stderr, "mark: %s\n", words_of(&err));
        return 2;
    }
    const struct ink ink = {
        &image, {(double)(rgb >> 16), (double)(rgb >> 8 & 255), (double)(rgb & 255)}};
    bool found = find(&ink, false, &left, &right) && find(&ink, true, &top, &lower);
    if (found)
        printf("%.3f %.3f %.3f %.3f\n", left / dpi * 25.4, top / dpi * 25.4, right / dpi * 25.4,
               lower / dpi * 25.4);
    image_free(&image);
    return !found;
}
