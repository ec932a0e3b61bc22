#include "check/mojibake.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "lang/script.h"
#include "table/encoding.h"

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
    if (letter > 0x2DC && letter < 0x2013)
        return 0;
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

/* Returns the letter that KZ-1048 has in the place of this one, or the letter itself. The two
 * encodings have no Kazakh letter but І in common. */
static uint32_t kazakh_letter(uint32_t letter)
{
    if (letter < 0x400 || letter > 0x491 || (letter >= 0x410 && letter <= 0x44F))
        return letter;
    unsigned byte = byte_1251(letter);
    return byte ? encoding_letter(ENCODING_KZ1048, (unsigned char)byte) : letter;
}

/* ---- UTF-8 read as Windows-1251 --------------------------------------------------------- */

/* What a text without damage may have after Р, С, Т or У. */
static bool may_follow(uint32_t letter)
{
    static const uint16_t others[] = {0x401,  0x451,  0x406,  0x456,  0xAB,   0xBB,   0x2116,
                                      0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026,
                                      0x2022, 0x2122, 0xA0,   0xAD,   0xA9,   0xAE,   0xB0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] == letter)
            return true;
    return false;
}

/* Says whether the two, read as Windows-1251, are a letter of Kazakh in UTF-8. */
static bool is_pair(uint32_t first, uint32_t second)
{
    unsigned lead = byte_1251(first);
    unsigned trail = is_lead(lead) ? byte_1251(second) : 0;
    return is_trail(trail) && script_in_kazakh((lead & 0x1Fu) << 6 | (trail & 0x3Fu));
}

static uint32_t peek(const char *text, const char *end)
{
    return text < end ? utf8_next(&text, end) : 0;
}

/* Of Р that a soft hyphen or a no-break space followed, tidying has left Р or Р and a space: Э
 * and Р they were. It shows by the damage that follows. */
static bool is_cut_pair(uint32_t letter, const char *next, const char *end)
{
    if (letter != U'Р' || next >= end)
        return false;
    uint32_t after = utf8_next(&next, end);
    return after == ' ' || is_pair(after, peek(next, end));
}

/* What a stretch without ASCII is made of. */
struct non_ascii_run {
    size_t pairs, damaged; /* of these, those that no text without damage has */
    size_t signs;          /* of these, those with a sign in them */
    bool whole;            /* there is nothing else in it */
};

/* Reads the stretch at `*text` and moves past it. */
static struct non_ascii_run read_stretch(const char **text, const char *end)
{
    struct non_ascii_run stretch = {.whole = true};
    while (*text < end && (unsigned char)**text >= 0x80) {
        uint32_t letter = utf8_next(text, end), after = peek(*text, end);
        if (is_pair(letter, after)) {
            utf8_next(text, end);
            stretch.pairs++;
            stretch.damaged += !may_follow(after);
            stretch.signs += script_of(after) == SCRIPT_NONE;
        } else { /* at its end a letter may be cut */
            bool cut = *text == end && is_lead(byte_1251(letter));
            stretch.whole &= cut || is_cut_pair(letter, *text, end);
        }
    }
    return stretch;
}

/* In damaged text all letters are pairs, which no word is by chance: one pair that no text has,
 * or two, are proof where there is nothing else; so is one with a sign that is all of the text,
 * but for a full stop. */
static bool is_utf8_as_1251(const char *text)
{
    size_t damaged = 0, signs = 0;
    bool alone = true;
    for (const char *end = text + strlen(text); text < end;) {
        struct non_ascii_run stretch = read_stretch(&text, end);
        damaged += stretch.damaged;
        signs += stretch.signs;
        if (damaged >= 2 || (stretch.whole && stretch.damaged + stretch.pairs >= 2))
            return true;
        alone &= stretch.whole;
        for (; text < end && (unsigned char)*text < 0x80; text++)
            alone &= strchr(".- ", *text) != NULL;
    }
    return alone && signs;
}

/* ---- Windows-1251 and KZ-1048 read as Windows-1252 -------------------------------------- */

static bool is_high_latin(uint32_t letter)
{
    return letter >= 0xC0 && letter <= 0xFF && script_of(letter) == SCRIPT_LATIN;
}

