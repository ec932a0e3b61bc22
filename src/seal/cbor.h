/* CBOR (RFC 8949), as far as seals need it: whole numbers, byte and text strings, arrays, maps
 * and tags of definite length, each in its one deterministic form (section 4.2.1). Readers
 * refuse every other form, so that no two different payloads say the same. */
#ifndef KUALIK_CBOR_H
#define KUALIK_CBOR_H

#include "base/buf.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The major types (RFC 8949, 3.1). */
enum cbor_type {
    CBOR_UNSIGNED = 0,
    CBOR_NEGATIVE = 1,
    CBOR_BYTES = 2,
    CBOR_TEXT = 3,
    CBOR_ARRAY = 4,
    CBOR_MAP = 5,
    CBOR_TAG = 6,
};

/* Append an item's head: of an array or a map with `value` members, of a tag with that number,
 * of a string of `value` bytes. */
void cbor_add_head(struct buf *out, enum cbor_type type, uint64_t value);

/* Append an integer; a string of bytes. */
void cbor_add_integer(struct buf *out, int64_t number);
void cbor_add_bytes(struct buf *out, const void *bytes, size_t size);

/* Appends a NUL-terminated UTF-8 text. */
void cbor_add_text(struct buf *out, const char *text);

/* Bytes that are read item by item; lent. */
struct cbor_reader {
    const uint8_t *at, *end;
};

/* Read the next item, which must be of that type. Return false if it is not, if it is not in
 * its shortest form, or if it does not end where the bytes do; then the reader is used up. */
bool cbor_read_head(struct cbor_reader *reader, enum cbor_type type, uint64_t *value);
bool cbor_read_integer(struct cbor_reader *reader, int64_t *number);

/* The same for a string, which is lent from the reader's bytes; a text is UTF-8 without NUL. */
bool cbor_read_string(struct cbor_reader *reader, enum cbor_type type, struct span *string);

/* Reads a head and says whether it has this value. */
bool cbor_expect(struct cbor_reader *reader, enum cbor_type type, uint64_t value);

#endif
