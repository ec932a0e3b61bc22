#include "table/cell_value.h"

#include "base/calendar.h"
#include "base/number.h"
#include "base/text.h"
#include "table/decimal.h"
#include "table/number_format.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DAY = 24 * 60 * 60 };

/* ---- dates ------------------------------------------------------------------------------ */

static void put_date(struct date date, struct buf *out)
{
    buf_printf(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void cell_value_put_time(unsigned hours, unsigned minutes, unsigned seconds, struct buf *out)
{
    buf_printf(out, "%02u:%02u", hours, minutes);
    if (seconds)
        buf_printf(out, ":%02u", seconds);
}

static void put_seconds(long seconds, struct buf *out)
{
    cell_value_put_time((unsigned)(seconds / 3600), (unsigned)(seconds / 60 % 60),
                        (unsigned)(seconds % 60), out);
}

/* Makes the date of its number. In Excel's count from 1900, which begins with 1, that year has
 * a 29 February: its number 60 is not a date. */
static bool find_date(int number, bool since_1904, struct date *date)
{
    const int new_year_1900 = -25567; /* days since 1 January 1970 */
    const int last = 2958465;         /* 31 December 9999, in the count from 1900 */
    if (since_1904)
        number += 1462;
    if (number < 1 || number > last || number == 60)
        return false;
    *date = calendar_date(new_year_1900 + number - (number < 60 ? 1 : 2));
    return true;
}

/* A span of days is not a time of day. */
static bool put_time(double number, bool span, struct buf *out)
{
    double seconds = floor(number * DAY + 0.5);
    if (span ? seconds >= (CELL_VALUE_HOURS + 1.0) * 3600 : number >= 1)
        return false;
    put_seconds(span ? (long)seconds : (long)seconds % DAY, out);
    return true;
}

static bool put_moment(const struct decimal *decimal, enum cell_kind kind, bool since_1904,
                       struct buf *out)
{
    if (decimal->negative || decimal->exponent > 7)
        return false;
    double number = decimal_value(decimal);
    if (kind == CELL_TIME || kind == CELL_SPAN)
        return put_time(number, kind == CELL_SPAN, out);
    double whole = floor(number);
    int seconds = (int)floor((number - whole) * DAY + 0.5);
    int day = (int)whole + (kind == CELL_DATE_TIME && seconds == DAY);
    struct date date;
    if (!find_date(day, since_1904, &date))
        return false;
    put_date(date, out);
    if (kind == CELL_DATE_TIME && seconds % DAY) {
        buf_putc(out, 'T');
        put_seconds(seconds % DAY, out);
    }
    return true;
}

enum cell_result cell_value_put(const char *text, struct cell_format format, bool since_1904,
                                struct buf *out)
{
    struct decimal decimal;
    if (!decimal_read(text, &decimal) || decimal.exponent > DECIMAL_DIGITS)
        return CELL_UNUSABLE;
    if (format.kind != CELL_NUMBER)
        return put_moment(&decimal, format.kind, since_1904, out) ? CELL_SHOWN : CELL_UNUSABLE;
    if (format.code)
        return number_format_put(format.code, &decimal, out) ? CELL_SHOWN : CELL_OTHERWISE;
    decimal_put(&decimal, out);
    return CELL_SHOWN;
}

static bool read_pair(const char **text, int most, int *number)
{
    const char *digits = *text;
    if (!number_is_digit(digits[0]) || !number_is_digit(digits[1]))
        return false;
    *number = (digits[0] - '0') * 10 + digits[1] - '0';
    *text += 2;
    return *number <= most;
}

/* Reads "09:30", "09:30:15" or "09:30:14.9999998", each perhaps with the mark of a zone, as
 * whole seconds of the day, at most DAY. */
static bool read_clock(const char *text, int *seconds)
{
    int hour, minute, second = 0;
    if (!read_pair(&text, 23, &hour) || *text++ != ':' || !read_pair(&text, 59, &minute))
        return false;
    if (*text == ':' && (text++, !read_pair(&text, 59, &second)))
        return false;
    bool up = (*text == '.' || *text == ',') && text[1] >= '5' && text[1] <= '9';
    *seconds = (hour * 60 + minute) * 60 + second + up;
    return true;
}

/* Appends the day after "2017-10-03"; as it stands if that is not a date. */
static void put_next_day(const char *text, size_t size, struct buf *out)
{
    struct date date;
    size_t year = 0, month = 0, day = 0;
    const char *end = number_digits(text, NULL, 9998, &year);
    end = end && *end == '-' ? number_digits(end + 1, NULL, 12, &month) : NULL;
    end = end && *end == '-' ? number_digits(end + 1, NULL, 31, &day) : NULL;
    date = (struct date){(int)year, (int)month, (int)day + 1};
    if (!end || end != text + size) {
        buf_add(out, text, size);
        return;
    }
    if (!calendar_has(&date))
        date = (struct date){date.year, date.month + 1, 1};
    if (!calendar_has(&date))
        date = (struct date){date.year + 1, 1, 1};
    put_date(date, out);
}

void cell_value_put_iso(const char *text, enum cell_kind kind, struct buf *out)
{
    const char *mark = strchr(text, 'T');
    const char *clock = mark ? mark + 1 : strchr(text, ':') ? text : NULL;
    size_t size = mark ? (size_t)(mark - text) : clock ? 0 : strlen(text);
    int seconds = 0;
    if (clock && !read_clock(clock, &seconds)) {
        buf_puts(out, text);
        return;
    }
    bool time = clock && (size == 0 || kind == CELL_TIME);
    if (time)
        put_seconds(seconds % DAY, out);
    else if (seconds == DAY && kind != CELL_DATE)
        put_next_day(text, size, out);
    else
        buf_add(out, text, size);
    if (!time && seconds % DAY && kind != CELL_DATE) {
        buf_putc(out, 'T');
        put_seconds(seconds % DAY, out);
    }
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

/* "[h]" counts hours beyond the day; "[mm]" and "[s]" do the same. */
static bool is_span(const char *code)
{
    const char *letters = code + 1;
    char letter = *letters;
    if (*code != '[' || !letter || !strchr("hHmMsS", letter))
        return false;
    while (*letters == letter)
        letters++;
    return *letters == ']';
}

struct cell_format cell_value_format(const char *code)
{
    struct cell_format number = {CELL_NUMBER, strcmp(code, "General") == 0 ? NULL : code};
    bool date = false, time = false, month = false, span = false;
    if (text_begins(code, "General"))
        return number;
    while (*code && *code != ';') {
        span |= is_span(code);
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
    time |= span;
    date |= month && !time;
    if (!date && !time)
        return number;
    enum cell_kind kind = !time ? CELL_DATE : date ? CELL_DATE_TIME : CELL_TIME;
    return (struct cell_format){kind == CELL_TIME && span ? CELL_SPAN : kind, NULL};
}

struct cell_format cell_value_own_format(size_t number)
{
    /* Those with a currency have the locale's: "" is never what a cell shows. */
    static const char *const codes[] = {
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [5] = "",
        [6] = "",
        [7] = "",
        [8] = "",
        [9] = "0%",
        [10] = "0.00%",
        [11] = "0.00E+00",
        [12] = "# ?/?",
        [13] = "# ?/?",
        [37] = "#,##0;(#,##0)",
        [38] = "#,##0;(#,##0)",
        [39] = "#,##0.00;(#,##0.00)",
        [40] = "#,##0.00;(#,##0.00)",
        [41] = "#,##0;(#,##0);-",
        [42] = "",
        [43] = "#,##0.00;(#,##0.00);-",
        [44] = "",
        [48] = "##0.0E+0",
    };
    struct cell_format format = {CELL_NUMBER, NULL};
    if ((number >= 14 && number <= 17) || (number >= 27 && number <= 36) ||
        (number >= 50 && number <= 58))
        format.kind = CELL_DATE;
    else if (number == 46)
        format.kind = CELL_SPAN;
    else if ((number >= 18 && number <= 21) || number == 45 || number == 47)
        format.kind = CELL_TIME;
    else if (number == 22)
        format.kind = CELL_DATE_TIME;
    else if (number < sizeof codes / sizeof *codes)
        format.code = codes[number];
    return format;
}
