/* A document as SVG (SVG 2, https://www.w3.org/TR/SVG2/): for screens and web pages. All pages
 * stand side by side (page/spread.h). The file is closed in itself: letters are outlines, each
 * glyph of a face once, art and images too.
 *
 * What a page shows can be found again. Each part of a page is a group with the attribute
 * `data-section`, the template's element ("text name-kk"); a part that says something to a
 * reader has its language and words, too (`lang`, `aria-label`). Each run of letters is a group
 * with `data-section`, `data-columns` (those of the list that the element shows, with | between
 * them) and `data-row`; a click anywhere on its line meets it. Decoration meets no click. */
#ifndef KUALIK_SVG_WRITER_H
#define KUALIK_SVG_WRITER_H

#include "base/buf.h"
#include "base/error.h"
#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>

/* What the file says of its making. */
struct svg_origin {
    const char *generator; /* attribute `data-generator` of the root */
    size_t row;            /* of the list, as a spreadsheet counts; 0: none */
};

/* Appends the document as an SVG file. The same document gives the same bytes. Fails on a
 * document that shows a face or an image that it does not have. */
bool svg_write(const struct document *document, const struct svg_origin *origin,
               struct buf *out, struct error *err);

#endif
