#include "files/single_pdf.h"

#include "base/hash.h"
#include "parse/pdf_reader.h"
#include "pdf/glyph_use.h"
#include "pdf/pdf_writer.h"

#include <string.h>

void single_pdf_id(const char *kind, uint8_t id[16])
{
    struct digest digest = hash_of(&(struct span){kind, strlen(kind)}, 1);
    memcpy(id, digest.bytes, 16);
}

bool single_pdf_write(const struct single_pdf *about, const struct document *document,
                      const struct document *blank, struct buf *out, struct error *err)
{
    struct pdf_origin origin = {.producer = about->producer,
                                .time = about->time,
                                .offset = about->offset,
                                .signer = ""};
    struct placeholder placeholder;
    struct glyph_use *glyphs = glyph_use_new(document->face_count);
    single_pdf_id(about->kind, origin.id);
    glyph_use_add(glyphs, document, true);
    glyph_use_add(glyphs, document, false);
    struct pdf_shared *shared = pdf_shared_new(blank, glyphs, 0, about->effort, err);
    struct pdf_writer *writer = shared ? pdf_writer_new(shared) : NULL;
    bool written = writer && pdf_write(writer, document, &origin, out, &placeholder, err);
    pdf_writer_free(writer);
    pdf_shared_free(shared);
    glyph_use_free(glyphs);
    return written;
}

bool single_pdf_is(const char *kind, const struct buf *bytes)
{
    struct pdf_reader pdf;
    struct error err;
    uint8_t id[16], there[16];
    single_pdf_id(kind, id);
    return bytes->size >= 5 && memcmp(buf_text(bytes), "%PDF-", 5) == 0 &&
           pdf_reader_open_trailer(&pdf, bytes->data, bytes->size, &err) &&
           pdf_reader_id(&pdf, there, &err) && memcmp(id, there, sizeof id) == 0;
}

bool single_pdf_is_any(const struct buf *bytes)
{
    static const char *const kinds[] = {SINGLE_PDF_PREVIEW, SINGLE_PDF_PRINT, SINGLE_PDF_FORM,
                                        SINGLE_PDF_CALIBRATION};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (single_pdf_is(kinds[i], bytes))
            return true;
    return false;
}