/* Returns the Kazakh letter that KZ-1048 has in the place of a sign of Windows-1252, or 0. */
static uint32_t letter_of_sign(uint32_t sign)
{
    unsigned byte = byte_1252(sign);
    uint32_t letter = byte >= 0x80 ? encoding_letter(ENCODING_KZ1048, (unsigned char)byte) : 0;
    return script_is_kazakh(letter) ? letter : 0;
}

/* The letters of a word, or of all words: À to ÿ, where Windows-1251 has А to я, and others;
 * signs where KZ-1048 has letters that 1251 has not. */
struct latin_count {
    size_t high, other, kazakh;
};

static void count_latin(struct latin_count *count, uint32_t letter)
{
    uint32_t kazakh = letter_of_sign(letter);
    bool high = is_high_latin(letter);
    count->high += high;
    count->other += !high && script_of(letter) != SCRIPT_NONE;
    count->kazakh += kazakh && kazakh != U'І' && kazakh != U'і';
}

/* No language has words of such letters alone, nor four of them among a few others. */
static enum mojibake read_as_1252(const char *text)
{
    struct latin_count word = {0}, all = {0};
    bool alone = false;
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        bool inside = script_of(letter) != SCRIPT_NONE || letter_of_sign(letter);
        if (inside) {
            count_latin(&word, letter);
            count_latin(&all, letter);
        }
        if (inside && text < end)
            continue;
        alone |= word.high >= 2 && !word.other;
        word = (struct latin_count){0};
    }
    if (!alone && (all.high < 4 || all.high <= 2 * all.other))
        return MOJIBAKE_NONE;
    return all.kazakh ? MOJIBAKE_KZ1048_AS_1252 : MOJIBAKE_1251_AS_1252;
}

/* ---- KZ-1048 read as Windows-1251 ------------------------------------------------------- */

/* What a word looks like as it is, and as KZ-1048 has it. */
struct word_reading {
    size_t odd, kazakh_odd; /* neighbours that are both vowels or both consonants */
    bool changed;           /* there is a letter that KZ-1048 has another for … */
    bool evident;           /* … where no other language has it */
};

/* Ќ and ѕ are letters of Macedonian alone, and no Ukrainian writes ї after a consonant. */
static bool is_evidence(uint32_t letter, uint32_t before)
{
    bool inside = script_of(before) == SCRIPT_CYRILLIC;
    return letter == U'Ќ' || letter == U'ќ' || (letter == U'ѕ' && inside) ||
           ((letter == U'ї' || letter == U'Ї') && inside && !script_is_vowel(before));
}

/* Ў is a vowel in Uzbek and a consonant in Belarusian; Ґр and Ґл begin Ukrainian words. Where
 * they stand, sounds show nothing. */
static bool is_neutral(uint32_t before, uint32_t letter)
{
    bool head = before == U'Ґ' && (letter == U'р' || letter == U'л');
    return head || letter == U'Ў' || letter == U'ў' || before == U'Ў' || before == U'ў';
}

static void read_letter(struct word_reading *reading, uint32_t before, uint32_t letter)
{
    uint32_t kazakh = kazakh_letter(letter);
    reading->changed |= kazakh != letter;
    reading->evident |= is_evidence(letter, before);
    if (script_of(before) != SCRIPT_CYRILLIC || is_neutral(before, letter))
        return;
    reading->odd += script_is_vowel(before) == script_is_vowel(letter);
    reading->kazakh_odd += script_is_vowel(kazakh_letter(before)) == script_is_vowel(kazakh);
}

/* Vowels and consonants take turns in all languages: the reading in which they do so more is
 * the likelier one. */
static enum mojibake judge(const struct word_reading *reading)
{
    if (!reading->changed)
        return MOJIBAKE_NONE;
    bool kazakh = reading->kazakh_odd < reading->odd ||
                  (reading->kazakh_odd == reading->odd && reading->evident);
    return kazakh ? MOJIBAKE_KZ1048_AS_1251 : MOJIBAKE_MAYBE_AS_1251;
}

static enum mojibake read_as_1251(const char *text)
{
    enum mojibake found = MOJIBAKE_NONE;
    struct word_reading word = {0};
    uint32_t before = 0, letter = 0;
    for (const char *end = text + strlen(text); text < end; before = letter) {
        letter = utf8_next(&text, end);
        if (script_of(letter) == SCRIPT_CYRILLIC)
            read_letter(&word, before, letter);
        if (script_of(letter) == SCRIPT_CYRILLIC && text < end)
            continue;
        enum mojibake kind = judge(&word);
        if (kind && found != MOJIBAKE_KZ1048_AS_1251)
            found = kind;
        word = (struct word_reading){0};
    }
    return found;
}

