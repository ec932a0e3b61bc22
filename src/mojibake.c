#include "mojibake.h"

#include "buf.h"
#include "script.h"
#include "utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define REPLACEMENT 0xFFFDu

/* What the bytes from 0x80 on stand for in Windows-1251 (WHATWG Encoding Standard). */
static const uint16_t windows_1251[128] = {
    0x402, 0x403, 0x201A, 0x453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x409, 0x2039,
    0x40A, 0x40C, 0x40B, 0x40F, 0x452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x98, 0x2122, 0x459, 0x203A, 0x45A, 0x45C, 0x45B, 0x45F, 0xA0, 0x40E, 0x45E, 0x408, 0xA4,
    0x490, 0xA6, 0xA7, 0x401, 0xA9, 0x404, 0xAB, 0xAC, 0xAD, 0xAE, 0x407, 0xB0, 0xB1, 0x406,
    0x456, 0x491, 0xB5, 0xB6, 0xB7, 0x451, 0x2116, 0x454, 0xBB, 0x458, 0x405, 0x455, 0x457,
    0x410, 0x411, 0x412, 0x413, 0x414, 0x415, 0x416, 0x417, 0x418, 0x419, 0x41A, 0x41B, 0x41C,
    0x41D, 0x41E, 0x41F, 0x420, 0x421, 0x422, 0x423, 0x424, 0x425, 0x426, 0x427, 0x428, 0x429,
    0x42A, 0x42B, 0x42C, 0x42D, 0x42E, 0x42F, 0x430, 0x431, 0x432, 0x433, 0x434, 0x435, 0x436,
    0x437, 0x438, 0x439, 0x43A, 0x43B, 0x43C, 0x43D, 0x43E, 0x43F, 0x440, 0x441, 0x442, 0x443,
    0x444, 0x445, 0x446, 0x447, 0x448, 0x449, 0x44A, 0x44B, 0x44C, 0x44D, 0x44E, 0x44F,
};

/* The same of Windows-1252, up to 0x9F; from there on it is Latin-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160,
    0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
};

/* KZ-1048 (KZ RST 1048-2002) has these where Windows-1251 has others. */
static const struct {
    uint16_t shown, meant;
} kz1048[] = {
    {0x408, 0x4D8}, {0x458, 0x4D9}, {0x404, 0x492}, {0x454, 0x493}, {0x40C, 0x49A},
    {0x45C, 0x49B}, {0x405, 0x4A2}, {0x455, 0x4A3}, {0x490, 0x4E8}, {0x491, 0x4E9},
    {0x40E, 0x4B0}, {0x45E, 0x4B1}, {0x407, 0x4AE}, {0x457, 0x4AF}, {0x40B, 0x4BA},
    {0x45B, 0x4BB},
};

/* Returns the byte that stands for the letter, 0 if there is none. */
static unsigned find_byte(uint32_t letter, const uint16_t *table, unsigned count, unsigned first)
{
    if (letter < 0x80)
        return letter;
    for (unsigned i = 0; i < count; i++)
        if (table[i] == letter)
            return first + i;
    return 0;
}

static unsigned byte_1251(uint32_t letter)
{
    if (letter >= 0x410 && letter <= 0x44F) /* nearly all there are */
        return letter - 0x410 + 0xC0;
    return find_byte(letter, windows_1251, 128, 0x80);
}

static unsigned byte_1252(uint32_t letter)
{
    return letter >= 0xA0 && letter <= 0xFF ? letter : find_byte(letter, windows_1252, 32, 0x80);
}

static bool is_lead(unsigned byte)
{
    return byte >= 0xD0 && byte <= 0xD3; /* U+0400 to U+04FF */
}

static bool is_trail(unsigned byte)
{
    return byte >= 0x80 && byte < 0xC0;
}

/* What a Cyrillic text may have behind Р, С, Т or У without any damage. */
static bool is_innocent(uint32_t letter)
{
    static const uint16_t innocent[] = {0x401,  0x451,  0x406,  0x456,  0xAB,   0xBB, 0x2116,
                                        0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D,
                                        0x2026, 0xA0,   0xAD};
    for (size_t i = 0; i < sizeof innocent / sizeof *innocent; i++)
        if (innocent[i] == letter)
            return true;
    return false;
}

/* The signs of damage in a text. */
struct signs {
    size_t as_1251;    /* pairs of a lead and a trail byte in Windows-1251 … */
    size_t as_1252;    /* … and in Windows-1252 */
    size_t high_latin; /* letters where Windows-1252 has them and 1251 has Cyrillic ones */
    size_t other_latin, cyrillic;
    size_t kz1048; /* letters that stand where KZ-1048 has Kazakh ones */
    size_t lost;   /* U+FFFD, or a question mark with a Cyrillic letter at its side */
};

