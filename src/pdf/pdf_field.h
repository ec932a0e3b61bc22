/* The signature field: its place on the page, what it shows, and the dictionary with the hole
 * that the signature fills later (ISO 32000-1, 12.7.4.5 and 12.8.1). */
#ifndef KUALIK_PDFFIELD_H
#define KUALIK_PDFFIELD_H

#include "base/buf.h"
#include "base/error.h"
#include "page/page.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_object.h"
#include "sign/placeholder.h"

#include <stdbool.h>
#include <stddef.h>

struct pdffield {
    size_t number, value, appearance; /* of the field's three objects */
    size_t page_number;               /* of the page's object */
    size_t resources_number;
    size_t parent_key;       /* of the field in the structure tree's parent tree */
    const struct page *page; /* on which it stands */
    const struct part *part; /* NULL: it is nowhere to be seen */
    const char *signer;      /* common name */
    const char *time;        /* from stamp_pdf */
    size_t contents_size;    /* of the hole */
};

/* Adds the objects to `set`. `keep` holds the appearance and must outlive the writing, as
 * must `hole`. */
bool pdffield_add(const struct pdffield *field, const struct pdfop_resources *resources,
                  struct pdfobj *set, struct buf *keep, struct hole *hole, struct err *err);

#endif
