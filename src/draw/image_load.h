/* Images for the page: PNG decoded to samples, JPEG left as compressed as it is. Files are
 * hostile until their size and kind are checked. Colours are taken for sRGB: gAMA, iCCP and
 * the like are not looked at. */
#ifndef KUALIK_IMAGE_LOAD_H
#define KUALIK_IMAGE_LOAD_H

#include "base/error.h"
#include "page/image.h"

#include <stdbool.h>

/* Loads the PNG or JPEG at `path` (known by its first bytes, not by its name). Fails on files
 * over 32 MiB, sides over 20,000 pixels, more than 25 million pixels, CMYK, a JPEG that its
 * Exif would turn, and anything that the libraries object to or warn of while they decode
 * the whole. Exif (which may tell where a photo was taken), profiles, comments and what
 * follows the end of a JPEG are left out. Release with image_free. */
bool image_load(const char *path, struct image *image, struct error *err);

/* Releases everything; usable again. */
void image_free(struct image *image);

#endif
