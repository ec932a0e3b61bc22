/* From the rows of a list and a form to finished documents: one for each chapter, which come
 * page by page, then one for each contact sheet. A page lasts only as long as its caller wants,
 * so that memory does not grow with them.
 *
 *     form_documents_new → form_documents_next, until it returns false →
 *     [form_documents_rewind → …] → form_documents_free
 */
#ifndef KUALIK_FORM_DOCUMENT_H
#define KUALIK_FORM_DOCUMENT_H

#include "base/arena.h"
#include "base/report.h"
#include "font/shape.h"
#include "form/form_blocks.h"
#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>

struct form_documents;

/* Breaks the form into pages; the arguments must outlive the result, and there must be a row.
 * Everything wrong goes to `findings`; returns NULL if something is. Release with
 * form_documents_free. */
struct form_documents *form_documents_new(const struct form_source *source,
                                          struct shape_room *room, struct report *findings);
void form_documents_free(struct form_documents *documents);

/* Returns how many pages all documents have together. */
size_t form_documents_pages(const struct form_documents *documents);

/* Describes them as a whole: title, authors and language, all faces, and the images and art
 * that contact sheets share, on no page of their own but one that places each piece. What it
 * refers to lasts as long as the documents do or is the arena's. */
struct document form_documents_whole(const struct form_documents *documents,
                                     struct arena *arena);

/* Lays out the next page, a document by itself, which is the arena's; what its contacts show is
 * lent by their source. `*begins` says whether it is the first of a chapter, or a contact
 * sheet; else it goes on with what the page before it showed. Returns false behind the last,
 * and when something is wrong, which goes to the findings. */
bool form_documents_next(struct form_documents *documents, struct arena *arena,
                         struct document *document, bool *begins);

/* Says whether all was well so far. */
bool form_documents_sound(const struct form_documents *documents);

/* Goes back before the first. */
void form_documents_rewind(struct form_documents *documents);

#endif
