/* Images in their boxes: found from the template's folder, fitted, cut off. */
#ifndef KUALIK_PICTURE_H
#define KUALIK_PICTURE_H

#include "base/arena.h"
#include "base/error.h"
#include "page/image.h"
#include "template/template.h"

#include <stdbool.h>

/* Loads `file` as seen from `folder`. A file that a row names (`of_row`) must lie under that
 * folder, wherever the list came from. Release with image_free. */
bool picture_load(struct arena *arena, const char *folder, const char *file, bool of_row,
                  struct image *image, struct error *err);

/* Returns where an image of that shape goes: all of it in the box, or all over the box, or
 * both, in the middle. */
struct box picture_fit(const struct image *image, const struct box *box, enum fit fit);

#endif
