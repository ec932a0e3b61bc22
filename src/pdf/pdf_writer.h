/* From pages to PDF bytes, tagged, PDF/A-2a (ISO 19005-2), or PDF/A-3a (ISO 19005-3) where the
 * document has an attachment, and PDF/UA-1 (ISO 14289-1).
 *
 * What all certificates of a batch share is made once: font subsets, widths, ToUnicode,
 * images, the parts that are alike in every row. Each thread then has a writer and turns
 * document after document into bytes:
 *
 *     glyph_use_add, for every row → pdf_shared_new → pdf_writer_new → pdf_write, for every row
 */
#ifndef KUALIK_PDF_WRITER_H
#define KUALIK_PDF_WRITER_H

#include "base/buf.h"
#include "base/error.h"
#include "base/flate.h"
#include "page/document.h"
#include "pdf/glyph_use.h"
#include "sign/placeholder.h"
#include "sign/signer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_shared;

/* Makes what all certificates of a batch share. `document` is any of them, or one whose parts
 * that are not fixed are empty; `usage` counts all their glyphs. `contents_size` is that of the
 * signature's placeholder (pades_room), 0: unsigned; `effort` is what to spend on compressing.
 * Nothing of the arguments is needed afterwards but the faces. Release with pdf_shared_free. */
struct pdf_shared *pdf_shared_new(const struct document *document,
                                  const struct glyph_use *usage, size_t contents_size,
                                  enum flate_effort effort, struct error *err);
void pdf_shared_free(struct pdf_shared *shared);

/* Who made a file, and when. Lent for the call. */
struct pdf_origin {
    const char *producer; /* "kualik 1.0" */
    uint8_t id[16];       /* first part of /ID */
    int64_t time;         /* seconds since 1970: CreationDate, ModDate, /M */
    int offset;           /* minutes east of UTC in which that time is written */
    const char *signer;   /* /Name of the signature; unused without a placeholder, as is … */
    enum sub_filter sub_filter; /* … its /SubFilter */
};

/* What one thread needs to write; holds memory that is used again. */
struct pdf_writer;

/* `shared` must outlive it. Release with pdf_writer_free, which allows NULL. */
struct pdf_writer *pdf_writer_new(const struct pdf_shared *shared);
void pdf_writer_free(struct pdf_writer *writer);

/* Replaces what is in `out` by the whole file of a document with the same parts as the shared
 * one, and says where its placeholder is. Fails when it has no title. */
bool pdf_write(struct pdf_writer *writer, const struct document *document,
               const struct pdf_origin *origin, struct buf *out,
               struct placeholder *placeholder, struct error *err);

#endif
