/* What an XLSX workbook has beside the rows of its sheets: the list of the sheets, the texts
 * that cells share, the formats of numbers. ECMA-376 part 1, in both of its forms. */
#ifndef KUALIK_XLSX_BOOK_H
#define KUALIK_XLSX_BOOK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/report.h"
#include "table/cell_value.h"
#include "table/xml_part.h"
#include "table/zip_archive.h"

#include <stdbool.h>
#include <stddef.h>

#define XLSX_BOOK_TEXTS                                                                        \
    ((size_t)128 << 20)                /* the most bytes that all shared texts may have        \
                                        */
#define XLSX_BOOK_TEXT_COUNT (4 << 20) /* the most of them */
#define XLSX_BOOK_STYLES     65536     /* and of styles of cells */
#define XLSX_BOOK_FORMATS    4096      /* and of formats that the workbook defines */
#define XLSX_BOOK_CODE       1024      /* the most bytes of one's code */

struct xlsx_book {
    struct zip_archive *zip;
    char *sheet; /* the part that holds the sheet to read */
    bool since_1904;

    struct buf texts; /* the shared ones, each with its NUL */
    size_t *text_starts;
    size_t text_count, text_room;

    struct arena codes;         /* of formats */
    struct cell_format *styles; /* by the number that cells give */
    size_t style_count, style_room;
};

/* The namespaces of workbooks: for xml_part_events. */
extern const struct xml_part_namespace xlsx_book_namespaces[];

/* Reads the workbook `zip`, which stays the caller's. `sheet` is a name, or NULL for the first
 * sheet that is not hidden; if there are others, `notes` says which one is read. On failure
 * there is nothing to free. */
bool xlsx_book_load(struct zip_archive *zip, const char *sheet, struct xlsx_book *book,
                    struct report *notes, struct error *err);

/* Releases everything. */
void xlsx_book_free(struct xlsx_book *book);

/* Appends text as cells have it: "_x000D_" stands for the character of that code. */
void xlsx_book_unescape(const char *text, size_t size, struct buf *out);

#endif
