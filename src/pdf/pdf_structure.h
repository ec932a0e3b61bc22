/* The structure tree (ISO 32000-1, 14.7): what a certificate says, in reading order, for
 * those who hear it. All certificates of a batch have one plan, in which every part of every
 * page has its element and its number; elements of parts that are the same in all of them
 * are written once. */
#ifndef KUALIK_PDF_STRUCTURE_H
#define KUALIK_PDF_STRUCTURE_H

#include "page/page.h"
#include "pdf/pdf_object.h"

#include <stdbool.h>
#include <stddef.h>

struct pdf_structure;

/* The numbers of objects that the tree refers to. */
struct pdf_structure_numbers {
    size_t root;         /* of the tree itself */
    size_t parents;      /* its way back, from marked content to elements */
    size_t document;     /* its one top element */
    size_t first;        /* of the elements; pdf_structure_count says how many follow */
    const size_t *pages; /* by page */
    size_t field;        /* of the signature, 0: there is none */
};

/* Plans the tree. `pages` are any certificate's. */
struct pdf_structure *pdf_structure_new(const struct page *pages, size_t page_count,
                                        bool has_field);
void pdf_structure_free(struct pdf_structure *tree);

/* Returns how many object numbers the elements take. */
size_t pdf_structure_count(const struct pdf_structure *tree);

/* Appends the operator that begins the marked content of a part; EMC ends it. `actual_text` is
 * what the part says where its glyphs do not tell it, else NULL. */
void pdf_structure_begin(const struct pdf_structure *tree, size_t page, size_t part,
                         const char *actual_text, struct buf *out);

/* Add the objects that are the same in all certificates, and those that are not. */
void pdf_structure_add_fixed(const struct pdf_structure *tree, const struct page *pages,
                             const struct pdf_structure_numbers *numbers,
                             struct pdf_object *set);
void pdf_structure_add_own(const struct pdf_structure *tree, const struct page *pages,
                           const struct pdf_structure_numbers *numbers, struct pdf_object *set);

#endif
