#include "seal/cbor.h"

#include "base/utf8.h"

#include <string.h>

/* Additional information of a head (RFC 8949, 3): what is less is the value itself. */
enum { CBOR_ONE_BYTE = 24, CBOR_TWO_BYTES = 25, CBOR_FOUR_BYTES = 26, CBOR_EIGHT_BYTES = 27 };

static size_t width_of(uint64_t value)
{
    return value < CBOR_ONE_BYTE ? 0
           : value <= UINT8_MAX  ? 1
           : value <= UINT16_MAX ? 2
           : value <= UINT32_MAX ? 4
                                 : 8;
}

void cbor_add_head(struct buf *out, enum cbor_type type, uint64_t value)
{
    static const char infos[] = {[1] = CBOR_ONE_BYTE,
                                 [2] = CBOR_TWO_BYTES,
                                 [4] = CBOR_FOUR_BYTES,
                                 [8] = CBOR_EIGHT_BYTES};
    size_t width = width_of(value);
    unsigned info = width ? (unsigned)infos[width] : (unsigned)value;
    buf_putc(out, (char)((unsigned)type << 5 | info));
    for (size_t i = width; i > 0; i--)
        buf_putc(out, (char)(value >> (i - 1) * 8 & 0xff));
}

void cbor_add_integer(struct buf *out, int64_t number)
{
    if (number >= 0)
        cbor_add_head(out, CBOR_UNSIGNED, (uint64_t)number);
    else
        cbor_add_head(out, CBOR_NEGATIVE, (uint64_t)(-1 - number));
}

void cbor_add_bytes(struct buf *out, const void *bytes, size_t size)
{
    cbor_add_head(out, CBOR_BYTES, size);
    buf_add(out, bytes, size);
}

void cbor_add_text(struct buf *out, const char *text)
{
    cbor_add_head(out, CBOR_TEXT, strlen(text));
    buf_puts(out, text);
}

static bool give_up(struct cbor_reader *reader)
{
    reader->at = reader->end;
    return false;
}

bool cbor_read_head(struct cbor_reader *reader, enum cbor_type type, uint64_t *value)
{
    if (reader->at == reader->end || *reader->at >> 5 != (unsigned)type)
        return give_up(reader);
    unsigned info = *reader->at++ & 0x1f;
    if (info > CBOR_EIGHT_BYTES)
        return give_up(reader);
    size_t width = info < CBOR_ONE_BYTE ? 0 : (size_t)1 << (info - CBOR_ONE_BYTE);
    if ((size_t)(reader->end - reader->at) < width)
        return give_up(reader);
    uint64_t number = width ? 0 : info;
    for (size_t i = 0; i < width; i++)
        number = number << 8 | *reader->at++;
    if (width_of(number) != width)
        return give_up(reader);
    *value = number;
    return true;
}

bool cbor_read_integer(struct cbor_reader *reader, int64_t *number)
{
    bool negative = reader->at < reader->end && *reader->at >> 5 == CBOR_NEGATIVE;
    uint64_t value;
    if (!cbor_read_head(reader, negative ? CBOR_NEGATIVE : CBOR_UNSIGNED, &value))
        return false;
    if (value > INT64_MAX)
        return give_up(reader);
    *number = negative ? -1 - (int64_t)value : (int64_t)value;
    return true;
}

bool cbor_read_string(struct cbor_reader *reader, enum cbor_type type, struct span *string)
{
    uint64_t size;
    if (!cbor_read_head(reader, type, &size))
        return false;
    if (size > (uint64_t)(reader->end - reader->at))
        return give_up(reader);
    *string = (struct span){reader->at, (size_t)size};
    reader->at += size;
    size_t bad;
    return type != CBOR_TEXT || utf8_valid(string->bytes, string->size, &bad) ||
           give_up(reader);
}

bool cbor_expect(struct cbor_reader *reader, enum cbor_type type, uint64_t value)
{
    uint64_t read;
    return cbor_read_head(reader, type, &read) && (read == value || give_up(reader));
}
