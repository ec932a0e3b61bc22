/* The reader of a list's file: what each format has one of. */
#ifndef KUALIK_READER_H
#define KUALIK_READER_H

#include "base/error.h"
#include "base/report.h"
#include "table/record.h"

#include <stdbool.h>

/* One file's reader. */
struct reader {
    /* Reads the next record; what is wrong with it is added to `faults`. */
    enum record_result (*next)(struct reader *reader, struct record *record,
                               struct report *faults, struct error *err);

    /* Begins again before the first record. */
    bool (*rewind)(struct reader *reader, struct error *err);

    void (*free)(struct reader *reader);

    /* What separates the fields, known once a record has been read. 0: nothing does, as in a
     * workbook, where fields that are missing at the end are empty. */
    char separator;
};

#endif
