/* Reads the rows of one sheet of an ODS workbook (OpenDocument), one at a time, in the same way
 * as xlsx reads those of its. A row that stands there more than ODS_REPEATS times over is
 * refused: a file of a few bytes could make a million people so. */
#ifndef KUALIK_ODS_H
#define KUALIK_ODS_H

#include "base/error.h"
#include "base/report.h"
#include "table/reader.h"
#include "table/zip_archive.h"

#define ODS_REPEATS 1000

/* Begins to read the sheet of that name, or with NULL the first one that is not hidden. Takes
 * `zip`, also on failure. Returns NULL then. */
struct reader *ods_open(struct zip_archive *zip, const char *sheet, struct report *notes,
                        struct error *err);

#endif
