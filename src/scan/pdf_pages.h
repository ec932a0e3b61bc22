/* The pages of a PDF as gray pictures, as pdfinfo and pdftoppm (poppler-utils) draw them. A
 * page may be of any size, and its file hostile: what is drawn is bounded. */
#ifndef KUALIK_PDF_PAGES_H
#define KUALIK_PDF_PAGES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "scan/program.h"

#include <stdbool.h>
#include <stddef.h>

enum { PDF_PAGES_LIMIT = 100 }; /* of those pages the sizes are known */

struct pdf_pages {
    const char *path;
    size_t count;     /* all that the PDF has */
    const char *info; /* what pdfinfo says */
};

/* Finds out how many pages the PDF at `path` has, and how large they are; memory is the
 * arena's, the path is lent. Fails where pdfinfo cannot read it, and as program_run does. */
bool pdf_pages_open(struct pdf_pages *pages, const char *path,
                    const struct program_terms *terms, struct arena *arena, struct error *err);

/* Returns how many dots an inch a page of that size (points) is drawn with: as many as a
 * scanner's, up to A3, and fewer on larger pages. */
unsigned pdf_pages_resolution(double width, double height);

/* Appends the picture of a page, counted from 1, as PGM. Fails as pdf_pages_open does. */
bool pdf_pages_draw(const struct pdf_pages *pages, size_t page,
                    const struct program_terms *terms, struct buf *pgm, struct error *err);

#endif
