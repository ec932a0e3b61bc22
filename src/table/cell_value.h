/* What stands in a cell of a workbook, as the text that a list in CSV would have: numbers as
 * their formats show them, without the noise of binary fractions; dates as ISO 8601. No locale
 * has a part in it. */
#ifndef KUALIK_CELL_VALUE_H
#define KUALIK_CELL_VALUE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum cell_kind {
    CELL_NUMBER,
    CELL_DATE,      /* 2017-10-03 */
    CELL_TIME,      /* 09:30 */
    CELL_SPAN,      /* 36:00: hours beyond the day */
    CELL_DATE_TIME, /* 2017-10-03T09:30 */
};

enum { CELL_VALUE_HOURS = 99999 }; /* the most that a span may have */

/* How numbers are shown: as what and, if they stay numbers, by which code; NULL for none. */
struct cell_format {
    enum cell_kind kind;
    const char *code;
};

/* Read what a format's code ("dd/mm/yyyy") or its number among Excel's own says. The code must
 * outlive the format. */
struct cell_format cell_value_format(const char *code);
struct cell_format cell_value_own_format(size_t number);

enum cell_result {
    CELL_UNUSABLE,  /* not a number, one of more than 15 digits, which workbooks do not keep,
                     * or not a date where one is expected; nothing was appended */
    CELL_SHOWN,     /* the text is what the cell shows, or an ISO date */
    CELL_OTHERWISE, /* the cell shows the number in another way */
};

/* Appends the number `text` ("1.0000000000000001E-2") in that format. Dates are counted in days
 * from 1900, or 1904. */
enum cell_result cell_value_put(const char *text, struct cell_format format, bool since_1904,
                                struct buf *out);

/* Appends an ISO date, time of day, or both ("2017-10-03T09:30:14.9999998Z"): of both, a cell
 * of `kind` date or time shows one. The time is rounded to whole seconds; a time of midnight
 * after a date, seconds of 00 and the mark of a zone are left out. */
void cell_value_put_iso(const char *text, enum cell_kind kind, struct buf *out);

/* Appends a span of time. */
void cell_value_put_time(unsigned hours, unsigned minutes, unsigned seconds, struct buf *out);

#endif
