/* Bytes as hexadecimal digits, two for each. */
#ifndef KUALIK_HEX_H
#define KUALIK_HEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes the digits of `size` bytes, in small letters, and a NUL behind them. */
void hex_write(const uint8_t *bytes, size_t size, char *out);

/* Reads the first 2 × `size` characters of the text, which may be shorter; returns false if
 * they are not all digits, with small letters or capitals. */
bool hex_read(const char *text, uint8_t *bytes, size_t size);

#endif