/* Returns the letter that KZ-1048 has in the place of this one, or the letter itself. */
static uint32_t kazakh_letter(uint32_t letter)
{
    if (letter < 0x400 || (letter >= 0x410 && letter <= 0x44F))
        return letter;
    for (size_t i = 0; i < sizeof kz1048 / sizeof *kz1048; i++)
        if (kz1048[i].shown == letter)
            return kz1048[i].meant;
    return letter;
}

static void count_letter(struct signs *signs, uint32_t before, uint32_t letter, uint32_t after)
{
    enum script script = script_of(letter);
    bool latin = script == SCRIPT_LATIN;
    signs->high_latin += latin && letter >= 0xC0 && letter <= 0xFF;
    signs->other_latin += latin && (letter < 0xC0 || letter > 0xFF);
    signs->cyrillic += script == SCRIPT_CYRILLIC;
    signs->as_1251 += is_lead(byte_1251(before)) && is_trail(byte_1251(letter)) &&
                      !is_innocent(letter);
    signs->as_1252 += is_lead(byte_1252(before)) && is_trail(byte_1252(letter));
    signs->kz1048 += kazakh_letter(letter) != letter;
    /* At a word's end it may be a question's. */
    signs->lost += letter == REPLACEMENT ||
                   (letter == '?' && (script_of(after) == SCRIPT_CYRILLIC ||
                                      (after == '?' && before == '?')));
}

static struct signs count_signs(const char *text)
{
    struct signs signs = {0};
    const char *end = text + strlen(text);
    uint32_t before = 0, letter = text < end ? utf8_next(&text, end) : 0;
    while (letter) {
        uint32_t after = text < end ? utf8_next(&text, end) : 0;
        count_letter(&signs, before, letter, after);
        before = letter;
        letter = after;
    }
    return signs;
}

enum mojibake mojibake_find(const char *text)
{
    const struct signs signs = count_signs(text);
    if (signs.as_1251 >= 2)
        return MOJIBAKE_UTF8_AS_1251;
    if (signs.as_1252 >= 1)
        return MOJIBAKE_UTF8_AS_1252;
    /* No language of Latin letters has four of them in a row. */
    if (signs.high_latin >= 4 && signs.high_latin > 2 * signs.other_latin && !signs.cyrillic)
        return MOJIBAKE_1251_AS_1252;
    if (signs.kz1048)
        return MOJIBAKE_KZ1048_AS_1251;
    return signs.lost ? MOJIBAKE_LOST : MOJIBAKE_NONE;
}

static void put(struct buf *out, uint32_t letter)
{
    char bytes[4];
    buf_add(out, bytes, utf8_put(letter, bytes));
}

static void undo_kz1048(const char *text, struct buf *out)
{
    for (const char *end = text + strlen(text); text < end;)
        put(out, kazakh_letter(utf8_next(&text, end)));
}

static void undo_1251(const char *text, struct buf *out)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        unsigned byte = byte_1252(letter);
        put(out, byte >= 0x80 ? windows_1251[byte - 0x80] : letter);
    }
}

/* Takes the letters for bytes of UTF-8 again. A byte 0xA0 was a no-break space, which a list
 * may have lost to a plain one. */
static void undo_utf8(const char *text, unsigned (*byte_of)(uint32_t letter), struct buf *out)
{
    for (const char *end = text + strlen(text); text < end;) {
        const char *next = text;
        uint32_t letter = utf8_next(&next, end);
        unsigned lead = byte_of(letter), trail = 0;
        const char *behind = next;
        if (is_lead(lead) && behind < end)
            trail = byte_of(utf8_next(&behind, end));
        if (trail == ' ')
            trail = 0xA0;
        if (is_trail(trail)) {
            put(out, (lead & 0x1Fu) << 6 | (trail & 0x3Fu));
            next = behind;
        } else if (letter >= 0x80) {
            buf_puts(out, "…");
        } else {
            put(out, letter);
        }
        text = next;
    }
}

const char *mojibake_undo(struct arena *arena, const char *text, enum mojibake kind)
{
    struct buf out = {0};
    switch (kind) {
    case MOJIBAKE_UTF8_AS_1251:
        undo_utf8(text, byte_1251, &out);
        break;
    case MOJIBAKE_UTF8_AS_1252:
        undo_utf8(text, byte_1252, &out);
        break;
    case MOJIBAKE_1251_AS_1252:
        undo_1251(text, &out);
        break;
    case MOJIBAKE_KZ1048_AS_1251:
        undo_kz1048(text, &out);
        break;
    case MOJIBAKE_NONE:
    case MOJIBAKE_LOST:
        return NULL;
    }
    const char *result = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return result;
}
