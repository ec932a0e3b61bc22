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

/* Reads the JPEG in `file`, which stays the caller's, as gray samples. Fails on one that is
 * damaged, in CMYK, or of more than 25 million pixels. Release with image_free. */
bool jpeg_samples_gray(const struct buf *file, struct image *gray, struct error *err);

#endif
