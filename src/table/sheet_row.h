/* The row of a workbook that is being read: cells come from left to right, and empty ones may
 * be left out. */
#ifndef KUALIK_SHEET_ROW_H
#define KUALIK_SHEET_ROW_H

#include "base/buf.h"
#include "base/report.h"
#include "table/reader.h"

#include <stdbool.h>
#include <stddef.h>

/* The most rows and columns that a sheet may have. */
enum { SHEET_ROW_NUMBERS = RECORD_COUNT, SHEET_ROW_COLUMNS = 16384 };

struct sheet_row {
    size_t number; /* from 1 */
    struct buf texts;
    size_t starts[RECORD_FIELDS];
    const char *fields[RECORD_FIELDS];
    bool otherwise[RECORD_FIELDS];
    size_t count;                    /* cells so far */
    bool marked;                     /* some of them are shown otherwise */
    struct report faults;            /* what is wrong with its cells */
    const struct cell_range *merged; /* cells that it is part of, or NULL */
};

/* Begins a row. */
void sheet_row_begin(struct sheet_row *row, size_t number);

/* Puts the text of the cell in `column` (from 0), which is to the right of those put before; a
 * NUL in it ends it. Returns false for an empty text, and where the cell is a fault of the row.
 */
bool sheet_row_put(struct sheet_row *row, size_t column, const char *text, size_t size);

/* Marks the last cell that was put: it shows its number in another way. */
void sheet_row_mark(struct sheet_row *row);

/* Marks the row as bad for a fault in `column`, which stays empty; code and message as for
 * error_set. */
void sheet_row_mark_bad(struct sheet_row *row, size_t column, const char *code,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The same for faults that cells have in every format: one that shows an error such as "#N/A",
 * a formula that was saved without its result, a number that cannot be read. */
void sheet_row_mark_error(struct sheet_row *row, size_t column, const char *shown);
void sheet_row_mark_no_result(struct sheet_row *row, size_t column);
void sheet_row_mark_no_number(struct sheet_row *row, size_t column);

/* Warns of a formula in `column` that gives 0; the row stays good. */
void sheet_row_warn_zero(struct sheet_row *row, size_t column);

/* Gives the row as a record, valid until the next sheet_row_begin, and adds its faults. */
enum record_result sheet_row_record(struct sheet_row *row, struct record *record,
                                    struct report *faults);

/* Releases everything. */
void sheet_row_free(struct sheet_row *row);

#endif
