/* What Debian has of fonts: the package of a family that has every Kazakh letter, and the
 * family that stands in for one which is not free. */
#ifndef KUALIK_FONT_PACKAGE_H
#define KUALIK_FONT_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

struct font_package {
    const char *family;
    const char *package;
    const char *styles; /* the package of those of its styles that the first lacks, or NULL */
};

/* A family with the same widths as another, so that texts break where they did. */
struct font_twin {
    const char *family; /* the one that is not free */
    const char *twin;
    const char *package; /* of the twin */
    bool kazakh;         /* the twin has every Kazakh letter */
};

/* Return the entry of that place, from 0; NULL past the last. */
const struct font_package *font_package_at(size_t index);
const struct font_twin *font_twin_at(size_t index);

#endif
