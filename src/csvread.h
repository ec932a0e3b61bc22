/* Reads CSV (RFC 4180, and what spreadsheets make of it) one record at a time: separators
 * `,` `;` and tab, quotes and line breaks inside quotes, lines that end in LF, CRLF or CR, a
 * byte order mark. Memory does not grow with the file. Where the rules of quoting are broken
 * the record is bad, and reading goes on with the next line: one lost quotation mark does
 * not swallow the rest of the file. The only user of libcsv, whose header is called csv.h. */
#ifndef KUALIK_CSVREAD_H
#define KUALIK_CSVREAD_H

#include "err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    CSVREAD_FIELDS = 1000,             /* the most a record may have */
    CSVREAD_FIELD_SIZE = 64 * 1024,    /* the most bytes a field may have */
    CSVREAD_RECORD_SIZE = 1024 * 1024, /* and a record, and a line */
};

/* Where the bytes come from. */
struct csvread_source {
    /* Puts at most `room` bytes into `bytes`; `*size` says how many, 0 at the end. */
    bool (*read)(void *self, void *bytes, size_t room, size_t *size, struct err *err);
    void *self;
};

/* Lent until the next csvread_next. Line breaks inside fields are "\n"; bytes are not checked
 * to be UTF-8, but there is no NUL among them. */
struct record {
    size_t line; /* where it begins, from 1 */
    size_t last; /* where it ends */
    const char *const *fields;
    size_t count; /* 0 for an empty line */
};

enum record_result {
    RECORD_READ,
    RECORD_BAD,    /* against the rules: `err` says what and where in the record, but not in
                    * which file; `line` is set; the next call goes on behind it */
    RECORD_FAILED, /* the source failed, `err` is its own; nothing follows */
    RECORD_END,
};

struct csvread;

/* Begins to read. `separator` is a byte, or 0 to take the most frequent of tab, `;` and `,`
 * outside the quotes of the first line that is not blank. */
struct csvread *csvread_new(struct csvread_source source, char separator);

enum record_result csvread_next(struct csvread *csvread, struct record *record,
                                struct err *err);

/* Returns the separator, known after the first csvread_next; 0 if there is none, and every
 * line is one field. */
char csvread_separator(const struct csvread *csvread);

/* NULL is allowed. */
void csvread_free(struct csvread *csvread);

#endif
