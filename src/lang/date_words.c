#include "lang/date_words.h"

#include <string.h>

static const char *const kazakh_months[] = {
    "қаңтар", "ақпан", "наурыз",   "сәуір", "мамыр",  "маусым",
    "шілде",  "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
};

static const char *const russian_months[] = {
    "января", "февраля", "марта",    "апреля",  "мая",    "июня",
    "июля",   "августа", "сентября", "октября", "ноября", "декабря",
};

/* Reads `count` digits. */
static bool read_digits(const char **text, size_t count, int *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++, ++*text) {
        if (**text < '0' || **text > '9')
            return false;
        *number = *number * 10 + (**text - '0');
    }
    return true;
}

static bool read_sign(const char **text, char sign)
{
    return *(*text)++ == sign;
}

/* Reads YYYY-MM-DD at `*text`, and moves behind it. */
static bool read_day(const char **text, struct date *date)
{
    return read_digits(text, 4, &date->year) && read_sign(text, '-') &&
           read_digits(text, 2, &date->month) && read_sign(text, '-') &&
           read_digits(text, 2, &date->day);
}

static int ordinal(const struct date *date)
{
    return (date->year * 100 + date->month) * 100 + date->day;
}

bool date_words_read(const char *text, struct dates *dates, struct error *err)
{
    const char *rest = text;
    struct dates read;
    bool good = read_day(&rest, &read.from);
    read.to = read.from;
    if (good && *rest == '/') {
        rest++;
        good = read_day(&rest, &read.to);
    }
    if (!good || *rest)
        return error_set(err, "date-form",
                         "«%s» is not a date; wanted is 2017-10-03 or 2017-10-03/2017-10-05.",
                         text);
    if (!calendar_has(&read.from) || !calendar_has(&read.to))
        return error_set(err, "date-calendar", "«%s» has a day that is in no calendar.", text);
    if (ordinal(&read.to) < ordinal(&read.from))
        return error_set(err, "date-backwards",
                         "«%s» ends before it begins; turn the two dates around.", text);
    *dates = read;
    return true;
}

const char *date_words_kazakh(struct arena *arena, const struct dates *dates,
                              enum date_style style)
{
    const struct date *from = &dates->from, *to = &dates->to;
    const char *year = style == DATE_SHORT ? "ж." : "жылғы";
    const char *first = kazakh_months[from->month - 1], *last = kazakh_months[to->month - 1];
    if (from->year != to->year)
        return arena_printf(arena, "%d %s %d %s – %d %s %d %s", from->year, year, from->day,
                            first, to->year, year, to->day, last);
    if (from->month != to->month)
        return arena_printf(arena, "%d %s %d %s – %d %s", from->year, year, from->day, first,
                            to->day, last);
    if (from->day != to->day)
        return arena_printf(arena, "%d %s %d–%d %s", from->year, year, from->day, to->day,
                            last);
    return arena_printf(arena, "%d %s %d %s", from->year, year, from->day, first);
}

const char *date_words_russian(struct arena *arena, const struct dates *dates,
                               enum date_style style)
{
    const struct date *from = &dates->from, *to = &dates->to;
    const char *year = style == DATE_SHORT ? "г." : "года";
    const char *first = russian_months[from->month - 1], *last = russian_months[to->month - 1];
    if (from->year != to->year)
        return arena_printf(arena, "%d %s %d %s – %d %s %d %s", from->day, first, from->year,
                            year, to->day, last, to->year, year);
    if (from->month != to->month)
        return arena_printf(arena, "%d %s – %d %s %d %s", from->day, first, to->day, last,
                            to->year, year);
    if (from->day != to->day)
        return arena_printf(arena, "%d–%d %s %d %s", from->day, to->day, last, to->year, year);
    return arena_printf(arena, "%d %s %d %s", from->day, first, from->year, year);
}
