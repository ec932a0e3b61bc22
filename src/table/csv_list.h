/* The reader of lists in CSV: file, encoding, records. */
#ifndef KUALIK_CSV_LIST_H
#define KUALIK_CSV_LIST_H

#include "base/file.h"
#include "base/report.h"
#include "table/encoding.h"
#include "table/reader.h"

/* Begins to read. `separator` is 0 to find it; `encoding` NULL to find it, and what was found
 * goes to `notes` unless it is UTF-8; one that the list is clearly not in is refused. The file
 * stays the caller's and is not used by others before the reader is freed. Returns NULL on
 * failure. */
struct reader *csv_list_open(struct file *file, char separator, const enum encoding *encoding,
                             struct report *notes, struct error *err);

/* Lets `separator` separate the fields from the next rewind on; returns false where one was
 * asked for. */
bool csv_list_set_separator(struct reader *reader, char separator);

#endif
