#include "cellvalue.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    MOST_DIGITS = 15,   /* that a double surely has, and spreadsheets show */
    MOST_EXPONENT = 30, /* a larger number is no number of a list */
    DAY = 24 * 60 * 60,
};

/* ---- numbers ---------------------------------------------------------------------------- */

/* 0.DIGITS times ten to the exponent. */
struct decimal {
    bool negative;
    char digits[MOST_DIGITS + 1]; /* the first is not 0 */
    int count;                    /* 0: the number is 0 */
    int exponent;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

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
    for (; is_digit(*text) || (*text == '.' && !point); text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        any = true;
        bool leading = seen == 0 && *text == '0';
        seen += !leading && seen <= MOST_DIGITS;
        if (!leading && seen <= MOST_DIGITS)
            decimal->digits[decimal->count++] = *text;
        else if (seen == MOST_DIGITS + 1) {
            up = *text >= '5';
            seen++;
        }
        if (decimal->exponent < 1000 && decimal->exponent > -1000)
            decimal->exponent += point ? (leading ? -1 : 0) : !leading;
    }
    if (up && seen > MOST_DIGITS)
        round_up(decimal);
    return any ? text : NULL;
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
    if (!is_digit(*text))
        return false;
    for (; is_digit(*text); text++)
        if (*exponent < 1000)
            *exponent = *exponent * 10 + (*text - '0');
    *exponent = negative ? -*exponent : *exponent;
    return !*text;
}

static bool read_decimal(const char *text, struct decimal *decimal)
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

static void put_decimal(const struct decimal *decimal, int least, struct buf *out)
{
    if (decimal->negative)
        buf_putc(out, '-');
    int whole = decimal->exponent > 0 ? decimal->exponent : 0;
    for (int i = whole > 1 ? whole : 1; i < least && decimal->count <= whole; i++)
        buf_putc(out, '0');
    for (int i = 0; i < whole; i++)
        buf_putc(out, i < decimal->count ? decimal->digits[i] : '0');
    if (whole == 0)
        buf_putc(out, '0');
    if (decimal->count <= whole)
        return;
    buf_putc(out, '.');
    for (int i = decimal->exponent; i < 0; i++)
        buf_putc(out, '0');
    buf_add(out, decimal->digits + whole, (size_t)(decimal->count - whole));
}

/* ---- dates ------------------------------------------------------------------------------ */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* `days` counts from 1 January 1900, which is 0. */
static void put_date(int days, struct buf *out)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 1900, month = 0;
    for (; days >= 365 + is_leap(year); year++)
        days -= 365 + is_leap(year);
    for (; days >= lengths[month] + (month == 1 && is_leap(year)); month++)
        days -= lengths[month] + (month == 1 && is_leap(year));
    buf_printf(out, "%04d-%02d-%02d", year, month + 1, days + 1);
}

