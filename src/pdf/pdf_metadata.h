/* What a file says of itself: its Info dictionary (ISO 32000-1, 14.3.3), the same as XMP, and
 * the colour space that its colours mean (14.11.5), as PDF/A demands. */
#ifndef KUALIK_PDF_METADATA_H
#define KUALIK_PDF_METADATA_H

#include "base/error.h"
#include "base/flate.h"
#include "page/document.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_writer.h"

#include <stdbool.h>
#include <stddef.h>

/* Fails when the document has no title, or metadata cannot hold one of its texts. */
bool pdf_metadata_check(const struct document *document, const struct pdf_origin *origin,
                        struct error *err);

/* Adds the Info dictionary as object `info` and the XMP as object `metadata`. */
void pdf_metadata_add(const struct document *document, const struct pdf_origin *origin,
                      size_t info, size_t metadata, struct flate *flate,
                      struct pdf_object *set);

/* What the catalog of a file refers to, by number of object. */
struct pdf_catalog {
    size_t number; /* its own */
    size_t pages, metadata, structure, intent;
    const char *lang; /* BCP 47, of the file */
};

/* Adds the catalog (7.7.2), to which the caller may add; `*preferences` is its dictionary of
 * viewer preferences, likewise. */
struct pdf_dict *pdf_catalog_add(const struct pdf_catalog *catalog, struct pdf_object *set,
                                 struct pdf_dict **preferences);

/* How many objects an output intent takes: itself and its profile. */
enum { PDF_INTENT_OBJECTS = 2 };

/* Adds the output intent sRGB as object `number`. */
bool pdf_metadata_add_intent(size_t number, struct flate *flate, struct pdf_object *set,
                             struct error *err);

#endif
