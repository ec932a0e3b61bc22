/* A table as a workbook of one sheet (XLSX) whose cells all are text: 001 keeps its zeros, and
 * nothing becomes a number, a date or a formula.
 *
 *     xlsx_add_row for every row → xlsx_make */
#ifndef KUALIK_XLSX_WRITER_H
#define KUALIK_XLSX_WRITER_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends a row of `count` fields in UTF-8. What a cell cannot hold is left out: control
 * characters, and what goes past its 32,767 letters. */
void xlsx_add_row(struct buf *rows, const char *const *fields, size_t count);

/* Makes the workbook of the rows and appends it to `out`. `kind` is a word that the file ends
 * with, its ZIP comment: for xlsx_is. Fails where libzip does. */
bool xlsx_make(const struct buf *rows, const char *kind, struct buf *out, struct error *err);

/* Says whether the bytes are a workbook of that kind, as it was made. */
bool xlsx_is(const struct buf *bytes, const char *kind);

#endif
