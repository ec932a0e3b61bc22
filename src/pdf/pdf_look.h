/* How a signature field looks that is signed in a finished file: its appearance (ISO 32000-1,
 * 12.5.5) with fonts of its own, as objects that can be added behind the file. */
#ifndef KUALIK_PDF_LOOK_H
#define KUALIK_PDF_LOOK_H

#include "base/buf.h"
#include "base/error.h"
#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>

/* What was written: `count` objects, numbered one after another; the first is the appearance.
 */
struct pdf_look {
    struct buf bytes;
    size_t *offsets; /* by object, in `bytes` */
    size_t count;
};

/* Writes the look of the part that is `document->field`; no other part of the document may show
 * anything. The objects are numbered from `first`. Release with pdf_look_free. */
bool pdf_look_write(const struct document *document, size_t first, struct pdf_look *look,
                    struct error *err);
void pdf_look_free(struct pdf_look *look);

#endif
