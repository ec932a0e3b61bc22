/* The smallest PDF whose objects are packed, for tests: an object stream and a cross-reference
 * stream, neither of them compressed, so that single bytes can be changed. */
#ifndef KUALIK_PACKED_PDF_H
#define KUALIK_PACKED_PDF_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What the file is made of. Objects 1 and 2 are in stream 4, object 3 stands alone, and 5 is
 * the table. */
struct packed {
    const char *head, *objects; /* of the object stream */
    const char *stream_entries; /* of its dictionary */
    const char *table_entries;  /* of the table's */
    uint8_t rows[6][3];         /* of the table: kind, place or stream, index */
};

static const struct packed packed_sound = {
    .head = "1 0 2 13 ",
    .objects = "<</A 2 0 R>>\n(text)\n",
    .stream_entries = "/Type/ObjStm/N 2/First 9",
    .table_entries = "/Type/XRef/Size 6/W[1 1 1]/Root 1 0 R",
    .rows = {{0, 0, 0}, {2, 4, 0}, {2, 4, 1}, {1, 0, 0}, {1, 0, 0}, {1, 0, 0}},
};

/* Makes the file. Places of 0 in the rows of 3, 4 and 5 become the right ones. */
static inline struct buf packed_new(const struct packed *packed)
{
    struct buf pdf = {0};
    uint8_t rows[6][3];
    memcpy(rows, packed->rows, sizeof rows);
    buf_puts(&pdf, "%PDF-1.5\n");
    size_t places[] = {pdf.size, 0, 0};
    buf_puts(&pdf, "3 0 obj\n<</C 1>>\nendobj\n");
    places[1] = pdf.size;
    buf_printf(&pdf, "4 0 obj\n<<%s/Length %zu>>\nstream\n%s%s\nendstream\nendobj\n",
               packed->stream_entries, strlen(packed->head) + strlen(packed->objects),
               packed->head, packed->objects);
    places[2] = pdf.size;
    for (size_t i = 0; i < 3; i++)
        if (rows[3 + i][1] == 0)
            rows[3 + i][1] = (uint8_t)places[i];
    buf_printf(&pdf, "5 0 obj\n<<%s/Length %zu>>\nstream\n", packed->table_entries,
               sizeof rows);
    buf_add(&pdf, rows, sizeof rows);
    buf_printf(&pdf, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", places[2]);
    return pdf;
}

#endif
