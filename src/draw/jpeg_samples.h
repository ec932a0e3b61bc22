/* The pixels of a JPEG: for whoever cannot show the file as it is. */
#ifndef KUALIK_JPEG_SAMPLES_H
#define KUALIK_JPEG_SAMPLES_H

#include "base/buf.h"
#include "base/error.h"
#include "page/image.h"

#include <stdbool.h>

/* Appends the samples of an image that is a JPEG file, `image->components` bytes a pixel, rows
 * from the top. Fails on one that is damaged, which image_load does not let through. */
bool jpeg_samples(const struct image *image, struct buf *out, struct error *err);

#endif
