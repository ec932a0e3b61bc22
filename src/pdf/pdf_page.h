/* The page composer: what the pages of documents that are alike are made of. Neighbouring parts
 * of a page whose operators are one content stream are a segment; the streams of fixed segments
 * are the same in all the documents, so that these share them.
 *
 *     pdf_page_plan_new → pdf_page_put_segment, for each segment → pdf_page_add, for each page
 */
#ifndef KUALIK_PDF_PAGE_H
#define KUALIK_PDF_PAGE_H

#include "base/buf.h"
#include "base/error.h"
#include "page/document.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_paged_section.h"
#include "pdf/pdf_structure.h"

#include <stdbool.h>
#include <stddef.h>

struct pdf_segment {
    size_t page;
    size_t first, end; /* of its parts */
    bool fixed;        /* alike in all the documents */
};

/* What the documents have in common; immutable once made. */
struct pdf_page_plan {
    struct pdf_segment *segments;
    size_t segment_count;
    size_t page_count;
    size_t *part_counts; /* by page */
    struct pdf_structure *structure;
};

/* Plans the pages of documents that are alike, of which `document` is any (pdf_writer.h).
 * Release with pdf_page_plan_free. */
struct pdf_page_plan *pdf_page_plan_new(const struct document *document, bool has_field);

/* The same for a document of one page, which is the next one of that section. */
struct pdf_page_plan *pdf_page_plan_new_page(const struct document *document,
                                             const struct pdf_paged_section *section);
void pdf_page_plan_free(struct pdf_page_plan *plan);

/* Fails when the document has not the pages and parts of those that were planned. */
bool pdf_page_plan_check(const struct pdf_page_plan *plan, const struct document *document,
                         struct error *err);

/* Appends the operators of a segment; `page` is the document's on which it stands. */
bool pdf_page_put_segment(const struct pdf_page_plan *plan, const struct pdf_segment *segment,
                          const struct page *page,
                          const struct pdf_content_resources *resources, struct buf *out,
                          struct error *err);

/* The numbers of objects that a page refers to, and its own; and how far its sheet reaches. */
struct pdf_page_numbers {
    size_t page, parent, resources;
    const size_t *contents;  /* by segment of the plan */
    size_t before, after;    /* streams in front of and behind those, 0: none */
    size_t parent_key;       /* in the structure's parent tree */
    size_t annotation;       /* the first of those that it has … */
    size_t annotation_count; /* … one after another */
    double margin; /* points beyond the bleed on each side; `before` must move what the
                      page shows by as much */
};

/* Adds the object of the document's page `index`. */
void pdf_page_add(const struct pdf_page_plan *plan, size_t index, const struct page *page,
                  const struct pdf_page_numbers *numbers, struct pdf_object *set);

/* Adds an empty page of the size of `page`; `numbers` needs no more than the first three. */
void pdf_page_add_blank(const struct page *page, const struct pdf_page_numbers *numbers,
                        struct pdf_object *set);

#endif
