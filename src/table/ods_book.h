/* What must be known of an ODS workbook before the rows of a sheet are read: which sheet that
 * is, and that there is no password. OpenDocument 1.3, part 3. */
#ifndef KUALIK_ODS_BOOK_H
#define KUALIK_ODS_BOOK_H

#include "base/error.h"
#include "base/report.h"
#include "table/xml_part.h"
#include "table/zip_archive.h"

#include <stdbool.h>
#include <stddef.h>

#define ODS_BOOK_CONTENT "content.xml"

/* The namespaces of workbooks: for xml_part_events. */
extern const struct xml_part_namespace ods_book_namespaces[];

/* Finds the sheet of that name, or with NULL the first one that is not hidden, and puts its
 * number, from 1. If there are others, `notes` says which one it is, and whether rows of it are
 * hidden. */
bool ods_book_find(struct zip_archive *zip, const char *name, size_t *sheet,
                   struct report *notes, struct error *err);

/* Which sheet is read, and where an XML reader is. `{.wanted = …}` is the beginning. */
struct ods_book_place {
    size_t wanted; /* its number, from 1; 0 while it is not known */
    size_t count;  /* of sheets so far */
    bool inside;   /* the one that is wanted */
    size_t depth;
    size_t skipped; /* the depth of an element that is passed over whole, or 0 */
};

/* Follows the start of an element; says whether it is inside the wanted sheet. Other tables
 * there, drawings and comments are passed over. */
bool ods_book_enter(struct ods_book_place *place, const char *name);

/* The same of its end. */
bool ods_book_leave(struct ods_book_place *place, const char *name);

/* Return the count that an attribute gives, 1 without one, at most `most`; and how often a row
 * stands there. */
size_t ods_book_count(const char *const *attributes, const char *name, size_t most);
size_t ods_book_rows(const char *const *attributes);

#endif
