#include "base/utf8.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>

bool utf8_valid(const char *text, size_t size, size_t *bad)
{
    const uint8_t *bytes = (const uint8_t *)text;
    const uint8_t *wrong = u8_check(bytes, size);
    const uint8_t *nul = size ? memchr(bytes, 0, size) : NULL;
    if (nul && (!wrong || nul < wrong))
        wrong = nul;
    if (wrong)
        *bad = (size_t)(wrong - bytes);
    return !wrong;
}

uint32_t utf8_next_any(const char **text, const char *end)
{
    ucs4_t letter;
    int size = u8_mbtouc(&letter, (const uint8_t *)*text, (size_t)(end - *text));
    *text += size > 0 ? size : 1;
    return letter;
}

size_t utf8_put_any(uint32_t letter, char out[4])
{
    int size = u8_uctomb((uint8_t *)out, letter, 4);
    return size > 0 ? (size_t)size : 0;
}

size_t utf8_length(const char *text)
{
    return u8_mbsnlen((const uint8_t *)text, strlen(text));
}

enum { CYRILLIC = 0x400, THOUSANDS = 0x482 }; /* the latter is a sign among the letters */

/* Says whether a letter is of ASCII or Cyrillic and no mark, as nearly all of ours: a text of
 * such is in each normal form as it stands (UAX #15, 9), and its letters change their case one
 * by one, in place (SpecialCasing.txt). The library takes twenty times as long to find out. */
static bool is_plain_letter(uint32_t letter)
{
    enum { LAST_ASCII = 0x7F, LETTERS = 0x48A, LAST = 0x52F };
    return letter <= LAST_ASCII ||
           (letter >= CYRILLIC && letter <= LAST && (letter <= THOUSANDS || letter >= LETTERS));
}

/* Returns a plain letter in lower case. Of Cyrillic, the first capitals stand 80 places before
 * their small letters and those of the alphabet 32; then both stand side by side, the capital
 * at the even place, but for those between U+04C0 and its small letter. */
static uint32_t plain_lower(uint32_t letter)
{
    enum { ALPHABET = 0x410, SMALL = 0x430, PAIRS = 0x460 };
    enum { PALOCHKA = 0x4C0, SMALL_PALOCHKA = 0x4CF };
    if (letter < CYRILLIC)
        return letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter;
    if (letter < SMALL)
        return letter + (letter < ALPHABET ? 80 : 32);
    if (letter < PAIRS || letter == THOUSANDS)
        return letter;
    if (letter == PALOCHKA)
        return SMALL_PALOCHKA;
    bool shifted = letter > PALOCHKA && letter < SMALL_PALOCHKA;
    return shifted ? letter + (letter & 1) : letter | 1;
}

static bool is_plain(const char *text)
{
    const char *end = text + strlen(text);
    while (text < end)
        if (!is_plain_letter(utf8_next(&text, end)))
            return false;
    return true;
}

/* In Turkish and Azerbaijani the dot stays on an i. */
static bool has_own_case(const char *lang)
{
    return strcmp(lang, "tr") == 0 || strcmp(lang, "az") == 0;
}

/* Changes the case of a text of plain letters; returns NULL of any other. */
static char *change_case(struct arena *arena, const char *text, bool to_upper)
{
    char *copy = arena_text(arena, text), *put = copy;
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        if (!is_plain_letter(letter))
            return NULL;
        put += utf8_put(to_upper ? uc_toupper(letter) : plain_lower(letter), put);
    }
    return copy;
}

/* libunistring's functions return memory of malloc; the arena's copy outlives it. */
static char *keep(struct arena *arena, uint8_t *text, size_t size)
{
    if (!text)
        mem_exhausted();
    char *copy = arena_copy(arena, (const char *)text, size);
    free(text);
    return copy;
}

char *utf8_nfc(struct arena *arena, const char *text)
{
    if (is_plain(text))
        return arena_text(arena, text);
    size_t size;
    uint8_t *nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)text, strlen(text), NULL, &size);
    return keep(arena, nfc, size);
}

char *utf8_upper(struct arena *arena, const char *text, const char *lang)
{
    char *plain = has_own_case(lang) ? NULL : change_case(arena, text, true);
    if (plain)
        return plain;
    size_t size;
    uint8_t *upper =
        u8_toupper((const uint8_t *)text, strlen(text), lang, UNINORM_NFC, NULL, &size);
    return keep(arena, upper, size);
}

