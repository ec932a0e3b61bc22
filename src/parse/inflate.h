/* Decompression of bytes from outside (RFC 1950), bounded. */
#ifndef KUALIK_INFLATE_H
#define KUALIK_INFLATE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends what `size` bytes hold: one whole stream with nothing behind it. Fails, with `out` as
 * it was, when they are damaged or would become more than `limit` bytes. */
bool inflate_add(const void *bytes, size_t size, size_t limit, struct buf *out);

#endif
