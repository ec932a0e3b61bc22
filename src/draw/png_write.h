/* Images as PNG files (ISO/IEC 15948): what screens and web pages show. */
#ifndef KUALIK_PNG_WRITE_H
#define KUALIK_PNG_WRITE_H

#include "base/buf.h"
#include "page/image.h"

#include <stdbool.h>

struct png_options {
    const char *software; /* what made it, in Latin letters; NULL: not said */
    double dpi;           /* pixels an inch; 0: not said */
    bool quick;           /* half the time for a somewhat larger file */
};

/* Appends the image, which is none of those that are JPEG files, as a PNG. The same image gives
 * the same bytes. */
void png_write(const struct image *image, const struct png_options *options, struct buf *out);

#endif
