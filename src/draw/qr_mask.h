/* The masks of QR codes, which break up what readers could take for something else (ISO/IEC
 * 18004:2015, 7.8). */
#ifndef KUALIK_QR_MASK_H
#define KUALIK_QR_MASK_H

#include "draw/qr_grid.h"

enum { QR_MASKS = 8 };

/* Turns over the modules that mask `number` covers, but not those of `reserved`; the second
 * time that undoes it. */
void qr_mask_apply(unsigned number, const struct qr_grid *reserved, struct qr_grid *grid);

/* Returns how bad a finished symbol is to read (7.8.3.1, Table 11); less is better. */
unsigned qr_mask_penalty(const struct qr_grid *grid);

#endif
