/* Bytes as text, Base64 with padding (RFC 4648, section 4). */
#ifndef KUALIK_BASE64_H
#define KUALIK_BASE64_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the text of `size` bytes. */
void base64_encode(const void *bytes, size_t size, struct buf *out);

/* Appends the bytes of a NUL-terminated text; returns false where it is none, in one line and
 * with nothing that its bytes do not need. */
bool base64_decode(const char *text, struct buf *out);

#endif
