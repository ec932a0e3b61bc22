/* The structure tree (ISO 32000-1, 14.7): what a certificate says, in reading order, for
 * those who hear it. All certificates of a batch have one plan, in which every part of every
 * page has its element and its number; elements that are the same in almost all of them are
 * written once. */
#ifndef KUALIK_PDF_STRUCTURE_H
#define KUALIK_PDF_STRUCTURE_H

#include "page/page.h"
#include "pdf/pdf_object.h"

#include <stdbool.h>
#include <stddef.h>

struct pdf_structure;

/* Where a document's tree hangs in that of its file, and the numbers of objects that it refers
 * to. */
struct pdf_structure_numbers {
    size_t parent;        /* of the top element */
    const char *top_type; /* "Document", or "Sect" in a file of several */
    const char *lang;     /* of the top element, NULL: the file's */
    size_t top;
    size_t first;        /* of the elements; pdf_structure_count says how many follow */
    const size_t *pages; /* by page */
    size_t field;        /* of the first signature field, which others follow; 0: none */
    const double
        *margins; /* by page: points between the sheet's edge and the bleed; NULL: none */
};

/* Plans the tree. `pages` are any certificate's; `field` is the name of the part where it is
 * signed, if `has_field` (NULL: the first). */
struct pdf_structure *pdf_structure_new(const struct page *pages, size_t page_count,
                                        bool has_field, const char *field);
void pdf_structure_free(struct pdf_structure *tree);

/* Returns how many object numbers the elements take. */
size_t pdf_structure_count(const struct pdf_structure *tree);

/* Appends the operator that begins the marked content of a part; EMC ends it. `actual_text` is
 * what the part says where its glyphs do not tell it, else NULL. */
void pdf_structure_begin(const struct pdf_structure *tree, size_t page, size_t part,
                         const char *actual_text, struct buf *out);

/* Adds the elements of a document, and the top element. A `whole` document stands for all: its
 * parts that are not fixed count as shown, and what they say instead of themselves (`alt`) is
 * left out. */
void pdf_structure_add(const struct pdf_structure *tree, const struct page *pages, bool whole,
                       const struct pdf_structure_numbers *numbers, struct pdf_object *set);

/* Says whether no part of the document is empty that may differ from one to the next. */
bool pdf_structure_is_whole(const struct pdf_structure *tree, const struct page *pages);

/* Adds the elements that are not as in the whole document; the others can be shared. */
void pdf_structure_add_own(const struct pdf_structure *tree, const struct page *pages,
                           const struct pdf_structure_numbers *numbers, struct pdf_object *set);

/* Appends references to the elements of a page's marked contents, by MCID: what the file's
 * parent tree says of that page (14.7.4.4). */
void pdf_structure_put_parents(const struct pdf_structure *tree, const struct page *pages,
                               size_t page, bool whole, size_t first,
                               struct pdf_array *elements);

/* Returns which of the elements is that of a signature field, SIZE_MAX if it needs none: they
 * are counted in the order of their parts. */
size_t pdf_structure_field(const struct pdf_structure *tree, size_t field);

/* Adds the root of a file's tree as object `number`: `top` is its one element, `parents` its
 * parent tree, whose keys are less than `next_key`. */
void pdf_structure_add_root(struct pdf_object *set, size_t number, size_t top, size_t parents,
                            size_t next_key);

#endif
