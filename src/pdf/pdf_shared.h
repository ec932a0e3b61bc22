/* What all certificates of a batch share (pdf_writer.h): the beginning of every file as
 * finished bytes, and the plan of object numbers by which the rest fits to it. Immutable once
 * made. For the PDF writer; everybody else knows `struct pdf_shared` by name only. */
#ifndef KUALIK_PDF_SHARED_H
#define KUALIK_PDF_SHARED_H

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

struct pdf_shared {
    struct pdf_font *fonts; /* by face */
    struct art_list art;
    struct pdf_content_resources resources;
    size_t page_count;
    size_t *part_counts;  /* by page */
    size_t contents_size; /* of the signature's placeholder, 0: unsigned */
    size_t field_page;    /* on which the signature's field stands */
    size_t field_part;    /* its part there, SIZE_MAX: it is nowhere to be seen */
    struct segment *segments;
    size_t segment_count;
    struct pdf_structure *tags;
    struct pdf_structure_numbers tag_numbers;

    /* Numbers of objects. */
    size_t *pages; /* by page */
    size_t catalog, page_tree, info, metadata, intent, resource, xobjects, images, forms;
    size_t form, field, value, appearance;
    size_t object_count; /* all numbers are 1 to this; a row's images come behind */

    struct buf beginning;       /* header and shared objects: how every file begins */
    size_t *offsets;            /* by number; 0: not in `beginning` */
    struct hash_prefix *prefix; /* of `beginning` */
};

/* Appends the operators of a segment. */
bool pdf_shared_segment(const struct pdf_shared *shared, const struct segment *segment,
                        const struct page *page, const struct pdf_content_resources *resources,
                        struct buf *out, struct error *err);

#endif
