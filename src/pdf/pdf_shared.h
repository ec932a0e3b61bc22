/* What all certificates of a batch share (pdf.h): the beginning of every file as finished
 * bytes, and the plan of object numbers by which the rest fits to it. Immutable once made.
 * For the PDF writer; everybody else knows `struct sheet` by name only. */
#ifndef KUALIK_SHEET_H
#define KUALIK_SHEET_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "page/page.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_structure.h"
#include "pdf/pdf_writer.h"

#include <stdbool.h>
#include <stddef.h>

/* Neighbouring parts of a page whose operators are one stream. */
struct segment {
    size_t page;
    size_t first, end; /* of its parts */
    bool fixed;        /* alike in all certificates, and so a shared object */
    size_t number;
};

struct sheet {
    struct pdffont *fonts; /* by face */
    struct pdfop_resources resources;
    size_t page_count;
    size_t *part_counts;  /* by page */
    size_t contents_size; /* of the signature's hole, 0: unsigned */
    size_t field_page;    /* on which the signature's field stands */
    size_t field_part;    /* its part there, SIZE_MAX: it is nowhere to be seen */
    struct segment *segments;
    size_t segment_count;
    struct pdftag *tags;
    struct pdftag_numbers tag_numbers;

    /* Numbers of objects. */
    size_t *pages; /* by page */
    size_t catalog, page_tree, info, metadata, intent, resource, xobjects, images;
    size_t form, field, value, appearance;
    size_t object_count; /* all numbers are 1 to this; a row's images come behind */

    struct buf shared;          /* header and shared objects: how every file begins */
    size_t *offsets;            /* by number; 0: not in `shared` */
    struct digest_begun *begun; /* of `shared` */
};

/* Appends the operators of a segment. */
bool sheet_segment(const struct sheet *sheet, const struct segment *segment,
                   const struct page *page, const struct pdfop_resources *resources,
                   struct buf *out, struct err *err);

#endif
