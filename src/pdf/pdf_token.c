#include "pdf/pdf_token.h"

#include "base/calendar.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Beyond what any page needs, and well inside what readers must accept. */
#define LARGEST 1000000.0

enum { DECIMALS = 2 }; /* of numbers on a page, if nothing else is said */

enum { NUMBER_ROOM = 24 }; /* bytes that a number takes at most */

/* Writes the digits so that they end at `end`; returns where they begin. */
static char *digits(char *end, uint64_t number)
{
    do
        *--end = (char)('0' + number % 10);
    while (number /= 10);
    return end;
}

/* Copies what was written from behind; returns where it ends. */
static char *put(char *at, const char *start, const char *end)
{
    memcpy(at, start, (size_t)(end - start));
    return at + (end - start);
}

static char *put_integer(char *at, int64_t number)
{
    if (number >= 0 && number < 100) { /* nearly all */
        if (number >= 10)
            *at++ = (char)('0' + number / 10);
        *at++ = (char)('0' + number % 10);
        return at;
    }
    char text[NUMBER_ROOM];
    char *end = text + sizeof text;
    char *start = digits(end, number < 0 ? -(uint64_t)number : (uint64_t)number);
    if (number < 0)
        *--start = '-';
    return put(at, start, end);
}

static char *put_decimal(char *at, double number, unsigned decimals)
{
    static const unsigned powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    if (!(number > -LARGEST))
        number = number < 0 ? -LARGEST : 0;
    if (number > LARGEST)
        number = LARGEST;
    if (number == (double)(int64_t)number)
        return put_integer(at, (int64_t)number); /* as all of a QR code's are */
    uint64_t scaled = (uint64_t)((number < 0 ? -number : number) * powers[decimals] + 0.5);

    char text[NUMBER_ROOM];
    char *end = text + sizeof text, *start = end;
    uint64_t whole = scaled / powers[decimals], fraction = scaled % powers[decimals];
    for (unsigned i = 0; i < decimals; i++, fraction /= 10)
        if (fraction % 10 || start < end)
            *--start = (char)('0' + fraction % 10);
    bool has_fraction = start < end;
    if (has_fraction)
        *--start = '.';
    if (!has_fraction || whole)
        start = digits(start, whole);
    if (number < 0 && scaled)
        *--start = '-';
    return put(at, start, end);
}

/* Tells the buffer that bytes were written to what it reserved. */
static void end_at(struct buf *out, char *end)
{
    *end = '\0';
    out->size = (size_t)(end - out->data);
}

void pdf_token_integer(struct buf *out, int64_t number)
{
    end_at(out, put_integer(buf_reserve(out, NUMBER_ROOM), number));
}

void pdf_token_decimal(struct buf *out, double number, unsigned decimals)
{
    end_at(out, put_decimal(buf_reserve(out, NUMBER_ROOM), number, decimals));
}

void pdf_token_number(struct buf *out, double number)
{
    pdf_token_decimal(out, number, DECIMALS);
}

void pdf_token_operator(struct buf *out, const double *numbers, size_t count, const char *name)
{
    size_t size = strlen(name);
    char *at = buf_reserve(out, count * (NUMBER_ROOM + 1) + size + 1);
    for (size_t i = 0; i < count; i++) {
        at = put_decimal(at, numbers[i], DECIMALS);
        *at++ = ' ';
    }
    at = put(at, name, name + size);
    *at++ = '\n';
    end_at(out, at);
}

void pdf_token_thousandths(struct buf *out, unsigned thousandths)
{
    if (thousandths == 0 || thousandths >= 1000) {
        buf_putc(out, thousandths ? '1' : '0');
        return;
    }
    char text[4] = {'.', (char)('0' + thousandths / 100), (char)('0' + thousandths / 10 % 10),
                    (char)('0' + thousandths % 10)};
    size_t size = sizeof text;
    while (text[size - 1] == '0')
        size--;
    buf_add(out, text, size);
}

void pdf_token_hex(struct buf *out, unsigned unit)
{
    static const char digit[] = "0123456789ABCDEF";
    char text[4] = {digit[unit >> 12 & 15], digit[unit >> 8 & 15], digit[unit >> 4 & 15],
                    digit[unit & 15]};
    buf_add(out, text, sizeof text);
}

/* Splits a letter into its one or two units of UTF-16. */
static size_t utf16_units(uint32_t letter, unsigned units[2])
{
    if (letter < 0x10000) {
        units[0] = letter;
        return 1;
    }
    units[0] = 0xD800 + ((letter - 0x10000) >> 10);
    units[1] = 0xDC00 + ((letter - 0x10000) & 0x3FF);
    return 2;
}

void pdf_token_utf16(struct buf *out, const char *text, size_t size)
{
    unsigned units[2];
    for (const char *end = text + size; text < end;) {
        size_t count = utf16_units(utf8_next(&text, end), units);
        for (size_t i = 0; i < count; i++) {
            buf_putc(out, (char)(units[i] >> 8));
            buf_putc(out, (char)(units[i] & 0xFF));
        }
    }
}

void pdf_token_utf16_hex(struct buf *out, const char *text, size_t size)
{
    unsigned units[2];
    for (const char *end = text + size; text < end;) {
        size_t count = utf16_units(utf8_next(&text, end), units);
        for (size_t i = 0; i < count; i++)
            pdf_token_hex(out, units[i]);
    }
}

struct local_time {
    struct calendar_time shown;
    char sign;
    int offset_hours, offset_minutes;
};

/* Both forms have four digits for the year. */
static struct local_time local_time(int64_t time, int offset)
{
    if (offset < -1439 || offset > 1439)
        offset = 0;
    time += (int64_t)offset * 60;
    time = time < 0 ? 0 : time > CALENDAR_LAST ? CALENDAR_LAST : time;
    int distance = abs(offset);
    return (struct local_time){
        .shown = calendar_time(time, 0),
        .sign = offset < 0 ? '-' : '+',
        .offset_hours = distance / 60,
        .offset_minutes = distance % 60,
    };
}

void pdf_token_date(int64_t time, int offset, char out[PDF_TOKEN_DATE_SIZE])
{
    struct local_time local = local_time(time, offset);
    struct calendar_time t = local.shown;
    snprintf(out, PDF_TOKEN_DATE_SIZE, "D:%04d%02d%02d%02d%02d%02d%c%02d'%02d'", t.date.year,
             t.date.month, t.date.day, t.hour, t.minute, t.second, local.sign,
             local.offset_hours, local.offset_minutes);
}

void pdf_token_xmp_date(int64_t time, int offset, char out[PDF_TOKEN_DATE_SIZE])
{
    struct local_time local = local_time(time, offset);
    struct calendar_time t = local.shown;
    snprintf(out, PDF_TOKEN_DATE_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", t.date.year,
             t.date.month, t.date.day, t.hour, t.minute, t.second, local.sign,
             local.offset_hours, local.offset_minutes);
}
