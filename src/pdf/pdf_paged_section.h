/* A section of a file's structure whose pages come one by one, each planned and written without
 * those behind it, so that memory does not grow with them. The section and its table are
 * written when nothing more can follow in them; until then only the numbers of their kids are
 * kept. Rows do not go on from page to page.
 *
 *     pdf_paged_section_begin → [pdf_paged_section_plan → pdf_paged_section_add], for each page
 * → pdf_paged_section_end
 */
#ifndef KUALIK_PDF_PAGED_SECTION_H
#define KUALIK_PDF_PAGED_SECTION_H

#include "pdf/pdf_structure.h"

#include <stdbool.h>
#include <stddef.h>

/* Numbers of objects, one behind another. */
struct pdf_numbers {
    size_t *list;
    size_t count, room;
};

/* An element that is open. */
struct pdf_open_element {
    size_t number; /* of its object, 0: there is none */
    const char *type;
    size_t parent; /* number of its parent's object */
    size_t name;   /* of a table or a part of one, in its tags (page/role.h) */
    struct pdf_numbers kids;
};

/* `{0}` is none. */
struct pdf_paged_section {
    struct pdf_open_element top, levels[2]; /* a table, then a section of it */
    char *lang;                             /* of its own, or NULL */
};

/* Appends a number. */
void pdf_numbers_add(struct pdf_numbers *numbers, size_t number);

/* Begins a section as element `number` below `parent`. */
void pdf_paged_section_begin(struct pdf_paged_section *section, size_t number, size_t parent,
                             const char *lang);

/* Says whether there is one. */
bool pdf_paged_section_is_open(const struct pdf_paged_section *section);

/* Plans its next page. Release with pdf_structure_free. */
struct pdf_structure *pdf_paged_section_plan(const struct pdf_paged_section *section,
                                             const struct page *page);

/* Adds the elements of the page that was planned, but for those that stay open. */
void pdf_paged_section_add(struct pdf_paged_section *section, const struct pdf_structure *tree,
                           const struct page *page, const struct pdf_structure_numbers *numbers,
                           struct pdf_object *set);

/* Adds what is open, the section itself being the last. */
void pdf_paged_section_end(struct pdf_paged_section *section, struct pdf_object *set);

/* Releases everything; none is allowed. */
void pdf_paged_section_free(struct pdf_paged_section *section);

#endif
