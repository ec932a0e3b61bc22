/* From the items of a page to the operators of a content stream (ISO 32000-1, 8 and 9). */
#ifndef KUALIK_PDF_CONTENT_H
#define KUALIK_PDF_CONTENT_H

#include "base/buf.h"
#include "base/error.h"
#include "page/art_list.h"
#include "page/page.h"
#include "pdf/pdf_font.h"

#include <stdbool.h>
#include <stddef.h>

/* What the items refer to; in the stream they are /F0 …, /I0 … and /A0 … */
struct pdf_content_resources {
    const struct pdf_font *fonts; /* by face */
    size_t font_count;
    size_t image_count;
    const struct art_list *art;
};

/* A content stream in the making. Set the first four members, and zero the rest. With
 * `actual_text` the text of the items stands in the marked content around them already. */
struct pdf_content {
    struct buf *out;
    const struct pdf_content_resources *resources;
    double left, top; /* where the items' origin is in the stream's own space, y upwards */
    bool actual_text;
    struct pdf_content_state {
        bool has_fill, has_stroke;
        struct color fill, stroke;
        double width, size;
        size_t face; /* from 1 */
    } state;
};

/* Returns the text of a part that is one run so letterspaced that readers would see blanks
 * between its letters: its marked content must say it. NULL for every other part. */
const char *pdf_content_actual_text(const struct pdf_content_resources *resources,
                                    const struct part *part);

/* Appends the items in their order. Fails on an item that refers to what is not there. */
bool pdf_content_items(struct pdf_content *op, const struct item *items, size_t count,
                       struct error *err);

#endif
