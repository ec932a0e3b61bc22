/* Bytes as text in base64url without padding (RFC 4648, 5). */
#ifndef KUALIK_BASE64URL_H
#define KUALIK_BASE64URL_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends the letters of `size` bytes, without padding (RFC 4648, 5). */
void base64url_add(struct buf *out, const uint8_t *bytes, size_t size);

/* Appends the bytes of `size` letters. Returns false if they are not the one text of them. */
bool base64url_read(const char *text, size_t size, struct buf *bytes);

#endif
