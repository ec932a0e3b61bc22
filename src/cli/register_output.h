/* Records of the register as a person reads them, as lines of JSON, and as a table for Excel.
 */
#ifndef KUALIK_REGISTER_OUTPUT_H
#define KUALIK_REGISTER_OUTPUT_H

#include "base/buf.h"
#include "register/registry.h"

#include <stdbool.h>

/* Print a record: in one line; with all that is known of it, its time in the local time zone.
 */
void register_output_line(const struct registry_record *record);
void register_output_whole(const struct registry_record *record);

/* Appends a record as a line of JSON. */
void register_output_json(const struct registry_record *record, const char *event,
                          struct buf *lines);

/* Append the headings, and a record, to a table that Excel opens: to the rows of a workbook, or
 * as CSV in UTF-8 with a byte order mark, semicolons, lines that end with CR LF (RFC 4180 but
 * for the semicolons). */
void register_output_headings(bool workbook, struct buf *table);
void register_output_row(const struct registry_record *record, const char *event, bool workbook,
                         struct buf *table);

/* Makes the workbook of its rows, in their place. */
bool register_output_workbook(struct buf *table, struct error *err);

/* Says whether the bytes are such a table, a workbook or not, or such lines of JSON. */
bool register_output_made(const struct buf *bytes);

#endif
