/* The signature field: its place on the page, what it shows, and the dictionary with the
 * placeholder that the signature fills later (ISO 32000-1, 12.7.4.5 and 12.8.1). */
#ifndef KUALIK_PDF_FIELD_H
#define KUALIK_PDF_FIELD_H

#include "base/error.h"
#include "page/page.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_object.h"
#include "sign/placeholder.h"
#include "sign/signer.h"

#include <stdbool.h>
#include <stddef.h>

struct pdf_field {
    size_t number, value, appearance; /* of the field's three objects; value 0: it is empty */
    size_t page_number;               /* of the page's object */
    size_t resources_number;
    size_t parent_key; /* of the field in the structure tree's parent tree, SIZE_MAX: none */
    const struct page *page; /* on which it stands */
    const struct part *part; /* NULL: it is nowhere to be seen */
};

/* Adds the field and what it shows to `set`, but not its value. */
bool pdf_field_add(const struct pdf_field *field, const struct pdf_content_resources *resources,
                   struct flate *flate, struct pdf_object *set, struct error *err);

/* What a signature says. */
struct pdf_field_value {
    size_t number;      /* of its object */
    const char *signer; /* common name */
    enum sub_filter sub_filter;
    const char *time;     /* from pdf_token_date */
    size_t contents_size; /* of the placeholder */
};

/* Adds a signature to `set`. `placeholder` must outlive the writing. */
void pdf_field_add_value(const struct pdf_field_value *value, struct pdf_object *set,
                         struct placeholder *placeholder);

/* Adds no more than what the field shows: its appearance. Of `field` it needs that object's
 * number, that of the resources, and the part. */
bool pdf_field_add_look(const struct pdf_field *field,
                        const struct pdf_content_resources *resources, struct flate *flate,
                        struct pdf_object *set, struct error *err);

#endif
