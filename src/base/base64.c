#include "base/base64.h"

#include <stdint.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(const void *bytes, size_t size, struct buf *out)
{
    const unsigned char *from = bytes;
    char *to = buf_reserve(out, (size + 2) / 3 * 4 + 1);
    for (size_t i = 0; i < size; i += 3) {
        uint32_t group = (uint32_t)from[i] << 16;
        group |= i + 1 < size ? (uint32_t)from[i + 1] << 8 : 0;
        group |= i + 2 < size ? from[i + 2] : 0;
        *to++ = digits[group >> 18];
        *to++ = digits[group >> 12 & 63];
        *to++ = i + 1 < size ? digits[group >> 6 & 63] : '=';
        *to++ = i + 2 < size ? digits[group & 63] : '=';
    }
    *to = '\0';
    out->size += (size + 2) / 3 * 4;
}

bool base64_decode(const char *text, struct buf *out)
{
    size_t size = strlen(text), padding = 0;
    if (size % 4)
        return false;
    while (padding < 2 && padding < size && text[size - padding - 1] == '=')
        padding++;
    for (size_t i = 0; i < size; i += 4) {
        size_t count = i + 4 == size ? 4 - padding : 4;
        uint32_t group = 0;
        for (size_t j = 0; j < 4; j++) {
            const char *digit = j < count ? strchr(digits, text[i + j]) : digits;
            if (!digit)
                return false;
            group = group << 6 | (uint32_t)(digit - digits);
        }
        if (count < 4 && group & (count == 2 ? 0xFFFF : 0xFF))
            return false;
        for (size_t j = 0; j + 1 < count; j++)
            buf_putc(out, (char)(group >> (16 - 8 * j) & 0xFF));
    }
    return true;
}
