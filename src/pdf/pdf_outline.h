/* The outline of a file (ISO 32000-1, 12.3.3): titles that lead to pages. An item is written
 * when the next one is known, so that one title is remembered. */
#ifndef KUALIK_PDF_OUTLINE_H
#define KUALIK_PDF_OUTLINE_H

#include "pdf/pdf_object.h"

#include <stddef.h>

/* `{0}` is an empty outline. */
struct pdf_outline {
    size_t root;                  /* number of the outline itself, 0: it has no items */
    size_t first, previous, open; /* numbers of items */
    size_t page;                  /* to which the open one leads, by number of object */
    char *title;
    size_t count;
};

/* Adds an item; numbers are taken behind `*last`. */
void pdf_outline_add(struct pdf_outline *outline, const char *title, size_t page, size_t *last,
                     struct pdf_object *set);

/* Adds what is left, and the outline itself, if it has items. */
void pdf_outline_end(struct pdf_outline *outline, struct pdf_object *set);

/* Releases everything; usable again. */
void pdf_outline_free(struct pdf_outline *outline);

#endif
