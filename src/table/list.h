/* A list of people as records, whatever the format of its file: CSV, or a workbook (XLSX, ODS).
 * Which it is shows in its bytes, not in its name. */
#ifndef KUALIK_LIST_H
#define KUALIK_LIST_H

#include "base/error.h"
#include "base/report.h"
#include "table/record.h"

#include <stdbool.h>

struct list;

/* How to read the list, where that is not to be found out. */
struct list_options {
    char separator;       /* between the fields of CSV: ',', ';' or '\t'; 0: find it */
    const char *encoding; /* of CSV, a name that encoding_find knows; NULL: find it */
    const char *sheet;    /* of a workbook; NULL: the first */
};

/* Opens the list at `path`; what was found out (encoding, sheet, hidden rows) goes to `notes`.
 * Errors of this and all functions below do not name the file. Returns NULL on failure; close
 * with list_close. */
struct list *list_open(const char *path, const struct list_options *options,
                       struct report *notes, struct error *err);

/* Reads the next record, as record.h says. RECORD_FAILED, too, where at the end the file is no
 * longer the one that was opened. */
enum record_result list_next(struct list *list, struct record *record, struct report *faults,
                             struct error *err);

/* Begins again before the first record. Fails if the file is no longer the one that was
 * opened. */
bool list_rewind(struct list *list, struct error *err);

/* Returns what separates the fields, known once a record has been read. 0: nothing does, as in
 * a workbook. */
char list_separator(const struct list *list);

/* Lets `separator` separate the fields of CSV from the next list_rewind on; 0: the one that is
 * found. Returns false where one was asked for, or nothing separates fields. */
bool list_set_separator(struct list *list, char separator);

/* Says whether it is an XLSX or ODS file, and not CSV. */
bool list_is_workbook(const struct list *list);

/* NULL is allowed. */
void list_close(struct list *list);

#endif