char *utf8_lower(struct arena *arena, const char *text, const char *lang)
{
    char *plain = has_own_case(lang) ? NULL : change_case(arena, text, false);
    if (plain)
        return plain;
    size_t size;
    uint8_t *lower =
        u8_tolower((const uint8_t *)text, strlen(text), lang, UNINORM_NFC, NULL, &size);
    return keep(arena, lower, size);
}

uint32_t utf8_lower_letter(uint32_t letter)
{
    return is_plain_letter(letter) ? plain_lower(letter) : uc_tolower(letter);
}

void utf8_line_breaks(const char *text, size_t size, unsigned char *breaks)
{
    if (!size)
        return;
    char *classes = mem_new(size, 1);
    u8_possible_linebreaks((const uint8_t *)text, size, "UTF-8", classes);
    for (size_t i = 0; i < size; i++)
        breaks[i] = classes[i] == UC_BREAK_POSSIBLE;
    free(classes);
}

bool utf8_is_letter(uint32_t letter)
{
    if (is_plain_letter(letter))
        return letter >= CYRILLIC ? letter != THOUSANDS : plain_lower(letter) - 'a' < 26;
    return uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_L);
}

bool utf8_is_upper(uint32_t letter)
{
    return is_plain_letter(letter) ? plain_lower(letter) != letter
                                   : uc_is_property_uppercase(letter);
}

bool utf8_is_digit(uint32_t letter)
{
    return is_plain_letter(letter)
               ? letter - '0' < 10
               : uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_Nd);
}

bool utf8_is_mark(uint32_t letter)
{
    return uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_M);
}

bool utf8_is_space(uint32_t letter)
{
    enum { LAST_LATIN = 0xA0, NEXT = 0x1680 }; /* none stands between them (PropList.txt) */
    return (letter <= LAST_LATIN || letter >= NEXT) && uc_is_property_white_space(letter);
}

bool utf8_is_control(uint32_t letter)
{
    return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x2028 ||
           letter == 0x2029;
}

bool utf8_is_turn(uint32_t letter)
{
    return uc_is_property_bidi_control(letter);
}

const char *utf8_clip(struct arena *arena, const char *text, size_t size)
{
    enum { MOST_LETTERS = 80 };
    const char *next = text, *stop = text, *end = text + size;
    for (size_t i = 0; i < MOST_LETTERS && next < end; i++) {
        stop = next;
        utf8_next(&next, end);
    }
    return next < end ? arena_printf(arena, "%.*s…", (int)(stop - text), text)
                      : arena_copy(arena, text, size);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of the table of optimal string alignment, from the two rows before it. */
static void distance_row(const uint32_t *from, size_t i, const uint32_t *to, size_t width,
                         const size_t *before, const size_t *above, size_t *row)
{
    row[0] = i;
    for (size_t j = 1; j <= width; j++) {
        size_t replace = above[j - 1] + (from[i - 1] != to[j - 1]);
        row[j] = least(replace, least(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
            row[j] = least(row[j], before[j - 2] + 1);
    }
}

size_t utf8_distance(const char *from, const char *to)
{
    struct arena arena = {0};
    size_t height = 0, width = 0;
    const char *lower = utf8_lower(&arena, from, "");
    uint32_t *a = u8_to_u32((const uint8_t *)lower, strlen(lower), NULL, &height);
    lower = utf8_lower(&arena, to, "");
    uint32_t *b = u8_to_u32((const uint8_t *)lower, strlen(lower), NULL, &width);
    if (!a || !b)
        mem_exhausted();

    size_t *rows[3];
    for (size_t i = 0; i < 3; i++)
        rows[i] = arena_new(&arena, width + 1, sizeof *rows[i]);
    for (size_t j = 0; j <= width; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= height; i++)
        distance_row(a, i, b, width, rows[(i + 1) % 3], rows[(i - 1) % 3], rows[i % 3]);
    size_t distance = rows[height % 3][width];

    free(a);
    free(b);
    arena_free(&arena);
    return distance;
}

const char *utf8_nearest(const char *word, const char *const *words, size_t count)
{
    size_t length = utf8_length(word);
    size_t best = (length > 3 ? length / 3 : 1) + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = utf8_distance(word, words[i]);
        if (distance < best) {
            best = distance;
            nearest = words[i];
        }
    }
    return nearest;
}
