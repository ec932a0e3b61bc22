/* Reads CSV (RFC 4180, and what spreadsheets make of it) one record at a time: separators
 * `,` `;` and tab, quotes and line breaks inside quotes, lines that end in LF, CRLF or CR, a
 * byte order mark. Memory does not grow with the file. Where the rules of quoting are broken
 * the record is bad, and reading goes on with the next line: one lost quotation mark does
 * not swallow the rest of the file. The only user of libcsv, whose header is called csv.h. */
#ifndef KUALIK_CSV_READER_H
#define KUALIK_CSV_READER_H

#include "table/reader.h"

#include <stdbool.h>
#include <stddef.h>

/* The limits of reader.h; that of a record holds for a line, too. */
enum {
    CSV_READER_FIELDS = RECORD_FIELDS,
    CSV_READER_FIELD_SIZE = RECORD_FIELD_SIZE,
    CSV_READER_RECORD_SIZE = RECORD_SIZE,
};

/* Where the bytes come from. */
struct csv_source {
    /* Puts at most `room` bytes into `bytes`; `*size` says how many, 0 at the end. */
    bool (*read)(void *self, void *bytes, size_t room, size_t *size, struct error *err);
    void *self;
};

struct csv_reader;

/* Begins to read. `separator` is a byte, or 0 to take the one that a first line `sep=;` names,
 * else the most frequent of tab, `;` and `,` outside the quotes of the first line that is not
 * blank. */
struct csv_reader *csv_reader_new(struct csv_source source, char separator);

/* Reads the next record; after a bad one, goes on with the next. `number` and `merged` are not
 * set. RECORD_FAILED: the source failed, `err` is its own; nothing follows. */
enum record_result csv_reader_next(struct csv_reader *csv, struct record *record,
                                   struct error *err);

/* Returns the separator, known after the first csv_reader_next; 0 if there is none, and every
 * line is one field. */
char csv_reader_separator(const struct csv_reader *csv);

/* NULL is allowed. */
void csv_reader_free(struct csv_reader *csv);

#endif
