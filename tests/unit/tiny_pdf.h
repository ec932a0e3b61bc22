/* The smallest PDF that can be signed, for tests: objects as text, a classic table. */
#ifndef KUALIK_TINY_PDF_H
#define KUALIK_TINY_PDF_H

#include "base/buf.h"
#include "sign/placeholder.h"

#include <stddef.h>
#include <string.h>

enum { TINY_OBJECTS = 16 };

struct tiny {
    struct buf pdf;
    size_t offsets[TINY_OBJECTS];
    size_t count;
    struct placeholder placeholder;
};

static const char *const tiny_catalog =
    "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]>>>>";
static const char *const tiny_pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
static const char *const tiny_page =
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<<>>/Annots[4 0 R]>>";
static const char *const tiny_field =
    "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/Rect[0 0 0 0]/F 132/P 3 0 R/V 5 0 R>>";
static const char *const tiny_trailer =
    "/Root 1 0 R/ID[<000102030405060708090A0B0C0D0E0F><000102030405060708090A0B0C0D0E0F>]";

static inline void tiny_begin(struct tiny *tiny)
{
    *tiny = (struct tiny){.count = 1};
    buf_puts(&tiny->pdf, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

static inline void tiny_object(struct tiny *tiny, const char *text)
{
    tiny->offsets[tiny->count] = tiny->pdf.size;
    buf_printf(&tiny->pdf, "%zu 0 obj\n%s\nendobj\n", tiny->count, text);
    tiny->count++;
}

/* A signature dictionary with a placeholder of `room` bytes. */
static inline void tiny_signature(struct tiny *tiny, size_t room)
{
    struct buf *pdf = &tiny->pdf;
    tiny->offsets[tiny->count] = pdf->size;
    buf_printf(pdf,
               "%zu 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
               "/M(D:20171005120000+06'00')\n/ByteRange ",
               tiny->count);
    tiny->placeholder.range_at = pdf->size;
    buf_puts(pdf, "[0 0000000000 0000000000 0000000000]");
    tiny->placeholder.range_size = pdf->size - tiny->placeholder.range_at;
    buf_puts(pdf, "\n/Contents ");
    tiny->placeholder.contents_at = pdf->size;
    buf_putc(pdf, '<');
    for (size_t i = 2; i < room; i++)
        buf_putc(pdf, '0');
    buf_putc(pdf, '>');
    tiny->placeholder.contents_size = pdf->size - tiny->placeholder.contents_at;
    buf_puts(pdf, ">>\nendobj\n");
    tiny->count++;
}

static inline void tiny_end(struct tiny *tiny, const char *trailer)
{
    struct buf *pdf = &tiny->pdf;
    size_t table = pdf->size;
    buf_printf(pdf, "xref\n0 %zu\n0000000000 65535 f\r\n", tiny->count);
    for (size_t i = 1; i < tiny->count; i++)
        buf_printf(pdf, "%010zu 00000 n\r\n", tiny->offsets[i]);
    buf_printf(pdf, "trailer\n<</Size %zu%s>>\nstartxref\n%zu\n%%%%EOF\n", tiny->count, trailer,
               table);
}

/* A whole document, waiting for its signature. */
static inline void tiny_new(struct tiny *tiny, size_t room)
{
    tiny_begin(tiny);
    tiny_object(tiny, tiny_catalog);
    tiny_object(tiny, tiny_pages);
    tiny_object(tiny, tiny_page);
    tiny_object(tiny, tiny_field);
    tiny_signature(tiny, room);
    tiny_end(tiny, tiny_trailer);
}

#endif
