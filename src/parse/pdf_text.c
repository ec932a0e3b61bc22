#include "parse/pdf_text.h"

#include "base/utf8.h"

enum {
    ASCII_END = 0x80,
    HIGH_SURROGATE = 0xD800,
    LOW_SURROGATE = 0xDC00,
    SURROGATE_END = 0xE000,
    PLANE = 0x10000,
};

static void put(uint32_t letter, struct buf *text)
{
    char bytes[4];
    bool odd = utf8_is_control(letter) || utf8_is_turn(letter);
    buf_add(text, bytes, utf8_put(odd ? '?' : letter, bytes));
}

static uint32_t unit_at(const unsigned char *bytes, size_t at)
{
    return (uint32_t)bytes[at] << 8 | bytes[at + 1];
}

static void put_utf16(const unsigned char *bytes, size_t size, struct buf *text)
{
    for (size_t i = 2; i + 1 < size; i += 2) {
        uint32_t unit = unit_at(bytes, i), next = i + 3 < size ? unit_at(bytes, i + 2) : 0;
        if (unit >= HIGH_SURROGATE && unit < LOW_SURROGATE && next >= LOW_SURROGATE &&
            next < SURROGATE_END) {
            put(PLANE + ((unit - HIGH_SURROGATE) << 10) + (next - LOW_SURROGATE), text);
            i += 2;
        } else {
            put(unit >= HIGH_SURROGATE && unit < SURROGATE_END ? '?' : unit, text);
        }
    }
}

bool pdf_text_read(const struct pdf_reader *pdf, const struct pdf_lexer_value *value,
                   struct buf *text)
{
    struct buf string = {0};
    if (!pdf_lexer_string(pdf->bytes, value, &string))
        return false;
    const unsigned char *bytes = (const unsigned char *)buf_text(&string);
    if (string.size >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
        put_utf16(bytes, string.size, text);
    else
        for (size_t i = 0; i < string.size; i++)
            put(bytes[i] < ASCII_END ? bytes[i] : '?', text);
    buf_free(&string);
    return true;
}
