/* How pages come to lie on paper: corrected for the printer, and with crop marks around those
 * that are printed beyond their trimmed edge. */
#ifndef KUALIK_PDF_PLACING_H
#define KUALIK_PDF_PLACING_H

#include "base/buf.h"
#include "page/page.h"

#include <stdbool.h>

/* What a printer does wrong, undone: all that stands on a sheet is scaled from its upper left
 * corner and then moved, to the right and down, in points. A scale of 0 means 1. */
struct pdf_placing {
    double scale_x, scale_y, dx, dy;
};

/* Returns how many points the sheet reaches beyond the page's bleed on each side: the room of
 * the crop marks, 0 without a bleed. */
double pdf_placing_margin(const struct page *page);

/* Appends the operators in front of those of the page; Q ends them. The page's own coordinates
 * begin at the lower left corner of its bleed. Returns false, and appends nothing, where there
 * is nothing to correct or to mark. */
bool pdf_placing_put(const struct pdf_placing *placing, const struct page *page,
                     struct buf *out);

#endif
