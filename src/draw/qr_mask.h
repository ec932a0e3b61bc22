/* The masks of QR codes, which break up what readers could take for something else (ISO/IEC
 * 18004:2015, 7.8). */
#ifndef KUALIK_QR_MASK_H
#define KUALIK_QR_MASK_H

#include "draw/qr_grid.h"

enum { QR_MASKS = 8 };

/* After so many lines, and so many modules of a line, each mask begins again. */
enum { QR_MASK_PERIOD = 12 };

/* The modules that a mask covers: of the first rows and columns, as wide as any symbol. */
struct qr_mask {
    struct qr_line rows[QR_MASK_PERIOD], columns[QR_MASK_PERIOD];
};

/* Makes mask `number` (Table 10). */
void qr_mask_make(struct qr_mask *mask, unsigned number);

/* Turns over the modules that the mask covers, but not those of `reserved`; the second time
 * that undoes it. */
void qr_mask_apply(const struct qr_mask *mask, const struct qr_grid *reserved,
                   struct qr_grid *grid);

/* Returns how bad a finished symbol is to read (7.8.3.1, Table 11); less is better. */
unsigned qr_mask_penalty(const struct qr_grid *grid);

#endif
