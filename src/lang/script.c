#include "lang/script.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

/* A letter, and the one of our alphabets that is meant by it. */
struct twin {
    uint32_t letter, meant;
};

/* Some Cyrillic letters have several that pass for them: the first is the one to type. */
static const struct twin latin_twins[] = {
    {'A', U'А'},  {'a', U'а'},  {'B', U'В'},  {'C', U'С'},  {'c', U'с'},  {'E', U'Е'},
    {'e', U'е'},  {'H', U'Н'},  {'h', U'һ'},  {'I', U'І'},  {'i', U'і'},  {'K', U'К'},
    {'k', U'к'},  {'M', U'М'},  {'O', U'О'},  {'o', U'о'},  {'P', U'Р'},  {'p', U'р'},
    {'T', U'Т'},  {'X', U'Х'},  {'x', U'х'},  {'Y', U'Ү'},  {'y', U'у'},  {U'Ë', U'Ё'},
    {U'ë', U'ё'}, {U'Ö', U'Ө'}, {U'ö', U'ө'}, {U'Ə', U'Ә'}, {U'ə', U'ә'}, {U'ǝ', U'ә'},
    {U'Ɵ', U'Ө'}, {U'ɵ', U'ө'}, {U'ı', U'і'}, {U'Ï', U'І'}, {U'ï', U'і'},
};

static const struct twin greek_twins[] = {
    {U'Α', U'А'}, {U'Β', U'В'}, {U'Ε', U'Е'}, {U'Η', U'Н'}, {U'Θ', U'Ө'}, {U'Ι', U'І'},
    {U'Κ', U'К'}, {U'Μ', U'М'}, {U'Ο', U'О'}, {U'Π', U'П'}, {U'Ρ', U'Р'}, {U'Τ', U'Т'},
    {U'Υ', U'Ү'}, {U'Φ', U'Ф'}, {U'Χ', U'Х'}, {U'Γ', U'Г'}, {U'α', U'а'}, {U'θ', U'ө'},
    {U'ι', U'і'}, {U'κ', U'к'}, {U'μ', U'м'}, {U'ο', U'о'}, {U'π', U'п'}, {U'ρ', U'р'},
    {U'τ', U'т'}, {U'υ', U'ү'}, {U'φ', U'ф'}, {U'χ', U'х'},
};

