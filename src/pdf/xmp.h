/* The metadata packet of a certificate (ISO 16684-1), which also declares PDF/A-2a or
 * PDF/A-3a and PDF/UA-1. It says the same as the Info dictionary, as PDF/A demands. */
#ifndef KUALIK_XMP_H
#define KUALIK_XMP_H

#include "base/buf.h"

#include <stdbool.h>

/* Texts of UTF-8; "" for none. */
struct xmp {
    const char *title, *author, *subject, *keywords;
    const char *creator, *producer; /* programs */
    unsigned part;                  /* of PDF/A that the file conforms to: 2 or 3 */
    const char *time;               /* of creation and of change, from pdf_token_xmp_date */
};

/* Says whether the metadata can hold the text: it has none of the characters that XML 1.0
 * forbids (control characters but for tab and line feed, and U+FFFE and U+FFFF). */
bool xmp_holds(const char *text);

/* Appends the packet; it holds all texts. */
void xmp_packet(const struct xmp *xmp, struct buf *out);

#endif
