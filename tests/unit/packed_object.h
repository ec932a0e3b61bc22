/* The text of an object that a PDF may have packed with others, for tests. */
#ifndef KUALIK_PACKED_OBJECT_H
#define KUALIK_PACKED_OBJECT_H

#include "base/buf.h"
#include "pdf/pdf_xref.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Returns the entry of the object, NULL if the table has none. */
static inline const struct pdf_xref_entry *packed_entry(const struct pdf_xref *xref,
                                                        size_t number)
{
    for (size_t i = 0; i < xref->count; i++)
        if (xref->entries[i].number == number)
            return &xref->entries[i];
    return NULL;
}

/* Returns the object's text as it stands in its stream or in the file, "" if there is none;
 * lent until the next call. */
static inline const char *packed_object(const struct buf *pdf, const struct pdf_xref *xref,
                                        size_t number)
{
    static char text[1 << 16], object[1 << 14];
    const struct pdf_xref_entry *entry = packed_entry(xref, number);
    if (!entry)
        return "";
    if (!entry->stream)
        return pdf->data + entry->place;
    const char *stream = pdf->data + packed_entry(xref, entry->stream)->place;
    size_t first = strtoul(strstr(stream, "/First ") + 7, NULL, 10), from = 0, to;
    const char *bytes = strstr(stream, "\nstream\n") + 8;
    uLongf size = sizeof text - 1;
    if (uncompress((Bytef *)text, &size, (const Bytef *)bytes,
                   (uLong)(pdf->data + pdf->size - bytes)) != Z_OK)
        return "";
    text[size] = '\0';
    char *head = text;
    to = size - first;
    for (size_t i = 0; i <= entry->place + 1 && head < text + first; i++) {
        size_t found = strtoul(head, &head, 10), offset = strtoul(head, &head, 10);
        head += strspn(head, " ");
        if (i == entry->place && found != number)
            return "";
        from = i == entry->place ? offset : from;
        to = i == entry->place + 1 ? offset : to;
    }
    size = to - from < sizeof object ? to - from : sizeof object - 1;
    memcpy(object, text + first + from, size);
    object[size] = '\0';
    return object;
}

#endif
