/* Images as PDF objects: samples compressed, with PNG's predictors where that helps; a JPEG and
 * the IDAT of a PNG as they are. */
#ifndef KUALIK_PDF_IMAGE_H
#define KUALIK_PDF_IMAGE_H

#include "base/error.h"
#include "base/flate.h"
#include "page/image.h"
#include "pdf/pdf_object.h"

#include <stdbool.h>
#include <stddef.h>

/* How many object numbers an image takes: itself and its opacity. */
enum { PDF_IMAGE_OBJECTS = 2 };

/* Adds the image to `set` as object `number`; it must outlive the writing of the set. */
bool pdf_image_add(const struct image *image, struct flate *flate, struct pdf_object *set,
                   size_t number, struct error *err);

#endif
