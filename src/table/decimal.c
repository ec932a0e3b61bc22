#include "table/decimal.h"

#include "base/number.h"

#include <math.h>

enum {
    MOST_EXPONENT = 30, /* lists do not have larger numbers */
    MOST_DIGITS = 500,  /* as written, with zeros */
};

/* Rounds half up by the digit that follows the last; 999.5 becomes 1000. */
static void round_up(struct decimal *decimal)
{
    int i = decimal->count;
    while (i > 0 && decimal->digits[i - 1] == '9')
        i--;
    decimal->count = i;
    if (i > 0) {
        decimal->digits[i - 1]++;
        return;
    }
    decimal->digits[0] = '1';
    decimal->count = 1;
    decimal->exponent++;
}

static void strip_zeros(struct decimal *decimal)
{
    while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
    if (decimal->count == 0)
        *decimal = (struct decimal){0};
}

/* Reads the digits around the point; returns what follows, or NULL if there are none. */
static const char *read_digits(const char *text, struct decimal *decimal)
{
    bool point = false, any = false, up = false;
    int seen = 0; /* from the first that is not 0 */
    const char *start = text;
    for (; (number_is_digit(*text) || (*text == '.' && !point)) && text - start <= MOST_DIGITS;
         text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        any = true;
        bool leading = seen == 0 && *text == '0';
        seen += !leading && seen <= DECIMAL_DIGITS;
        if (!leading && seen <= DECIMAL_DIGITS)
            decimal->digits[decimal->count++] = *text;
        else if (seen == DECIMAL_DIGITS + 1) {
            up = *text >= '5';
            seen++;
        }
        decimal->exponent += point ? (leading ? -1 : 0) : !leading;
    }
    if (up && seen > DECIMAL_DIGITS)
        round_up(decimal);
    return any && text - start <= MOST_DIGITS ? text : NULL;
}

static bool read_exponent(const char *text, int *exponent)
{
    *exponent = 0;
    if (!*text)
        return true;
    if (*text != 'e' && *text != 'E')
        return false;
    bool negative = text[1] == '-';
    text += 1 + (text[1] == '-' || text[1] == '+');
    if (!number_is_digit(*text))
        return false;
    for (; number_is_digit(*text); text++)
        if (*exponent < 1000)
            *exponent = *exponent * 10 + (*text - '0');
    *exponent = negative ? -*exponent : *exponent;
    return !*text;
}

bool decimal_read(const char *text, struct decimal *decimal)
{
    int exponent;
    *decimal = (struct decimal){.negative = *text == '-'};
    text = read_digits(text + (*text == '-' || *text == '+'), decimal);
    if (!text || !read_exponent(text, &exponent))
        return false;
    decimal->exponent += exponent;
    strip_zeros(decimal);
    return decimal->exponent <= MOST_EXPONENT && decimal->exponent >= -MOST_EXPONENT;
}

bool decimal_is_zero(const char *text)
{
    struct decimal decimal;
    return decimal_read(text, &decimal) && decimal.count == 0;
}

void decimal_round(struct decimal *decimal, int places)
{
    int kept = decimal->exponent + places;
    if (kept >= decimal->count)
        return;
    bool up = kept >= 0 && decimal->digits[kept] >= '5';
    decimal->count = kept > 0 ? kept : 0;
    if (up)
        round_up(decimal);
    strip_zeros(decimal);
}

char decimal_digit(const struct decimal *decimal, int place)
{
    int i = decimal->exponent - 1 - place;
    return i >= 0 && i < decimal->count ? decimal->digits[i] : '0';
}

void decimal_put(const struct decimal *decimal, struct buf *out)
{
    if (decimal->negative)
        buf_putc(out, '-');
    for (int i = decimal->exponent > 0 ? decimal->exponent - 1 : 0; i >= 0; i--)
        buf_putc(out, decimal_digit(decimal, i));
    if (decimal->count > decimal->exponent)
        buf_putc(out, '.');
    for (int i = 1; i <= decimal->count - decimal->exponent; i++)
        buf_putc(out, decimal_digit(decimal, -i));
}

double decimal_value(const struct decimal *decimal)
{
    double number = 0;
    for (int i = 0; i < decimal->count; i++)
        number = number * 10 + (decimal->digits[i] - '0');
    int places = decimal->count - decimal->exponent;
    number = places > 0 ? number / pow(10, places) : number * pow(10, -places);
    return decimal->negative ? -number : number;
}
