/* From a text to the modules of a QR code (ISO/IEC 18004:2015). */
#ifndef KUALIK_QR_SYMBOL_H
#define KUALIK_QR_SYMBOL_H

#include "draw/qr_grid.h"

#include <stddef.h>
#include <stdint.h>

enum { QR_LEVELS = 4, QR_VERSIONS = 40 };

/* Returns how many bytes a symbol of `version` (1 to 40) holds at error-correction level
 * `level` (0 L, 1 M, 2 Q, 3 H): Table 7. */
size_t qr_symbol_capacity(size_t version, int level);

/* Returns how many modules a side has a symbol of that version. */
size_t qr_symbol_side(size_t version);

/* Bytes, and digits (ISO/IEC 646) that follow them, which take less room. */
struct qr_text {
    const uint8_t *bytes;
    size_t size;   /* of the bytes */
    size_t digits; /* that stand behind them */
};

/* Makes the symbol of the text, for which the version must have room, with the mask that the
 * standard prefers (7.8.3). */
void qr_symbol_make(struct qr_grid *grid, const struct qr_text *text, size_t version,
                    int level);

#endif
