/* Reads the rows of one sheet of an XLSX workbook (ECMA-376), one at a time. What a cell shows
 * becomes text: shared and own strings, numbers, dates by their format, TRUE and FALSE, the
 * results that formulas had when the workbook was saved. A row in which a cell shows an error,
 * or has a formula without a result, is bad. Hidden rows are read like the others, since a
 * filter that was left on would else take people from the list; that there are some is noted.
 *
 * The shared strings are held in memory, and bounded; the sheet is not. */
#ifndef KUALIK_XLSX_H
#define KUALIK_XLSX_H

#include "base/error.h"
#include "base/report.h"
#include "table/reader.h"
#include "table/zip_archive.h"

/* Begins to read the sheet of that name, or with NULL the first one that is not hidden. Takes
 * `zip`, also on failure. Returns NULL then. */
struct reader *xlsx_open(struct zip_archive *zip, const char *sheet, struct report *notes,
                         struct error *err);

#endif
