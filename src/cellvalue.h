/* What stands in a cell of a workbook, as the text that a list in CSV would have: numbers
 * without the noise of binary fractions, dates as ISO 8601. No locale has a part in it. */
#ifndef KUALIK_CELLVALUE_H
#define KUALIK_CELLVALUE_H

#include "buf.h"

#include <stdbool.h>
#include <stddef.h>

enum cell_kind {
    CELL_NUMBER,
    CELL_DATE,      /* 2017-10-03 */
    CELL_TIME,      /* 09:30 */
    CELL_DATE_TIME, /* 2017-10-03T09:30 */
};

/* How numbers are shown: as what, and with how many digits at least ("001" has 3). */
struct cell_format {
    enum cell_kind kind;
    unsigned char digits;
};

/* Read what a format's code ("dd/mm/yyyy") or its number among Excel's own says. */
struct cell_format cellvalue_format(const char *code);
struct cell_format cellvalue_own_format(size_t number);

/* Appends the number `text` ("1.0000000000000001E-2") in that format: rounded to 15 digits, as
 * spreadsheets show it, and without an exponent. Dates are counted in days from 1900, or 1904.
 * Returns false, with nothing appended, for what is no number, and no date where one is
 * expected. */
bool cellvalue_put(const char *text, struct cell_format format, bool since_1904,
                   struct buf *out);

/* Appends an ISO date with or without its time, leaving out a time of midnight and seconds of
 * 00. */
void cellvalue_put_iso(const char *text, struct buf *out);

/* A cell's name, such as "C5"; row and column count from 1 and 0. */
struct cell_name {
    char text[32];
};
struct cell_name cellvalue_name(size_t row, size_t column);

#endif
