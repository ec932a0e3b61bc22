/* The structure of a file of many documents (pdf_book.h): its parts, each with a title in the
 * outline or without one, their sections, each a document, and the way back from pages to
 * elements. What is finished is written, so that little is remembered.
 *
 *     pdf_book_structure_begin → [pdf_book_structure_open → pdf_book_structure_add, for each
 * page or document] → pdf_book_structure_end → pdf_book_structure_free
 */
#ifndef KUALIK_PDF_BOOK_STRUCTURE_H
#define KUALIK_PDF_BOOK_STRUCTURE_H

#include "page/document.h"
#include "pdf/pdf_outline.h"
#include "pdf/pdf_paged_section.h"
#include "pdf/pdf_tree.h"

#include <stdbool.h>
#include <stddef.h>

struct pdf_book_structure {
    size_t *last; /* number of object in use; lent */
    struct pdf_object *set;
    char *lang;
    size_t root, whole; /* numbers of the structure and of its one element */
    struct pdf_outline outline;
    char *title;                        /* of the part that begins with the next document */
    struct pdf_numbers parts, sections; /* all parts, and the sections of the newest */
    struct pdf_paged_section section;   /* whose pages come one by one */
    struct pdf_tree parents;
};

/* Begins the structure of a file in that language; elements will be added to `set`, and take
 * numbers behind `*last`, both lent. Release with pdf_book_structure_free. */
void pdf_book_structure_begin(struct pdf_book_structure *book, const char *lang,
                              struct pdf_object *set, size_t *last);
void pdf_book_structure_free(struct pdf_book_structure *book);

/* The next document begins a part of that title. */
void pdf_book_structure_title(struct pdf_book_structure *book, const char *title);

/* Opens the part of the next document, which begins on that page (the number of its object),
 * and where its pages `come` one by one its section. */
void pdf_book_structure_open(struct pdf_book_structure *book, const struct document *document,
                             size_t page, bool come);

/* Adds the elements of a document, or of its next page, as they are planned; `pages` and
 * `margins` are those of pdf_structure_numbers. */
void pdf_book_structure_add(struct pdf_book_structure *book,
                            const struct pdf_structure *structure,
                            const struct document *document, const size_t *pages,
                            const double *margins);

/* Adds the rest. */
void pdf_book_structure_end(struct pdf_book_structure *book);

#endif
