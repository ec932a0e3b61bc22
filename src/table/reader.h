/* The records of a list, whatever the format of its file: what the readers of CSV files and
 * workbooks give, and what the roster makes rows of. */
#ifndef KUALIK_READER_H
#define KUALIK_READER_H

#include "base/error.h"
#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    RECORD_FIELDS = 1000,          /* the most a record may have */
    RECORD_FIELD_SIZE = 64 * 1024, /* the most bytes a field may have */
    RECORD_SIZE = 1024 * 1024,     /* and a record */
};

/* Lent until the next call of the reader. Bytes are not checked to be UTF-8, but there is no
 * NUL among them, and line breaks inside fields are "\n". */
struct record {
    size_t line;   /* where it begins, from 1; in a workbook, its row */
    size_t last;   /* where it ends */
    size_t number; /* as a spreadsheet counts rows, from 1 */
    const char *const *fields;
    size_t count;          /* 0 for an empty line */
    const bool *otherwise; /* for each field, whether its cell shows the number in another way;
                            * NULL: none does */
    const char *merged;    /* merged cells that it is part of, such as "A1:F1", or NULL */
};

enum record_result {
    RECORD_READ,
    RECORD_BAD,    /* against the rules of the format: `faults` says what and where in the
                    * record, but not in which file; the fields are those that could be read,
                    * each in its place, and reading can go on */
    RECORD_FAILED, /* the file cannot be read on; `err` names it */
    RECORD_END,
};

/* One file's reader. */
struct reader {
    /* Reads the next record; what is wrong with it is added to `faults`. */
    enum record_result (*next)(struct reader *reader, struct record *record,
                               struct report *faults, struct error *err);

    /* Begins again before the first record. */
    bool (*rewind)(struct reader *reader, struct error *err);

    void (*free)(struct reader *reader);

    /* What parts the fields, known once a record has been read. 0: nothing does, as in a
     * workbook, where fields that are missing at the end are empty. */
    char separator;
};

#endif
