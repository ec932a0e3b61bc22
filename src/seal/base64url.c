#include "seal/base64url.h"

#include <string.h>

enum { GROUP = 3, LETTERS = 4, BITS = 6, BYTE = 8 };

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void base64url_add(struct buf *out, const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i += GROUP) {
        uint32_t group = (uint32_t)bytes[i] << 16;
        size_t given = size - i < GROUP ? size - i : GROUP;
        group |= given > 1 ? (uint32_t)bytes[i + 1] << 8 : 0;
        group |= given > 2 ? bytes[i + 2] : 0;
        for (size_t k = 0; k <= given; k++)
            buf_putc(out, letters[group >> (GROUP - k) * BITS & 0x3f]);
    }
}

bool base64url_read(const char *text, size_t size, struct buf *bytes)
{
    uint32_t group = 0;
    size_t rest = size % LETTERS;
    if (rest == 1)
        return false;
    for (size_t i = 0; i < size; i++) {
        const char *letter = text[i] ? strchr(letters, text[i]) : NULL;
        if (!letter)
            return false;
        group = group << BITS | (uint32_t)(letter - letters);
        for (size_t k = 0; i % LETTERS == LETTERS - 1 && k < GROUP; k++)
            buf_putc(bytes, (char)(group >> (GROUP - 1 - k) * BYTE & 0xff));
    }
    size_t spare = rest * BITS % BYTE; /* bits behind the last byte, all 0 */
    if (rest && (group & ((1u << spare) - 1)))
        return false;
    for (size_t k = rest; k > 1; k--)
        buf_putc(bytes, (char)(group >> (spare + (k - 2) * BYTE) & 0xff));
    return true;
}
