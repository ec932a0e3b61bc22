/* For tests that spoil fonts on purpose, and not by accident: puts the checksums right again.
 */
#ifndef KUALIK_FONT_SEAL_H
#define KUALIK_FONT_SEAL_H

#include "base/buf.h"

#include <stdint.h>
#include <string.h>

static uint32_t font_get_32(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           bytes[3];
}

static void font_put_32(char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(number >> (24 - 8 * i));
}

static uint32_t font_sum(const char *bytes, size_t size)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < size; i += 4) {
        char word[4] = {0};
        memcpy(word, bytes + i, size - i < 4 ? size - i : 4);
        sum += font_get_32(word);
    }
    return sum;
}

/* Of a file with one face; tables that lie outside of it stay as they are. */
static void font_seal(struct buf *font)
{
    char *adjustment = NULL;
    for (size_t i = 0; i < (unsigned char)font->data[5]; i++) {
        char *entry = font->data + 12 + 16 * i;
        size_t at = font_get_32(entry + 8), size = font_get_32(entry + 12);
        if (at > font->size || size > font->size - at)
            continue;
        if (memcmp(entry, "head", 4) == 0) {
            adjustment = font->data + at + 8;
            font_put_32(adjustment, 0);
        }
        font_put_32(entry + 4, font_sum(font->data + at, size));
    }
    if (adjustment)
        font_put_32(adjustment, 0xB1B0AFBA - font_sum(font->data, font->size));
}

#endif
