/* A record of a list, whatever the format of its file: a row of a sheet, one or more lines of
 * CSV. */
#ifndef KUALIK_RECORD_H
#define KUALIK_RECORD_H

#include "base/error.h"
#include "table/cell_name.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    RECORD_FIELDS = 1000,          /* the most a record may have */
    RECORD_FIELD_SIZE = 64 * 1024, /* the most bytes a field may have */
    RECORD_SIZE = 1024 * 1024,     /* and a record */
    RECORD_COUNT = 1024 * 1024,    /* and the most records of a list: the rows of a sheet */
};

/* Valid until the next call of the reader. Bytes are not checked to be UTF-8, but there is no
 * NUL among them, and line breaks inside fields are "\n". */
struct record {
    size_t line;   /* where it begins, from 1; in a workbook, its row */
    size_t last;   /* where it ends */
    size_t number; /* as a spreadsheet counts rows, from 1 */
    const char *const *fields;
    size_t count;          /* 0 for an empty line */
    const bool *otherwise; /* for each field, whether its cell shows the number in another way;
                            * NULL: none does */
    const struct cell_range *merged; /* merged cells that it is part of, or NULL */
};

enum record_result {
    RECORD_READ,
    RECORD_BAD,    /* against the rules of the format: the reader's `faults` say what and where
                    * in the record; the fields are those that could be read, each in its
                    * place, and reading can go on */
    RECORD_FAILED, /* the list cannot be read to its end: `err` says why, nothing follows */
    RECORD_END,
};

/* Fails since a cell shows an error in place of the value of its formula; returns false. */
bool record_fail_of_error(struct error *err, const char *shown);

/* Returns how many of its fields have more than white space in them. */
size_t record_filled(const struct record *record);

#endif
