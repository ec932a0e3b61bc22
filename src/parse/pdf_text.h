/* Text strings of a PDF (ISO 32000-1, 7.9.2.2), as UTF-8 that can be shown. */
#ifndef KUALIK_PDF_TEXT_H
#define KUALIK_PDF_TEXT_H

#include "base/buf.h"
#include "parse/pdf_reader.h"

#include <stdbool.h>

/* Appends the text of a string that was resolved: UTF-16 with a byte order mark, or ASCII. What
 * a terminal would obey, and letters of other encodings, become '?'. Returns false for a value
 * of another kind. */
bool pdf_text_read(const struct pdf_reader *pdf, const struct pdf_lexer_value *value,
                   struct buf *text);

#endif
