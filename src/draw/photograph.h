/* Photographs of codes, made easier to read for a program that looks for sharp edges. */
#ifndef KUALIK_PHOTOGRAPH_H
#define KUALIK_PHOTOGRAPH_H

#include "base/error.h"
#include "page/image.h"

#include <stdbool.h>

/* Loads the PNG or JPEG at `path` in gray, as its samples lie in the file: the turn that Exif
 * gives is not looked at, nor is opacity. Fails as image_load does, and on more than 25 million
 * pixels. Release with image_free (image_load.h). */
bool photograph_load(const char *path, struct image *gray, struct error *err);

/* Makes a gray image `times` as wide and as high, its edges sharpened as much as a
 * lens blurred them (an unsharp mask). Release with image_free. */
void photograph_sharpen(const struct image *gray, size_t times, struct image *sharp);

#endif
