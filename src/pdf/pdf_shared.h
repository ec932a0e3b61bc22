/* What all certificates of a batch share (pdf_writer.h): the beginning of every file as
 * finished bytes, and the plan of object numbers by which the rest fits to it. Objects that are
 * the same in a certificate of which no part is empty are among them; where one has another
 * object of that number for itself, its table leads to that. Immutable once made. For the PDF
 * writer; everybody else knows `struct pdf_shared` by name only. */
#ifndef KUALIK_PDF_SHARED_H
#define KUALIK_PDF_SHARED_H

#include "base/buf.h"
#include "base/hash.h"
#include "pdf/pdf_field.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_page.h"
#include "pdf/pdf_resources.h"
#include "pdf/pdf_structure.h"
#include "pdf/pdf_writer.h"

#include <stddef.h>

/* Where a signature's field stands. */
struct pdf_field_place {
    size_t page, part; /* part SIZE_MAX: it is nowhere to be seen */
};

struct pdf_shared {
    struct pdf_font_set fonts;
    struct pdf_resources resources;
    struct pdf_page_plan *plan;
    size_t contents_size;           /* of the signature's placeholder, 0: unsigned */
    struct pdf_field_place *fields; /* of signatures, in the order of their parts */
    size_t field_count;             /* 0: unsigned */
    size_t signed_field;            /* which of them is signed */

    /* Numbers of objects. */
    size_t catalog, page_tree, info, metadata, intent;
    size_t attachment, attached; /* what is told of the file, and the file; 0: there is none */
    size_t *pages;               /* by page */
    size_t *contents;            /* by segment of the plan */
    size_t form, value;
    size_t field, appearance;  /* of the first field, which others follow */
    size_t structure, parents; /* the root of its tree, and its parent tree */
    struct pdf_structure_numbers elements;
    size_t shared_objects, own_objects; /* the two object streams */
    size_t
        object_count; /* all numbers are 1 to this; a row's images and the table come behind */

    struct buf beginning;       /* header and shared objects: how every file begins */
    struct pdf_xref xref;       /* where they are */
    struct hash_prefix *prefix; /* of `beginning` */
};

/* Adds the structure's parent tree: for each page the elements of its marked contents; behind
 * them the field's. */
void pdf_shared_add_parents(const struct pdf_shared *shared, const struct document *document,
                            bool whole, struct pdf_object *set);

#endif
