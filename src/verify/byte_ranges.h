/* The texts in a file that look like a signature's /ByteRange (ISO 32000-1, 12.8.1): what can
 * be said of its signatures where the file itself cannot be read. */
#ifndef KUALIK_BYTE_RANGES_H
#define KUALIK_BYTE_RANGES_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A /ByteRange: the first part begins at 0 and ends before `hole`, the second begins at `on`
 * and ends before `end`; all in bytes. */
struct byte_range {
    uint64_t hole, on, end;
};

/* Finds the next one of the `size` bytes that begins at 0, from the offset `*at` on, and sets
 * that behind it. Returns false if there is none. */
bool byte_ranges_next(const char *bytes, size_t size, size_t *at, struct byte_range *range);

/* Says whether two of the first 32 cannot be of one file: in one, a later signature stands
 * behind all that an earlier one covers. Programs that put files together leave such ranges. */
bool byte_ranges_clash(const struct buf *file);

#endif
