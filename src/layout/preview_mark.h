/* The words ҮЛГІ / ОБРАЗЕЦ, laid over the pages of a certificate that is only to be looked at.
 */
#ifndef KUALIK_PREVIEW_MARK_H
#define KUALIK_PREVIEW_MARK_H

#include "base/arena.h"
#include "base/error.h"
#include "font/shape.h"
#include "page/document.h"

/* Returns a mark for each page of the document, hollow letters along its rising diagonal, in
 * the heaviest face that has them. Where none has, the mark is «ОБРАЗЕЦ», or «SAMPLE»; where
 * not even that can be set, it fails with NULL. Memory is the arena's. */
const struct part *preview_mark(const struct document *document, struct shape_room *room,
                                struct arena *arena, struct error *err);

/* Lays the marks over the document's pages. The signature's field becomes a figure: it shows
 * where a signature would stand, and is none. Memory is the arena's. */
void preview_mark_lay(struct document *document, const struct part *marks, struct arena *arena);

#endif
