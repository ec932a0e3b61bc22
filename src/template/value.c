#include "template/value.h"

#include "base/hex.h"
#include "base/number.h"

#include <string.h>

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Moves `*text` over white space and returns how long the word there is. */
static size_t next_word(const char **text)
{
    while (is_space(**text))
        (*text)++;
    size_t size = 0;
    while ((*text)[size] && !is_space((*text)[size]))
        size++;
    return size;
}

/* The size of the only word in `*text`, which is moved to it; 0 when there is none, or more
 * than one. */
static size_t only_word(const char **text)
{
    size_t size = next_word(text);
    const char *rest = *text + size;
    return next_word(&rest) ? 0 : size;
}

static bool word_is(const char *word, size_t size, const char *other)
{
    return strlen(other) == size && memcmp(word, other, size) == 0;
}

/* Fifteen digits over a power of ten divide into the nearest double (both are exact in 53
 * bits); what stands further behind the point is finer than any use of it, and is dropped.
 * Returns the end of the number, NULL if there is none. strtod would obey the locale. */
static const char *parse_number(const char *text, const char *end, double *number)
{
    enum { DIGITS = 15 };
    bool negative = text < end && *text == '-';
    text += negative;
    double digits = 0, scale = 1;
    size_t used = 0;
    const char *start = text;
    for (; text < end && number_is_digit(*text); text++) {
        digits = digits * 10 + (*text - '0');
        used += digits > 0;
    }
    if (text == start || used > DIGITS)
        return NULL;
    if (text < end && *text == '.') {
        start = ++text;
        for (; text < end && number_is_digit(*text); text++, used++) {
            if (used >= DIGITS)
                continue;
            digits = digits * 10 + (*text - '0');
            scale *= 10;
        }
        if (text == start)
            return NULL;
    }
    *number = negative && digits > 0 ? -digits / scale : digits / scale;
    return text;
}

static bool parse_length(const char *word, size_t size, double *points)
{
    static const struct {
        const char *name;
        double points;
    } units[] = {{"mm", POINTS_PER_MM}, {"cm", 10 * POINTS_PER_MM}, {"pt", 1}, {"in", 72}};

    double number;
    const char *end = word + size;
    const char *unit = parse_number(word, end, &number);
    if (!unit)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (word_is(unit, (size_t)(end - unit), units[i].name)) {
            *points = number * units[i].points;
            return true;
        }
    if (unit != end || number != 0)
        return false;
    *points = 0;
    return true;
}

bool value_length(const char *text, double *points)
{
    size_t size = only_word(&text);
    return parse_length(text, size, points);
}

bool value_box(const char *text, struct box *box)
{
    double parts[4];
    for (size_t i = 0; i < 4; i++) {
        size_t size = next_word(&text);
        if (!parse_length(text, size, &parts[i]))
            return false;
        text += size;
    }
    if (next_word(&text) || parts[2] < 0 || parts[3] < 0)
        return false;
    *box = (struct box){.x = parts[0], .y = parts[1], .width = parts[2], .height = parts[3]};
    return true;
}

bool value_number(const char *text, double *number)
{
    size_t size = only_word(&text);
    double result;
    if (parse_number(text, text + size, &result) != text + size || !size)
        return false;
    *number = result;
    return true;
}

bool value_color(const char *text, struct color *color)
{
    size_t size = only_word(&text);
    if (size != strlen("#RRGGBB") || *text != '#')
        return false;
    uint8_t parts[3];
    if (!hex_read(text + 1, parts, sizeof parts))
        return false;
    *color = (struct color){COLOR_SRGB, {parts[0], parts[1], parts[2]}};
    return true;
}

bool value_yes(const char *text, bool *yes)
{
    static const char *const words[] = {"no", "yes"};
    size_t index;
    if (!value_word(text, words, 2, &index))
        return false;
    *yes = index == 1;
    return true;
}

bool value_word(const char *text, const char *const *words, size_t count, size_t *index)
{
    size_t size = only_word(&text);
    for (size_t i = 0; size && i < count; i++)
        if (word_is(text, size, words[i])) {
            *index = i;
            return true;
        }
    return false;
}
