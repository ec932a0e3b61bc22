/* The row of a workbook that is being read: cells come from left to right, and empty ones may
 * be left out. */
#ifndef KUALIK_CELLROW_H
#define KUALIK_CELLROW_H

#include "base/buf.h"
#include "base/error.h"
#include "table/reader.h"

#include <stdbool.h>
#include <stddef.h>

enum { CELLROW_ROWS = 1048576 }; /* the most a sheet may have */

struct cellrow {
    size_t number; /* from 1 */
    struct buf texts;
    size_t starts[RECORD_FIELDS];
    const char *fields[RECORD_FIELDS];
    bool otherwise[RECORD_FIELDS];
    size_t count; /* cells so far */
    bool marked;  /* some of them are shown otherwise */
    bool bad;
    struct err fault; /* of a bad one: all that is wrong */
    const char *merged;
};

/* Begins a row. */
void cellrow_begin(struct cellrow *row, size_t number);

/* Puts the text of the cell in `column` (from 0), which is behind those put before. A NUL in
 * it ends it. */
void cellrow_put(struct cellrow *row, size_t column, const char *text, size_t size);

/* Marks the last cell that was put: it shows its number in another way. */
void cellrow_mark(struct cellrow *row);

/* Marks the row as bad for a fault in `column`, which stays empty: `words` say what to do. */
void cellrow_spoil(struct cellrow *row, size_t column, const char *words);

/* Gives the row as a record, lent until the next cellrow_begin. */
enum record_result cellrow_lend(struct cellrow *row, struct record *record, struct err *err);

void cellrow_free(struct cellrow *row);

#endif
