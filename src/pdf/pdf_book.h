/* A file of many documents, for the printer: one after another, streamed while they are made,
 * so that memory does not grow with their number. Fonts, images, art and what else documents
 * that are alike have in common are written once. The file is tagged, PDF/A-2a and PDF/UA-1 as
 * a certificate is; each document is a section of its structure. Pages with a bleed get crop
 * marks.
 *
 *     pdf_book_new → pdf_book_add_kind, for each kind of document →
 *     [pdf_book_begin_part →] pdf_book_add, for each document, or pdf_book_add_page, for each
 * page → pdf_book_end → pdf_book_free
 */
#ifndef KUALIK_PDF_BOOK_H
#define KUALIK_PDF_BOOK_H

#include "base/error.h"
#include "page/document.h"
#include "pdf/glyph_use.h"
#include "pdf/pdf_placing.h"
#include "pdf/pdf_writer.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes the file's bytes in their order; fails with a reason. */
struct pdf_sink {
    bool (*write)(void *context, const void *bytes, size_t size, struct error *err);
    void *context;
};

/* How the sheets are printed: at actual size on one side or both, or as readers please. On two
 * sides, every document begins on a new sheet. */
enum pdf_sides {
    PDF_ONE_SIDE,
    PDF_TWO_SIDES_LONG_EDGE,
    PDF_TWO_SIDES_SHORT_EDGE,
    PDF_ANY_SIDES,
};

struct pdf_book_options {
    enum pdf_sides sides;
    struct pdf_placing placing;
};

struct pdf_book;

/* Begins a file. `about` has the title, authors and language of the whole, and the faces of all
 * its documents; `usage` counts all their glyphs. Nothing of the arguments is needed afterwards
 * but the sink's context. Release with pdf_book_free. */
struct pdf_book *pdf_book_new(const struct document *about, const struct glyph_use *usage,
                              const struct pdf_origin *origin,
                              const struct pdf_book_options *options,
                              const struct pdf_sink *sink, struct error *err);
void pdf_book_free(struct pdf_book *book);

/* Writes what documents that are alike share, and puts their kind's number in `*kind`.
 * `document` is any of them, or one whose parts that are not fixed are empty (pdf_shared_new).
 */
bool pdf_book_add_kind(struct pdf_book *book, const struct document *document, size_t *kind,
                       struct error *err);

/* Begins a part of the book, which readers show under its title. */
void pdf_book_begin_part(struct pdf_book *book, const char *title);

/* Writes a document of that kind. */
bool pdf_book_add(struct pdf_book *book, size_t kind, const struct document *document,
                  struct error *err);

/* Writes a document that is like no other, but may show the art and the images of that kind,
 * which its images then begin with. */
bool pdf_book_add_single(struct pdf_book *book, size_t kind, const struct document *document,
                         struct error *err);

/* Writes the next page of such a document, whose pages come one by one; it `begins` with the
 * first. `document` is that page by itself. A table may go on from page to page, but none of
 * its rows. No page is left blank behind such a document. */
bool pdf_book_add_page(struct pdf_book *book, size_t kind, const struct document *document,
                       bool begins, struct error *err);

/* Writes the rest of the file. */
bool pdf_book_end(struct pdf_book *book, struct error *err);

/* Returns how many sides have been written: pages, and behind them those left blank so that the
 * next document begins on a new sheet. */
size_t pdf_book_pages(const struct pdf_book *book);
size_t pdf_book_blanks(const struct pdf_book *book);

#endif
