/* From the rows of a list and a form to finished pages. */
#ifndef KUALIK_FORM_DOCUMENT_H
#define KUALIK_FORM_DOCUMENT_H

#include "base/arena.h"
#include "base/report.h"
#include "font/shape.h"
#include "form/form_blocks.h"
#include "page/document.h"

#include <stdbool.h>

/* Lays out the form; the document is the arena's, its faces and images are lent. There must be
 * a row. Everything wrong goes to `findings`; returns false if something is. */
bool form_document_make(const struct form_source *source, struct shape_room *room,
                        struct arena *arena, struct document *document,
                        struct report *findings);

#endif