/* Cyrillic of other languages that looks or sounds like the letter beside it. */
static const struct twin kazakh_meant[] = {
    {U'Ӏ', U'І'}, {U'ӏ', U'і'}, {U'Ї', U'І'}, {U'ї', U'і'}, {U'Ҡ', U'Қ'}, {U'ҡ', U'қ'},
    {U'Ӄ', U'Қ'}, {U'ӄ', U'қ'}, {U'Ҝ', U'Қ'}, {U'ҝ', U'қ'}, {U'Ҟ', U'Қ'}, {U'ҟ', U'қ'},
    {U'Ќ', U'Қ'}, {U'ќ', U'қ'}, {U'Ӈ', U'Ң'}, {U'ӈ', U'ң'}, {U'Ӊ', U'Ң'}, {U'ӊ', U'ң'},
    {U'Ҥ', U'Ң'}, {U'ҥ', U'ң'}, {U'Ԣ', U'Ң'}, {U'ԣ', U'ң'}, {U'Ҕ', U'Ғ'}, {U'ҕ', U'ғ'},
    {U'Ӷ', U'Ғ'}, {U'ӷ', U'ғ'}, {U'Ґ', U'Ғ'}, {U'ґ', U'ғ'}, {U'Ѓ', U'Ғ'}, {U'ѓ', U'ғ'},
    {U'Ҳ', U'Һ'}, {U'ҳ', U'һ'}, {U'Ћ', U'Һ'}, {U'ћ', U'һ'}, {U'Ђ', U'Һ'}, {U'ђ', U'һ'},
    {U'Ӓ', U'Ә'}, {U'ӓ', U'ә'}, {U'Ӕ', U'Ә'}, {U'ӕ', U'ә'}, {U'Ӛ', U'Ә'}, {U'ӛ', U'ә'},
    {U'Ѳ', U'Ө'}, {U'ѳ', U'ө'}, {U'Ӧ', U'Ө'}, {U'ӧ', U'ө'}, {U'Ӫ', U'Ө'}, {U'ӫ', U'ө'},
    {U'Ӱ', U'Ү'}, {U'ӱ', U'ү'}, {U'Ӳ', U'Ү'}, {U'ӳ', U'ү'}, {U'Ӯ', U'У'}, {U'ӯ', U'у'},
    {U'Ў', U'У'}, {U'ў', U'у'}, {U'Ҙ', U'З'}, {U'ҙ', U'з'}, {U'Ҫ', U'С'}, {U'ҫ', U'с'},
    {U'Ѕ', U'С'}, {U'ѕ', U'с'}, {U'Є', U'Е'}, {U'є', U'е'}, {U'Ѐ', U'Е'}, {U'ѐ', U'е'},
    {U'Ѝ', U'И'}, {U'ѝ', U'и'}, {U'Ӣ', U'И'}, {U'ӣ', U'и'}, {U'Ӥ', U'И'}, {U'ӥ', U'и'},
    {U'Ј', U'Й'}, {U'ј', U'й'}, {U'Җ', U'Ж'}, {U'җ', U'ж'}, {U'Ҷ', U'Ж'}, {U'ҷ', U'ж'},
    {U'Ѵ', U'В'}, {U'ѵ', U'в'}, {U'Ӑ', U'А'}, {U'ӑ', U'а'}, {U'Ӗ', U'Е'}, {U'ӗ', U'е'},
};

static const struct twin russian_meant[] = {
    {U'Ә', U'А'}, {U'ә', U'а'}, {U'Ғ', U'Г'}, {U'ғ', U'г'}, {U'Қ', U'К'}, {U'қ', U'к'},
    {U'Ң', U'Н'}, {U'ң', U'н'}, {U'Ө', U'О'}, {U'ө', U'о'}, {U'Ұ', U'У'}, {U'ұ', U'у'},
    {U'Ү', U'У'}, {U'ү', U'у'}, {U'Һ', U'Х'}, {U'һ', U'х'}, {U'І', U'И'}, {U'і', U'и'},
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static uint32_t find(const struct twin *twins, size_t count, uint32_t letter)
{
    for (size_t i = 0; i < count; i++)
        if (twins[i].letter == letter)
            return twins[i].meant;
    return 0;
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
    uint32_t twin = find(latin_twins, COUNT(latin_twins), letter);
    return twin ? twin : find(greek_twins, COUNT(greek_twins), letter);
}

uint32_t script_latin_twin(uint32_t cyrillic)
{
    for (size_t i = 0; i < COUNT(latin_twins); i++)
        if (latin_twins[i].meant == cyrillic)
            return latin_twins[i].letter;
    return 0;
}

static bool is_twin(uint32_t latin, uint32_t cyrillic)
{
    return find(latin_twins, COUNT(latin_twins), latin) == cyrillic;
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
    return find(kazakh_meant, COUNT(kazakh_meant), letter);
}

uint32_t script_russian_meant(uint32_t letter)
{
    uint32_t kazakh = script_kazakh_meant(letter);
    uint32_t meant = find(russian_meant, COUNT(russian_meant), kazakh ? kazakh : letter);
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
    return letter > 0x400 && !script_in_russian(letter) &&
           find(russian_meant, COUNT(russian_meant), letter);
}

bool script_has_kazakh(const char *text)
{
    for (const char *end = text + strlen(text); text < end;)
        if (script_is_kazakh(utf8_next(&text, end)))
            return true;
    return false;
}
