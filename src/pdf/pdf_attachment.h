/* A file in that of the document, associated with it (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8),
 * which says that it is data of what the pages show. */
#ifndef KUALIK_PDF_ATTACHMENT_H
#define KUALIK_PDF_ATTACHMENT_H

#include "base/flate.h"
#include "page/document.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_writer.h"

#include <stddef.h>

/* Adds what the catalog says of the attachment: object `number` names it and leads to object
 * `file`. Its bytes need not be known. */
void pdf_attachment_add(const struct attachment *attachment, size_t number, size_t file,
                        struct pdf_dict *catalog, struct pdf_object *set);

/* Adds the file itself as object `number`. */
void pdf_attachment_add_file(const struct attachment *attachment, size_t number,
                             const struct pdf_origin *origin, struct flate *flate,
                             struct pdf_object *set);

#endif
