/* A finished document: the one value that a writer of any kind is given. It refers to nothing
 * that made it, neither template nor list. Everything in it is lent for the call it is passed
 * to. */
#ifndef KUALIK_DOCUMENT_H
#define KUALIK_DOCUMENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "page/image.h"
#include "page/page.h"

#include <stddef.h>

struct font;   /* font/font.h */
struct shaper; /* font/shape.h */

/* A face that text is set in. */
struct face {
    const char *name; /* PostScript name */
    const struct font *font;
    const struct shaper *shaper;
};

/* A file that travels in that of the document. */
struct attachment {
    const char *name;  /* file name, of ASCII letters */
    const char *type;  /* media type: "application/json" */
    const char *about; /* what it is, for people to read */
    struct span bytes;
};

/* The documents of a batch have the same faces, the same parts on the same pages, and the
 * images of their fixed parts in front of those of the others. */
struct document {
    const struct page *pages;
    size_t page_count;
    const struct face *faces; /* runs name them by number */
    size_t face_count;
    const struct image *const *images; /* pictures name them by number */
    size_t image_count;
    const char *title, *author, *subject, *keywords; /* "" for none */
    const char *lang;                                /* BCP 47: of what names no other */
    const char *field; /* name of the part where it is signed, NULL: the first with that role */
    const struct attachment *attachment; /* NULL: none; one in all documents of a batch, or in
                                            none */
};

/* Fails on a document that shows a face or an image that it does not have. */
bool document_check(const struct document *document, struct error *err);

/* Returns the document as it is laid over sheets that were printed beforehand: the parts that
 * are there already are empty. With `ground`, the pages' background colours and images stay, to
 * look at. Memory is the arena's. */
struct document document_on_blank(const struct document *document, bool ground,
                                  struct arena *arena);

/* Appends the document as text, a line for each part and item of its pages and then of the art
 * on them, lengths in millimetres: the form in which tests and people compare layouts. */
void document_dump(const struct document *document, struct buf *out);

#endif
