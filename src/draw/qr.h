/* QR codes (ISO/IEC 18004) as paths. */
#ifndef KUALIK_QR_H
#define KUALIK_QR_H

#include "base/arena.h"
#include "base/error.h"
#include "page/page.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    QR_QUIET = 4, /* modules of white the standard wants on every side */
};

/* Says whether `text` fits a code of error-correction level `level` (0 L, 1 M, 2 Q, 3 H) and
 * is not empty: then drawing it cannot fail. */
bool qr_check(const char *text, int level, struct error *err);

/* Returns how many bytes need as much room as `text` does in a code: many digits alone behind
 * the
 * `#` of a URL are written three in ten bits. */
size_t qr_size(const char *text);

/* Returns how many modules a side, without the quiet zone, the code of a text of `size` bytes
 * has at that level; 0 if it does not fit. */
size_t qr_modules(size_t size, int level);

/* Returns how many bytes fit a code of at most that many modules a side, without the quiet
 * zone; 0 if no code is that small. */
size_t qr_capacity(double modules, int level);

/* Draws `text` with error-correction level `level` (0 L, 1 M, 2 Q, 3 H) as one filled path,
 * square and centred in `box`, the quiet zone of four modules included in the box. Memory is
 * the arena's. `*modules` is the number of modules a side without the quiet zone. Fails when
 * the text is empty or too long for that level. */
bool qr_draw(struct arena *arena, const char *text, int level, const struct box *box,
             struct color ink, struct path *path, size_t *modules, struct error *err);

#endif
