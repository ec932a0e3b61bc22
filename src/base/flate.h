/* Compression in the zlib format (RFC 1950) and without its frame (RFC 1951), with memory that
 * is used again, by libdeflate, which takes half the time of zlib for fewer bytes. */
#ifndef KUALIK_FLATE_H
#define KUALIK_FLATE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct flate;

enum flate_effort {
    FLATE_QUICK,  /* for what one certificate has for itself, and for what nobody keeps */
    FLATE_MEDIUM, /* for shared pictures: large, and more effort gains too little on them */
    FLATE_SMALL,  /* for whatever else is compressed once and shared */
};

/* Returns a compressor, for one thread at a time. Release with flate_free. */
struct flate *flate_new(enum flate_effort effort);

/* Appends to `out` the compressed form of `size` bytes. */
void flate_add(struct flate *flate, const void *bytes, size_t size, struct buf *out);

/* Says whether `bytes` are one whole stream, with nothing behind it, of exactly `unpacked`
 * bytes, made with some effort: such can be used as they are. */
bool flate_check(const void *bytes, size_t size, size_t unpacked);

/* Appends the raw deflate stream (RFC 1951) of a few bytes, as short as can be. */
void flate_pack(const void *bytes, size_t size, struct buf *out);

/* Appends what a raw deflate stream from outside holds: one whole stream with nothing behind
 * it. Fails, with `out` as it was, when it is damaged or would become more than `limit` bytes.
 */
bool flate_unpack(const void *bytes, size_t size, size_t limit, struct buf *out);

/* Returns the CRC-32 (ISO 3309) of the bytes. */
uint32_t flate_crc(const void *bytes, size_t size);

/* NULL is allowed. */
void flate_free(struct flate *flate);

#endif
