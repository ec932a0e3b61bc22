/* From the items of a page to the operators of a content stream (ISO 32000-1, 8 and 9). */
#ifndef KUALIK_PDFOP_H
#define KUALIK_PDFOP_H

#include "base/buf.h"
#include "base/error.h"
#include "page/page.h"
#include "pdf/pdf_font.h"

#include <stdbool.h>
#include <stddef.h>

/* What the items' numbers refer to; in the stream they are /F0 … and /I0 … */
struct pdfop_resources {
    const struct pdffont *fonts; /* by face */
    size_t font_count;
    size_t image_count;
};

/* A content stream in the making. Set the first four members, and zero the rest. With `said`
 * the text of the items stands in the marked content around them already. */
struct pdfop {
    struct buf *out;
    const struct pdfop_resources *resources;
    double left, top; /* where the items' origin is in the stream's own space, y upwards */
    bool said;
    struct pdfop_state {
        bool has_fill, has_stroke;
        struct color fill, stroke;
        double width, size;
        size_t face; /* from 1 */
    } state;
};

/* Returns the text of a part that is one run so letterspaced that readers would see blanks
 * between its letters: its marked content must say it. NULL for every other part. */
const char *pdfop_said(const struct pdfop_resources *resources, const struct part *part);

/* Appends the items in their order. Fails on an item that refers to what is not there. */
bool pdfop_items(struct pdfop *op, const struct item *items, size_t count, struct err *err);

#endif
