/* Bytes as the decimal digits of one large number: safe in a URL, and a QR code has room for
 * three of them in ten bits (ISO/IEC 18004, 7.4.3). */
#ifndef KUALIK_SEAL_DIGITS_H
#define KUALIK_SEAL_DIGITS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the digits; the first byte is not 0, else it would be lost. Returns false if there is
 * no memory. */
bool seal_digits_write(const void *bytes, size_t size, struct buf *text);

/* Appends the bytes of `size` digits. Returns false if they are none, too many (their time
 * grows with their square) or begin with 0. */
bool seal_digits_read(const char *text, size_t size, struct buf *bytes);

#endif
