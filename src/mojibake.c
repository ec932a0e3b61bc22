#include "mojibake.h"

#include "buf.h"
#include "encoding.h"
#include "script.h"
#include "utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define REPLACEMENT 0xFFFDu

/* What the bytes from 0x80 on stand for in Windows-1252 (WHATWG Encoding Standard); from 0xA0
 * on it is Latin-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

/* Return the byte that stands for the letter, 0 if there is none. */
static unsigned byte_1251(uint32_t letter)
{
    if (letter < 0x80)
        return letter;
    if (letter >= 0x410 && letter <= 0x44F) /* nearly all there are */
        return letter - 0x410 + 0xC0;
    if (letter > 0x491 && letter < 0x2000)
        return 0;
    unsigned byte = 0x80;
    while (byte < 0xC0 && encoding_letter(ENCODING_1251, (unsigned char)byte) != letter)
        byte++;
    return byte < 0xC0 ? byte : 0;
}

static unsigned byte_1252(uint32_t letter)
{
    if (letter < 0x80 || (letter >= 0xA0 && letter <= 0xFF))
        return letter;
    for (unsigned i = 0; i < sizeof windows_1252 / sizeof *windows_1252; i++)
        if (windows_1252[i] == letter)
            return 0x80 + i;
    return 0;
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
    static const uint16_t innocent[] = {0x401,  0x451,  0x406,  0x456,  0xAB,   0xBB,
                                        0x2116, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C,
                                        0x201D, 0x2026, 0xA0,   0xAD};
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

/* Returns the letter that KZ-1048 has in the place of this one, or the letter itself. The two
 * encodings have no Kazakh letter but І in common. */
static uint32_t kazakh_letter(uint32_t letter)
{
    if (letter < 0x400 || letter > 0x491 || (letter >= 0x410 && letter <= 0x44F))
        return letter;
    unsigned byte = byte_1251(letter);
    return byte ? encoding_letter(ENCODING_KZ1048, (unsigned char)byte) : letter;
}

static void count_letter(struct signs *signs, uint32_t before, uint32_t letter, uint32_t after)
{
    enum script script = script_of(letter);
    bool latin = script == SCRIPT_LATIN;
    signs->high_latin += latin && letter >= 0xC0 && letter <= 0xFF;
    signs->other_latin += latin && (letter < 0xC0 || letter > 0xFF);
    signs->cyrillic += script == SCRIPT_CYRILLIC;
    signs->as_1251 +=
        is_lead(byte_1251(before)) && is_trail(byte_1251(letter)) && !is_innocent(letter);
    signs->as_1252 += is_lead(byte_1252(before)) && is_trail(byte_1252(letter));
    signs->kz1048 += kazakh_letter(letter) != letter;
    /* At a word's end it may be a question's. */
    signs->lost += letter == REPLACEMENT ||
                   (letter == '?' &&
                    (script_of(after) == SCRIPT_CYRILLIC || (after == '?' && before == '?')));
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
        put(out, byte >= 0x80 ? encoding_letter(ENCODING_1251, (unsigned char)byte) : letter);
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