static void put_time(int seconds, struct buf *out)
{
    buf_printf(out, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
    if (seconds % 60)
        buf_printf(out, ":%02d", seconds % 60);
}

/* Makes the days since 1 January 1900 of a date's number. In Excel's count from 1900, which
 * begins with 1, that year has a 29 February: its number 60 is no date. */
static bool count_days(int number, bool since_1904, int *days)
{
    const int last = 2958465; /* 31 December 9999, in the count from 1900 */
    if (since_1904)
        number += 1462;
    if (number < 1 || number > last || number == 60)
        return false;
    *days = number < 60 ? number - 1 : number - 2;
    return true;
}

static double to_double(const struct decimal *decimal)
{
    double number = 0;
    for (int i = 0; i < decimal->count; i++)
        number = number * 10 + (decimal->digits[i] - '0');
    return number * pow(10, decimal->exponent - decimal->count);
}

static bool put_moment(const struct decimal *decimal, enum cell_kind kind, bool since_1904,
                       struct buf *out)
{
    if (decimal->negative || decimal->exponent > 7)
        return false;
    double number = to_double(decimal);
    double whole = floor(number);
    int seconds = (int)floor((number - whole) * DAY + 0.5);
    int day = (int)whole + (kind == CELL_DATE_TIME && seconds == DAY), days;
    if (kind == CELL_TIME) {
        if (number >= 1) /* a span of days is no time of day */
            return false;
        put_time(seconds % DAY, out);
        return true;
    }
    if (!count_days(day, since_1904, &days))
        return false;
    put_date(days, out);
    if (kind == CELL_DATE_TIME && seconds % DAY) {
        buf_putc(out, 'T');
        put_time(seconds % DAY, out);
    }
    return true;
}

bool cellvalue_put(const char *text, struct cell_format format, bool since_1904,
                   struct buf *out)
{
    struct decimal decimal;
    if (!read_decimal(text, &decimal))
        return false;
    if (format.kind != CELL_NUMBER)
        return put_moment(&decimal, format.kind, since_1904, out);
    put_decimal(&decimal, format.digits, out);
    return true;
}

void cellvalue_put_iso(const char *text, struct buf *out)
{
    size_t size = strlen(text);
    const char *clock = strchr(text, 'T');
    if (clock && strspn(clock, "T0:.") == strlen(clock))
        size = (size_t)(clock - text);
    else if (clock && strlen(clock) == strlen("T09:30:00") &&
             strcmp(text + size - 3, ":00") == 0)
        size -= 3;
    buf_add(out, text, size);
}

/* ---- formats ---------------------------------------------------------------------------- */

/* Returns what follows a piece of a format's code that is shown as it stands, or is a colour,
 * a condition or a language; the same place if there is none. */
static const char *skip_literal(const char *code)
{
    if (*code == '\\' || *code == '_' || *code == '*')
        return code[1] ? code + 2 : code + 1;
    if (*code == '"' || *code == '[') {
        const char *end = strchr(code + 1, *code == '"' ? '"' : ']');
        return end ? end + 1 : code + strlen(code);
    }
    return code;
}

struct cell_format cellvalue_format(const char *code)
{
    struct cell_format format = {CELL_NUMBER, 0};
    bool date = false, time = false, month = false;
    size_t zeros = strspn(code, "0");
    if (!code[zeros] && zeros <= MOST_DIGITS) {
        format.digits = (unsigned char)zeros;
        return format;
    }
    if (strncmp(code, "General", strlen("General")) == 0)
        return format;
    while (*code && *code != ';') {
        if (code[0] == '[' && strchr("hHmMsS", code[1]) && code[1])
            time = true; /* [h]: hours beyond 24 */
        const char *next = skip_literal(code);
        if (next != code) {
            code = next;
            continue;
        }
        date |= strchr("yYdD", *code) != NULL;
        time |= strchr("hHsS", *code) != NULL;
        month |= strchr("mM", *code) != NULL;
        code++;
    }
    date |= month && !time;
    if (date || time)
        format.kind = !time ? CELL_DATE : date ? CELL_DATE_TIME : CELL_TIME;
    return format;
}

struct cell_format cellvalue_own_format(size_t number)
{
    struct cell_format format = {CELL_NUMBER, 0};
    if ((number >= 14 && number <= 17) || (number >= 27 && number <= 36) ||
        (number >= 50 && number <= 58))
        format.kind = CELL_DATE;
    else if ((number >= 18 && number <= 21) || (number >= 45 && number <= 47))
        format.kind = CELL_TIME;
    else if (number == 22)
        format.kind = CELL_DATE_TIME;
    return format;
}

struct cell_name cellvalue_name(size_t row, size_t column)
{
    struct cell_name name;
    char letters[16];
    char *start = letters + sizeof letters - 1;
    *start = '\0';
    for (size_t rest = column + 1; rest > 0 && start > letters; rest = (rest - 1) / 26)
        *--start = (char)('A' + (rest - 1) % 26);
    snprintf(name.text, sizeof name.text, "%s%zu", start, row);
    return name;
}
