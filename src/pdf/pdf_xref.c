#include "pdf/pdf_xref.h"

#include "base/mem.h"
#include "pdf/pdf_token.h"

#include <stdlib.h>
#include <string.h>

/* How an entry's row begins (7.5.8.3). */
enum { FREE, PLAIN, PACKED };

enum { UP = 2 }; /* PNG's filter for differences from the row above (ISO/IEC 15948, 9.2) */

/* Most entries come in the order of their numbers. */
void pdf_xref_add(struct pdf_xref *xref, struct pdf_xref_entry entry)
{
    size_t at = xref->count;
    while (at > 0 && xref->entries[at - 1].number >= entry.number)
        at--;
    if (at == xref->count || xref->entries[at].number != entry.number) {
        xref->entries =
            mem_grow(xref->entries, xref->count, &xref->room, sizeof *xref->entries);
        memmove(xref->entries + at + 1, xref->entries + at,
                (xref->count++ - at) * sizeof *xref->entries);
    }
    xref->entries[at] = entry;
}

void pdf_xref_copy(struct pdf_xref *xref, const struct pdf_xref *other)
{
    if (xref->room < other->count) {
        xref->room = other->count;
        xref->entries = mem_resize(xref->entries, xref->room, sizeof *xref->entries);
    }
    memcpy(xref->entries, other->entries, other->count * sizeof *other->entries);
    xref->count = other->count;
    xref->previous = other->previous;
}

void pdf_xref_free(struct pdf_xref *xref)
{
    free(xref->entries);
    *xref = (struct pdf_xref){0};
}

static size_t bytes_of(size_t number)
{
    size_t bytes = 1;
    while (number >>= 8)
        bytes++;
    return bytes;
}

/* The rows of a section. Before they are compressed, each is written as differences from the
 * one above: what is packed one behind another becomes the same bytes again and again. */
struct xref_rows {
    size_t widths[3];
    bool differences;
    uint8_t above[1 + 2 * sizeof(size_t)];
    struct buf bytes;
};

static struct xref_rows rows_of(const struct pdf_xref *xref, bool differences)
{
    size_t second = 0, third = 0;
    for (size_t i = 0; i < xref->count; i++) {
        const struct pdf_xref_entry *entry = &xref->entries[i];
        size_t place = entry->stream ? entry->stream : entry->place;
        size_t index = entry->stream ? entry->place : 0;
        second = place > second ? place : second;
        third = index > third ? index : third;
    }
    return (struct xref_rows){.widths = {1, bytes_of(second), bytes_of(third)},
                              .differences = differences};
}

static void put_row(struct xref_rows *rows, size_t kind, size_t second, size_t third)
{
    const size_t fields[] = {kind, second, third};
    size_t at = 0;
    if (rows->differences)
        buf_putc(&rows->bytes, UP);
    for (size_t f = 0; f < 3; f++)
        for (size_t i = rows->widths[f]; i-- > 0; at++) {
            uint8_t byte = (uint8_t)(fields[f] >> 8 * i);
            buf_putc(&rows->bytes, (char)(uint8_t)(byte - rows->above[at]));
            rows->above[at] = rows->differences ? byte : 0;
        }
}

/* Appends the rows, and to `index` the ranges of numbers that they are about. Object 0 heads
 * the list of free objects. */
static void put_rows(const struct pdf_xref *xref, struct xref_rows *rows, struct buf *index)
{
    size_t first = 0, next = 0;
    if (!xref->previous) {
        put_row(rows, FREE, 0, 0);
        next = 1;
    }
    for (size_t i = 0; i < xref->count; i++) {
        const struct pdf_xref_entry *entry = &xref->entries[i];
        if (entry->number != next) {
            if (next > first)
                buf_printf(index, "%zu %zu ", first, next - first);
            first = entry->number;
        }
        next = entry->number + 1;
        if (entry->stream)
            put_row(rows, PACKED, entry->stream, entry->place);
        else
            put_row(rows, PLAIN, entry->place, 0);
    }
    buf_printf(index, "%zu %zu", first, next - first);
}

static void put_id(struct buf *out, const uint8_t id[16])
{
    buf_putc(out, '<');
    for (size_t i = 0; i < 16; i += 2)
        pdf_token_hex(out, (unsigned)id[i] << 8 | id[i + 1]);
    buf_putc(out, '>');
}

void pdf_xref_revise(struct buf *out, size_t place, const uint8_t revision[16])
{
    struct buf text = {0};
    put_id(&text, revision);
    memcpy(out->data + place, text.data, PDF_REVISION_SIZE);
    buf_free(&text);
}

/* Appends the rows as a stream, whose dictionary is open. */
static void put_stream(const struct xref_rows *rows, struct flate *flate, struct buf *out)
{
    struct buf packed = {0};
    if (flate) {
        flate_add(flate, rows->bytes.data, rows->bytes.size, &packed);
        buf_printf(out, "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %zu>>",
                   rows->widths[0] + rows->widths[1] + rows->widths[2]);
    }
    const struct buf *stream = flate ? &packed : &rows->bytes;
    buf_printf(out, "/Length %zu>>\nstream\n", stream->size);
    buf_add(out, stream->data, stream->size);
    buf_puts(out, "\nendstream\nendobj\n");
    buf_free(&packed);
}

size_t pdf_xref_write(struct pdf_xref *xref, size_t number, size_t at,
                      const struct pdf_trailer *trailer, struct flate *flate, struct buf *out)
{
    pdf_xref_add(xref, (struct pdf_xref_entry){.number = number, .place = at});
    struct xref_rows rows = rows_of(xref, flate);
    struct buf index = {0};
    put_rows(xref, &rows, &index);

    buf_printf(out, "%zu 0 obj\n<</Type/XRef/Size %zu/Index[%s]/W[%zu %zu %zu]", number,
               xref->entries[xref->count - 1].number + 1, buf_text(&index), rows.widths[0],
               rows.widths[1], rows.widths[2]);
    buf_printf(out, "/Root %zu 0 R/Info %zu 0 R/ID[", trailer->catalog, trailer->info);
    put_id(out, trailer->id);
    size_t revision = out->size;
    put_id(out, trailer->revision);
    buf_puts(out, "]");
    if (xref->previous)
        buf_printf(out, "/Prev %zu", xref->previous);
    put_stream(&rows, flate, out);
    buf_free(&rows.bytes);
    buf_free(&index);
    xref->count = 0;
    xref->previous = at;
    return revision;
}

void pdf_xref_end(const struct pdf_xref *xref, struct buf *out)
{
    buf_printf(out, "startxref\n%zu\n%%%%EOF\n", xref->previous);
}
