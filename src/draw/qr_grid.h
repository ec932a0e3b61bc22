/* The modules of a QR code, as bits: those of a line can then be masked and weighed together.
 */
#ifndef KUALIK_QR_GRID_H
#define KUALIK_QR_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    QR_GRID_MOST = 177, /* modules a side */
    QR_GRID_WORDS = 3,  /* of a line of so many */
};

/* A row from left to right, or a column downwards; module `i` is bit i % 64 of word i / 64. */
struct qr_line {
    uint64_t words[QR_GRID_WORDS];
};

/* Every module twice: in its row and in its column. Dark modules are 1. */
struct qr_grid {
    size_t side;
    struct qr_line rows[QR_GRID_MOST], columns[QR_GRID_MOST];
};

static inline bool qr_grid_is_dark(const struct qr_grid *grid, size_t x, size_t y)
{
    return grid->rows[y].words[x / 64] >> x % 64 & 1;
}

/* Without a branch: what a code holds is as good as random. */
static inline void qr_grid_set(struct qr_grid *grid, size_t x, size_t y, bool dark)
{
    uint64_t *row = &grid->rows[y].words[x / 64], *column = &grid->columns[x].words[y / 64];
    *row = (*row & ~((uint64_t)1 << x % 64)) | (uint64_t)dark << x % 64;
    *column = (*column & ~((uint64_t)1 << y % 64)) | (uint64_t)dark << y % 64;
}

#endif
