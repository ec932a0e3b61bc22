#include "table/encoding.h"

#include "base/utf8.h"

#include <string.h>

#define LOST 0xFFFD /* REPLACEMENT CHARACTER */

static const struct {
    const char *name; /* small letters, no hyphens */
    enum encoding encoding;
} names[] = {
    {"utf8", ENCODING_UTF8},        {"utf8bom", ENCODING_UTF8},
    {"utf16le", ENCODING_UTF16LE},  {"ucs2le", ENCODING_UTF16LE},
    {"utf16be", ENCODING_UTF16BE},  {"ucs2be", ENCODING_UTF16BE},
    {"windows1251", ENCODING_1251}, {"win1251", ENCODING_1251},
    {"cp1251", ENCODING_1251},      {"1251", ENCODING_1251},
    {"kz1048", ENCODING_KZ1048},    {"rk1048", ENCODING_KZ1048},
    {"strk1048", ENCODING_KZ1048},  {"strk10482002", ENCODING_KZ1048},
};

/* Windows-1251 from 0x80 to 0xBF; from there on it is А to я. */
static const uint16_t windows[64] = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
    0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, LOST,   0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
    0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
    0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
    0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
};

/* Where KZ-1048 differs. */
static const struct {
    unsigned char byte;
    uint16_t letter;
} kazakh[] = {
    {0xA3, 0x04D8}, {0xBC, 0x04D9}, {0xAA, 0x0492}, {0xBA, 0x0493},
    {0x8D, 0x049A}, {0x9D, 0x049B}, {0xBD, 0x04A2}, {0xBE, 0x04A3},
    {0xA5, 0x04E8}, {0xB4, 0x04E9}, {0xA1, 0x04B0}, {0xA2, 0x04B1},
    {0xAF, 0x04AE}, {0xBF, 0x04AF}, {0x8E, 0x04BA}, {0x9E, 0x04BB},
};

const char *encoding_name(enum encoding encoding)
{
    static const char *const shown[] = {
        [ENCODING_UTF8] = "UTF-8",       [ENCODING_UTF16LE] = "UTF-16LE",
        [ENCODING_UTF16BE] = "UTF-16BE", [ENCODING_1251] = "Windows-1251",
        [ENCODING_KZ1048] = "KZ-1048",
    };
    return shown[encoding];
}

bool encoding_find(const char *name, enum encoding *encoding)
{
    char plain[16];
    size_t size = 0;
    for (; *name; name++) {
        if (*name == '-' || *name == '_')
            continue;
        if (size == sizeof plain - 1)
            return false;
        plain[size++] = *name >= 'A' && *name <= 'Z' ? (char)(*name + 'a' - 'A') : *name;
    }
    plain[size] = '\0';
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, plain) == 0) {
            *encoding = names[i].encoding;
            return true;
        }
    return false;
}

uint32_t encoding_letter(enum encoding encoding, unsigned char byte)
{
    if (byte < 0x80)
        return byte;
    if (byte >= 0xC0)
        return 0x0410 + byte - 0xC0u;
    if (encoding == ENCODING_KZ1048)
        for (size_t i = 0; i < sizeof kazakh / sizeof *kazakh; i++)
            if (kazakh[i].byte == byte)
                return kazakh[i].letter;
    return windows[byte - 0x80];
}

static void put(uint32_t letter, struct buf *out)
{
    char bytes[4];
    buf_add(out, bytes, utf8_put(letter, bytes));
}

static void add_unit(struct decoder *decoder, uint16_t unit, struct buf *out)
{
    bool low = unit >= 0xDC00 && unit < 0xE000;
    if (decoder->high && low) {
        put(0x10000 + ((decoder->high - 0xD800u) << 10) + (unit - 0xDC00u), out);
        decoder->high = 0;
        return;
    }
    if (decoder->high)
        put(LOST, out);
    decoder->high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
    if (!decoder->high)
        put(low ? LOST : unit, out);
}

static void add_utf16(struct decoder *decoder, unsigned char byte, struct buf *out)
{
    decoder->odd = !decoder->odd;
    if (decoder->odd) {
        decoder->half = byte;
        return;
    }
    unsigned char half = decoder->half;
    bool little = decoder->encoding == ENCODING_UTF16LE;
    add_unit(decoder, (uint16_t)(little ? byte << 8 | half : half << 8 | byte), out);
}

void decoder_add(struct decoder *decoder, const char *bytes, size_t size, struct buf *out)
{
    enum encoding encoding = decoder->encoding;
    if (encoding == ENCODING_UTF8) {
        buf_add(out, bytes, size);
        return;
    }
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE)
            add_utf16(decoder, byte, out);
        else
            put(encoding_letter(encoding, byte), out);
    }
}

void decoder_end(struct decoder *decoder, struct buf *out)
{
    if (decoder->odd || decoder->high)
        put(LOST, out);
    decoder->odd = false;
    decoder->high = 0;
}
