/* Images as pages show them: samples, or the JPEG file that holds them. Colours are sRGB. */
#ifndef KUALIK_IMAGE_H
#define KUALIK_IMAGE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct image {
    size_t width, height; /* pixels */
    size_t components;    /* 1 gray, 3 RGB */
    bool jpeg;            /* `data` is a JPEG file, else 8-bit samples, rows from the top */
    struct buf data;
    struct buf idat;  /* what the IDAT chunks of a PNG held, if they were these very samples:
                         rows behind their filters, compressed (ISO/IEC 15948, 9 and 10) */
    struct buf alpha; /* 8-bit opacity, a byte a pixel; empty when all is opaque */
    const char *name; /* file name, for the dump; lent */
};

#endif
