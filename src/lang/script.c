#include "lang/script.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "lang/letters.h"

#include <string.h>

static const struct letter_pair *find(const struct letter_pair *pairs, uint32_t letter)
{
    for (; pairs->letter; pairs++)
        if (pairs->letter == letter)
            return pairs;
    return NULL;
}

/* Returns what is meant by the letter; 0 where nothing is. */
static uint32_t meant_by(const struct letter_pair *pairs, uint32_t letter)
{
    const struct letter_pair *pair = find(pairs, letter);
    return pair ? pair->meant : 0;
}

enum script script_of(uint32_t letter)
{
    static const struct {
        uint32_t first, last;
        enum script script;
    } ranges[] = {
        {0x400, 0x481, SCRIPT_CYRILLIC}, {0x48A, 0x52F, SCRIPT_CYRILLIC},
        {'A', 'Z', SCRIPT_LATIN},        {'a', 'z', SCRIPT_LATIN},
        {0, 0x7F, SCRIPT_NONE},          {0xC0, 0xD6, SCRIPT_LATIN},
        {0xD8, 0xF6, SCRIPT_LATIN},      {0xF8, 0x2AF, SCRIPT_LATIN},
        {0x2B0, 0x2FF, SCRIPT_NONE}, /* some are apostrophes */
        {0x370, 0x373, SCRIPT_GREEK},    {0x376, 0x377, SCRIPT_GREEK},
        {0x37B, 0x37D, SCRIPT_GREEK},    {0x37F, 0x37F, SCRIPT_GREEK},
        {0x386, 0x386, SCRIPT_GREEK},    {0x388, 0x3FF, SCRIPT_GREEK},
        {0x1E00, 0x1EFF, SCRIPT_LATIN},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (letter >= ranges[i].first && letter <= ranges[i].last)
            return ranges[i].script;
    return utf8_is_letter(letter) ? SCRIPT_OTHER : SCRIPT_NONE;
}

uint32_t script_cyrillic_twin(uint32_t letter)
{
    uint32_t twin = meant_by(letters_latin, letter);
    return twin ? twin : meant_by(letters_greek, letter);
}

uint32_t script_latin_twin(uint32_t cyrillic)
{
    const struct letter_pair *pair = letters_latin;
    while (pair->letter && pair->meant != cyrillic)
        pair++;
    return pair->letter;
}

static bool is_twin(uint32_t latin, uint32_t cyrillic)
{
    return meant_by(letters_latin, latin) == cyrillic;
}

bool script_looks_alike(const char *one, const char *other, uint32_t *letter)
{
    const char *one_end = one + strlen(one), *other_end = other + strlen(other);
    *letter = 0;
    while (one < one_end && other < other_end) {
        uint32_t a = utf8_next(&one, one_end), b = utf8_next(&other, other_end);
        if (a != b && !is_twin(a, b) && !is_twin(b, a))
            return false;
        if (a != b && !*letter)
            *letter = a;
    }
    return *letter && one == one_end && other == other_end;
}

bool script_in_russian(uint32_t letter)
{
    return (letter >= U'А' && letter <= U'я') || letter == U'Ё' || letter == U'ё';
}

bool script_in_kazakh(uint32_t letter)
{
    return script_in_russian(letter) || script_is_kazakh(letter);
}

uint32_t script_kazakh_meant(uint32_t letter)
{
    return meant_by(letters_kazakh, letter);
}

uint32_t script_russian_meant(uint32_t letter)
{
    uint32_t kazakh = script_kazakh_meant(letter);
    uint32_t meant = meant_by(letters_russian, kazakh ? kazakh : letter);
    return meant ? meant : kazakh;
}

bool script_is_apostrophe(uint32_t letter)
{
    return letter == '\'' || letter == 0x2018 || letter == 0x2019 || letter == 0x2BB ||
           letter == 0x2BC;
}

char *script_plain_apostrophes(struct arena *arena, const char *text, size_t size)
{
    struct buf out = {0};
    for (const char *end = text + size; text < end;) {
        char bytes[4];
        uint32_t letter = utf8_next(&text, end);
        buf_add(&out, bytes, utf8_put(script_is_apostrophe(letter) ? '\'' : letter, bytes));
    }
    char *plain = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return plain;
}

bool script_is_kazakh(uint32_t letter)
{
    return letter > 0x400 && !script_in_russian(letter) && find(letters_russian, letter);
}

bool script_is_vowel(uint32_t letter)
{
    return find(letters_vowel, letter);
}

bool script_is_neighbours(uint32_t letter)
{
    return find(letters_neighbour, letter);
}

bool script_is_roman(uint32_t letter)
{
    return find(letters_roman, letter);
}

bool script_has_letter(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (script_of(utf8_next(&text, end)) != SCRIPT_NONE)
            return true;
    return false;
}

bool script_has_kazakh(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (script_is_kazakh(utf8_next(&text, end)))
            return true;
    return false;
}

bool script_has_latin_kazakh(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (find(letters_turkic, utf8_next(&text, end)))
            return true;
    return false;
}
