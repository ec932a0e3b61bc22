#include "lang/date_words.h"

#include "base/text.h"
#include "lang/lang_words.h"

#include <stdio.h>
#include <string.h>

/* Reads from `least` to `most` digits, all that stand there. */
static bool read_digits(const char **text, size_t least, size_t most, int *number)
{
    size_t count = strspn(*text, "0123456789");
    if (count < least || count > most)
        return false;
    *number = 0;
    for (size_t i = 0; i < count; i++, ++*text)
        *number = *number * 10 + (**text - '0');
    return true;
}

static bool read_sign(const char **text, char sign)
{
    bool there = **text == sign;
    *text += there;
    return there;
}

/* Reads YYYY-MM-DD at `*text`, and moves on. */
static bool read_iso(const char **text, struct date *date)
{
    return read_digits(text, 4, 4, &date->year) && read_sign(text, '-') &&
           read_digits(text, 2, 2, &date->month) && read_sign(text, '-') &&
           read_digits(text, 2, 2, &date->day);
}

/* Reads D.M.YYYY at `*text`, and moves on; what is left out, year or month and year, is 0. */
static bool read_dotted(const char **text, struct date *date)
{
    *date = (struct date){0};
    if (!read_digits(text, 1, 2, &date->day))
        return false;
    if (**text != '.')
        return true;
    ++*text;
    if (!read_digits(text, 1, 2, &date->month))
        return false;
    if (**text != '.')
        return true;
    ++*text;
    return read_digits(text, 4, 4, &date->year);
}

static bool read_day(const char **text, struct date *date)
{
    bool iso = strspn(*text, "0123456789") == 4;
    return iso ? read_iso(text, date) : read_dotted(text, date);
}

/* Moves over what stands between the two days of a range. */
static bool read_dash(const char **text)
{
    static const char *const dashes[] = {"/", "-", "–", "—"};
    const char *at = *text + strspn(*text, " ");
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (text_begins(at, dashes[i])) {
            at += strlen(dashes[i]);
            *text = at + strspn(at, " ");
            return true;
        }
    return false;
}

/* Moves over «г.» or «ж.» at the end. */
static void skip_year_word(const struct lang_words *words, const char **text)
{
    const char *const styles[] = {"official", "short"};
    const char *at = *text + strspn(*text, " ");
    for (size_t i = 0; i < 2 * (size_t)LANG_COUNT; i++) {
        const char *style = styles[i % 2];
        const struct word_entry *entry =
            word_list_find(words->years[i / 2], style, strlen(style));
        if (entry && strcmp(at, entry->values[0]) == 0)
            *text = at + strlen(at);
    }
}

static int ordinal(const struct date *date)
{
    return (date->year * 100 + date->month) * 100 + date->day;
}

bool date_words_read(const struct lang_words *words, const char *text, struct dates *dates,
                     struct error *err)
{
    const char *rest = text;
    struct dates read;
    bool good = read_day(&rest, &read.from);
    read.to = read.from;
    if (good && read_dash(&rest)) {
        good = read_day(&rest, &read.to);
        read.from.month = read.from.month ? read.from.month : read.to.month;
        read.from.year = read.from.year ? read.from.year : read.to.year;
    }
    skip_year_word(words, &rest);
    if (!good || *rest || !read.to.year) {
        error_set(err, "date-form", "«%s» is not a date.", text);
        return error_advise(err, "Write 2017-10-03, 03.10.2017, 03.10.2017–05.10.2017 or "
                                 "3–5.10.2017.");
    }
    if (!calendar_has(&read.from) || !calendar_has(&read.to))
        return error_set(err, "date-calendar", "«%s» has a day or a month that does not exist.",
                         text);
    if (ordinal(&read.to) < ordinal(&read.from)) {
        error_set(err, "date-backwards", "«%s» ends before it begins.", text);
        return error_advise(err, "Swap the two dates.");
    }
    *dates = read;
    return true;
}

static const char *month_of(const struct lang_words *words, int lang, const struct date *date)
{
    char number[3];
    int size = snprintf(number, sizeof number, "%d", date->month % 100);
    return word_list_find(words->months[lang], number, (size_t)size)->values[0];
}

static const char *year_word(const struct lang_words *words, int lang, enum date_style style)
{
    const char *name = style == DATE_SHORT ? "short" : "official";
    return word_list_find(words->years[lang], name, strlen(name))->values[0];
}

const char *date_words_kazakh(const struct lang_words *words, struct arena *arena,
                              const struct dates *dates, enum date_style style)
{
    const struct date *from = &dates->from, *to = &dates->to;
    const char *year = year_word(words, LANG_KAZAKH, style);
    const char *first = month_of(words, LANG_KAZAKH, from);
    const char *last = month_of(words, LANG_KAZAKH, to);
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

const char *date_words_russian(const struct lang_words *words, struct arena *arena,
                               const struct dates *dates, enum date_style style)
{
    const struct date *from = &dates->from, *to = &dates->to;
    const char *year = year_word(words, LANG_RUSSIAN, style);
    const char *first = month_of(words, LANG_RUSSIAN, from);
    const char *last = month_of(words, LANG_RUSSIAN, to);
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
