/* From pages to PDF bytes, tagged, PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
 *
 * What all certificates of a batch share is made once, as a sheet: font subsets, widths,
 * ToUnicode, images, the parts that are alike in every row. Each thread then has a writer
 * and turns page after page into bytes:
 *
 *     glyph_use_add, for every row's pages → pdf_shared_new → pdf_writer_new → pdf_write, for
 * every row
 */
#ifndef KUALIK_PDF_WRITER_H
#define KUALIK_PDF_WRITER_H

#include "base/buf.h"
#include "base/error.h"
#include "draw/image_load.h"
#include "font/font.h"
#include "font/shape.h"
#include "page/page.h"
#include "pdf/glyph_use.h"
#include "sign/placeholder.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_shared;

struct pdf_shared_source {
    const struct font *const *fonts;     /* by face */
    const struct shaper *const *shapers; /* by face */
    size_t face_count;
    const struct glyph_use *usage;
    const struct image *images; /* shared by all certificates */
    size_t image_count;
    const struct page *pages; /* of any certificate: its fixed parts are those of all */
    size_t page_count;
    size_t contents_size; /* the signature's placeholder (pades_room), 0: unsigned */
};

/* Makes the sheet; nothing of `source` is needed afterwards. Release with pdf_shared_free. */
struct pdf_shared *pdf_shared_new(const struct pdf_shared_source *source, struct error *err);
void pdf_shared_free(struct pdf_shared *sheet);

/* One certificate. All texts are lent for the call. */
struct pdf_document {
    const struct page *pages;   /* as many, with the same parts, as the sheet's */
    const struct image *images; /* of this row: pictures number them after the sheet's */
    size_t image_count;
    const char *title, *author, *subject, *keywords; /* "" for none; title is required */
    const char *lang;                                /* the document's */
    const char *producer;                            /* "kualik 1.0" */
    uint8_t id[16];                                  /* first part of /ID */
    int64_t time;       /* seconds since 1970: CreationDate, ModDate, /M */
    int offset;         /* minutes east of UTC in which that time is written */
    const char *signer; /* /Name of the signature; unused without a placeholder */
};

/* What one thread needs to write; holds memory that is used again. */
struct pdf_writer;

struct pdf_writer *pdf_writer_new(const struct pdf_shared *sheet);
void pdf_writer_free(struct pdf_writer *writer);

/* Replaces what is in `out` by the whole file and says where its placeholder is. */
bool pdf_write(struct pdf_writer *writer, const struct pdf_document *document, struct buf *out,
               struct placeholder *placeholder, struct error *err);

#endif
