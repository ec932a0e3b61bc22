/* The title that an XMP packet (ISO 16684-1) gives a document. Names are compared by their
 * namespaces, whatever prefixes the packet has; a document type is refused, and with it every
 * entity. */
#ifndef KUALIK_XMP_TITLE_H
#define KUALIK_XMP_TITLE_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the words of every dc:title in `xmp`, each after its language, to `title`; nothing
 * where there is none. Returns false when it is not well-formed. */
bool xmp_title_read(const struct buf *xmp, struct buf *title);

#endif