bool mojibake_not_1251(const char *text)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        if (script_of(letter) == SCRIPT_CYRILLIC && !byte_1251(letter))
            return true;
    }
    return false;
}

/* ---- the others ------------------------------------------------------------------------- */

static bool is_utf8_as_1252(const char *text)
{
    uint32_t before = 0, letter = 0;
    for (const char *end = text + strlen(text); text < end; before = letter) {
        letter = utf8_next(&text, end);
        if (is_lead(byte_1252(before)) && is_trail(byte_1252(letter)))
            return true;
    }
    return false;
}

/* At a word's end a question mark may be a question's. */
static bool is_lost(const char *text)
{
    if (!strpbrk(text, "?\xEF")) /* U+FFFD begins so */
        return false;
    uint32_t before = 0, letter = 0;
    for (const char *end = text + strlen(text); text < end; before = letter) {
        letter = utf8_next(&text, end);
        uint32_t after = peek(text, end);
        if (letter == REPLACEMENT || (letter == '?' && (script_of(after) == SCRIPT_CYRILLIC ||
                                                        (after == '?' && before == '?'))))
            return true;
    }
    return false;
}

/* Says whether all is ASCII or a letter of Kazakh, as in nearly every text. */
static bool is_plain(const char *text)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        if (letter >= 0x80 && !script_in_kazakh(letter))
            return false;
    }
    return true;
}

enum mojibake mojibake_find(const char *text)
{
    if (is_plain(text))
        return is_lost(text) ? MOJIBAKE_LOST : MOJIBAKE_NONE;
    if (is_utf8_as_1251(text))
        return MOJIBAKE_UTF8_AS_1251;
    if (is_utf8_as_1252(text))
        return MOJIBAKE_UTF8_AS_1252;
    enum mojibake kind = read_as_1252(text);
    if (kind)
        return kind;
    kind = read_as_1251(text);
    if (kind == MOJIBAKE_KZ1048_AS_1251)
        return kind;
    return is_lost(text) ? MOJIBAKE_LOST : kind;
}

/* ---- undoing ---------------------------------------------------------------------------- */

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

static void undo_1252(const char *text, enum encoding encoding, struct buf *out)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t letter = utf8_next(&text, end);
        unsigned byte = byte_1252(letter);
        put(out, byte >= 0x80 ? encoding_letter(encoding, (unsigned char)byte) : letter);
    }
}

/* Takes the letters for bytes of UTF-8 again. A byte 0xA0 was a no-break space, which tidying
 * has made a plain one; 0xAD was a soft hyphen, which it has taken away. */
static void undo_utf8(const char *text, unsigned (*byte_of)(uint32_t letter), struct buf *out)
{
    for (const char *end = text + strlen(text); text < end;) {
        const char *next = text;
        uint32_t letter = utf8_next(&next, end);
        unsigned lead = byte_of(letter), trail = 0;
        const char *after = next;
        if (is_lead(lead) && after < end)
            trail = byte_of(utf8_next(&after, end));
        if (trail == ' ')
            trail = 0xA0;
        if (is_trail(trail)) {
            put(out, (lead & 0x1Fu) << 6 | (trail & 0x3Fu));
            next = after;
        } else if (is_cut_pair(letter, next, end)) {
            buf_puts(out, "Э");
        } else if (is_lead(lead) || (letter >= 0x80 && is_trail(byte_of(letter)))) {
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
        undo_1252(text, ENCODING_1251, &out);
        break;
    case MOJIBAKE_KZ1048_AS_1252:
        undo_1252(text, ENCODING_KZ1048, &out);
        break;
    case MOJIBAKE_KZ1048_AS_1251:
    case MOJIBAKE_MAYBE_AS_1251:
        undo_kz1048(text, &out);
        break;
    case MOJIBAKE_NONE:
    case MOJIBAKE_LOST:
        return NULL;
    }
    const char *result = utf8_nfc(arena, buf_text(&out)); /* a mark may have followed */
    buf_free(&out);
    return result;
}
