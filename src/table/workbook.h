/* What workbooks of both formats have in common: which of their sheets is read, and what is
 * said of the others and of hidden rows. */
#ifndef KUALIK_WORKBOOK_H
#define KUALIK_WORKBOOK_H

#include "base/buf.h"
#include "base/error.h"
#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

/* The sheets that have been seen. `{.wanted = …}` is the beginning. */
struct workbook_sheets {
    const char *wanted; /* name of the sheet to read; NULL: the first that is not hidden */
    size_t count;       /* of sheets so far */
    size_t shown;       /* those that are not hidden */
    size_t chosen;      /* number of the sheet to read, from 1; 0: not found yet */
    struct buf name;    /* of that sheet */
    struct buf names;   /* of all, as many as a message can show */
};

/* Takes the next sheet of the workbook; returns whether it is the one to read. */
bool workbook_take_sheet(struct workbook_sheets *sheets, const char *name, bool shown);

/* After the last sheet: fails if there is none to read; where the choice is the program's,
 * adds a note of it. */
bool workbook_check_sheets(const struct workbook_sheets *sheets, struct report *notes,
                           struct error *err);

/* Adds a note of hidden rows with something in them, unless there are none. */
void workbook_note_hidden(size_t rows, struct report *notes);

/* Releases everything. */
void workbook_free_sheets(struct workbook_sheets *sheets);

#endif
