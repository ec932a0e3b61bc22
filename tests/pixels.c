/* Compares two pictures of one page: `pixels A.png B.png SCALE` shrinks both by SCALE, each
 * square of pixels to its mean, and prints how many squares differ by more than half of all
 * brightness in some colour, and how many there are. What only rounds otherwise, as every
 * renderer does at the edges of letters, is not counted; what is missing, moved or of another
 * colour is. Both must have one size, a pixel aside. */
#include "draw/image_load.h"
#include "unit/words.h"

#include <stdio.h>
#include <stdlib.h>

enum { LIMIT = 255 / 2 };

static struct image load(const char *path)
{
    struct image image;
    struct error err;
    if (!image_load(path, &image, &err)) {
        fprintf(stderr, "pixels: %s\n", words_of(&err));
        exit(2);
    }
    return image;
}

/* Returns the sum of one colour over a square. */
static long sum(const struct image *image, size_t left, size_t top, size_t scale, size_t color)
{
    long total = 0;
    for (size_t y = top; y < top + scale; y++)
        for (size_t x = left; x < left + scale; x++)
            total +=
                (unsigned char)image->data.data[(y * image->width + x) * image->components +
                                                (image->components == 3 ? color : 0)];
    return total;
}

static bool differ(const struct image *a, const struct image *b, size_t x, size_t y,
                   size_t scale)
{
    for (size_t color = 0; color < 3; color++)
        if (labs(sum(a, x, y, scale, color) - sum(b, x, y, scale, color)) >
            (long)(LIMIT * scale * scale))
            return true;
    return false;
}

static size_t least(size_t a, size_t b)
{
    if (a > b + 1 || b > a + 1) {
        fprintf(stderr, "pixels: the sizes differ: %zu and %zu\n", a, b);
        exit(2);
    }
    return a < b ? a : b;
}

int main(int argc, char **argv)
{
    size_t scale = argc == 4 ? strtoul(argv[3], NULL, 10) : 0, different = 0, all = 0;
    if (!scale) {
        fputs("usage: pixels A.png B.png SCALE\n", stderr);
        return 2;
    }
    struct image a = load(argv[1]), b = load(argv[2]);
    size_t width = least(a.width, b.width), height = least(a.height, b.height);
    for (size_t y = 0; y + scale <= height; y += scale)
        for (size_t x = 0; x + scale <= width; x += scale, all++)
            different += differ(&a, &b, x, y, scale);
    printf("%zu of %zu\n", different, all);
    image_free(&a);
    image_free(&b);
    return 0;
}
