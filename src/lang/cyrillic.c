#include "lang/cyrillic.h"

#include <string.h>

#define BLOCK 0x400u

/* The letter's place in the block when `high` and `low` encode one, or 0. */
static unsigned place(unsigned char high, unsigned char low)
{
    if (high < 0xD0 || high > 0xD3 || (low & 0xC0) != 0x80)
        return 0;
    return (high - 0xD0u) * 64 + (low & 0x3Fu);
}

static bool is_upper(unsigned letter)
{
    if (letter < 0x30)
        return true;
    if (letter < 0x60)
        return false;
    return letter >= 0xC1 && letter <= 0xCE ? letter % 2 : letter % 2 == 0;
}

static unsigned lower(unsigned letter)
{
    if (letter < 0x10)
        return letter + 0x50;
    if (letter < 0x30)
        return letter + 0x20;
    return letter >= 0x60 && is_upper(letter) ? letter + 1 : letter;
}

static unsigned upper(unsigned letter)
{
    if (letter >= 0x30 && letter < 0x50)
        return letter - 0x20;
    if (letter >= 0x50 && letter < 0x60)
        return letter - 0x50;
    return letter >= 0x60 && !is_upper(letter) ? letter - 1 : letter;
}

unsigned char cyrillic_letter(uint32_t code)
{
    if (code < BLOCK || code > BLOCK + 0xFF)
        return 0;
    return (unsigned char)lower(code - BLOCK);
}

bool cyrillic_read(const char *text, size_t size, struct cyrillic *word)
{
    if (!size || size % 2 || size / 2 > CYRILLIC_MOST)
        return false;
    const unsigned char *bytes = (const unsigned char *)text;
    bool small = false;
    for (size_t i = 0; i < size; i += 2) {
        unsigned letter = place(bytes[i], bytes[i + 1]);
        if (!letter || (letter >= 0x82 && letter < 0x8A)) /* combining signs */
            return false;
        small |= !is_upper(letter);
        word->letters[i / 2] = cyrillic_letter(BLOCK + letter);
    }
    word->text = text;
    word->count = size / 2;
    word->upper = !small && word->count > 1;
    return true;
}

char *cyrillic_end(struct arena *arena, const struct cyrillic *word, size_t keep,
                   const char *ending)
{
    size_t size = strlen(ending);
    char *text = arena_printf(arena, "%.*s%s", (int)keep * 2, word->text, ending);
    unsigned char *bytes = (unsigned char *)text;
    const unsigned char *old = (const unsigned char *)word->text;
    for (size_t i = keep; i < keep + size / 2; i++) {
        unsigned letter = place(bytes[2 * i], bytes[2 * i + 1]);
        bool capital =
            word->upper || (i < word->count && is_upper(place(old[2 * i], old[2 * i + 1])));
        if (!letter || !capital)
            continue;
        letter = upper(letter);
        bytes[2 * i] = (unsigned char)(0xD0 + letter / 64);
        bytes[2 * i + 1] = (unsigned char)(0x80 + letter % 64);
    }
    return text;
}
