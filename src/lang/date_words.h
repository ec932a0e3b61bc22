/* Dates in words: days and ranges of them, in Kazakh and Russian. Spaces are ordinary
 * ones: which of them may not end a line (a number and its month, «2017 ж.») is for the
 * layout's rules to say, as for dates that a list has in words. */
#ifndef KUALIK_DATE_WORDS_H
#define KUALIK_DATE_WORDS_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/error.h"

#include <stdbool.h>

/* From one day to another, or the same one; never backwards. */
struct dates {
    struct date from, to;
};

enum date_style {
    DATE_OFFICIAL, /* 2017 жылғы 3 қазан; 3 октября 2017 года */
    DATE_SHORT,    /* 2017 ж. 3 қазан; 3 октября 2017 г. */
};

struct lang_words;

/* Reads "2017-10-03" or "03.10.2017", and ranges: two of them with a dash or a slash between,
 * "3–5.10.2017", "28.09–02.10.2017"; «г.» or «ж.» may follow. Fails on any other form, on days
 * that the calendar (Gregorian) lacks, and on a range that ends before it begins. */
bool date_words_read(const struct lang_words *words, const char *text, struct dates *dates,
                     struct error *err);

/* Write the dates, the year and the month once where they are the same. The Kazakh text ends
 * with the month, so kazakh_decline (NAME_NOUN) puts it into a case: «3 қазанда». */
const char *date_words_kazakh(const struct lang_words *words, struct arena *arena,
                              const struct dates *dates, enum date_style style);
const char *date_words_russian(const struct lang_words *words, struct arena *arena,
                               const struct dates *dates, enum date_style style);

#endif
