#include "pdf/pdf_page.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

/* Says whether the part has operators in its page's streams in some document. */
static bool is_painted(const struct part *part)
{
    return part->tag.role != ROLE_FORM && (part->count > 0 || !part->fixed);
}

/* Says whether a fixed part is so small, a line or a rectangle, that a stream for it alone
 * takes more than writing it again in each document. */
static bool is_small(const struct part *part)
{
    enum { STEPS = 5 };
    return part->count == 1 && part->items[0].kind == ITEM_PATH &&
           part->items[0].path.count <= STEPS;
}

static void plan_segments(struct pdf_page_plan *plan, size_t page_number,
                          const struct page *page, size_t *room)
{
    struct pdf_segment *open = NULL;
    for (size_t i = 0; i < page->count; i++) {
        const struct part *part = page->parts[i];
        if (!is_painted(part))
            continue;
        if (!open || (open->fixed != part->fixed && (open->fixed || !is_small(part)))) {
            plan->segments =
                mem_grow(plan->segments, plan->segment_count, room, sizeof *plan->segments);
            open = &plan->segments[plan->segment_count++];
            *open = (struct pdf_segment){.page = page_number, .first = i, .fixed = part->fixed};
        }
        open->end = i + 1;
    }
}

static struct pdf_page_plan *new_plan(const struct document *document,
                                      struct pdf_structure *structure)
{
    struct pdf_page_plan *plan = mem_new(1, sizeof *plan);
    size_t room = 0;
    plan->page_count = document->page_count;
    plan->part_counts = mem_new(document->page_count, sizeof *plan->part_counts);
    for (size_t p = 0; p < document->page_count; p++) {
        plan->part_counts[p] = document->pages[p].count;
        plan_segments(plan, p, &document->pages[p], &room);
    }
    plan->structure = structure;
    return plan;
}

struct pdf_page_plan *pdf_page_plan_new(const struct document *document, bool has_field)
{
    return new_plan(document, pdf_structure_new(document->pages, document->page_count,
                                                has_field, document->field));
}

struct pdf_page_plan *pdf_page_plan_new_page(const struct document *document,
                                             const struct pdf_paged_section *section)
{
    return new_plan(document, pdf_paged_section_plan(section, document->pages));
}

void pdf_page_plan_free(struct pdf_page_plan *plan)
{
    if (!plan)
        return;
    pdf_structure_free(plan->structure);
    free(plan->part_counts);
    free(plan->segments);
    free(plan);
}

bool pdf_page_plan_check(const struct pdf_page_plan *plan, const struct document *document,
                         struct error *err)
{
    if (document->page_count != plan->page_count) {
        error_set(err, "document-not-shared",
                  "The document is none of those that share the rest.");
        return error_internal(err);
    }
    for (size_t p = 0; p < plan->page_count; p++)
        if (document->pages[p].count != plan->part_counts[p]) {
            error_set(err, "page-parts-differ",
                      "Page %zu has %zu parts; the shared one has %zu.", p + 1,
                      document->pages[p].count, plan->part_counts[p]);
            return error_internal(err);
        }
    return true;
}

bool pdf_page_put_segment(const struct pdf_page_plan *plan, const struct pdf_segment *segment,
                          const struct page *page,
                          const struct pdf_content_resources *resources, struct buf *out,
                          struct error *err)
{
    struct pdf_content op = {
        .out = out,
        .resources = resources,
        .left = page->bleed,
        .top = page->bleed + page->height,
    };
    for (size_t i = segment->first; i < segment->end; i++) {
        const struct part *part = page->parts[i];
        if (!part->count || part->tag.role == ROLE_FORM)
            continue;
        const char *actual_text = pdf_content_actual_text(resources, part);
        op.actual_text = actual_text && part->tag.role != ROLE_ARTIFACT;
        pdf_structure_begin(plan->structure, segment->page, i, actual_text, out);
        if (!pdf_content_items(&op, part->items, part->count, err))
            return false;
        buf_puts(out, "EMC\n");
    }
    return true;
}

/* Adds what every page has. */
static struct pdf_dict *begin_page(const struct page *page,
                                   const struct pdf_page_numbers *numbers,
                                   struct pdf_object *set)
{
    double margin = numbers->margin, edge = margin + page->bleed;
    double width = page->width + 2 * edge, height = page->height + 2 * edge;
    double media[4] = {0, 0, width, height};
    double bleed[4] = {margin, margin, width - margin, height - margin};
    double trim[4] = {edge, edge, width - edge, height - edge};

    struct pdf_dict *dict = pdf_object_dict(set, numbers->page);
    pdf_dict_name(dict, "Type", "Page");
    pdf_dict_ref(dict, "Parent", numbers->parent);
    pdf_dict_box(dict, "MediaBox", media);
    pdf_dict_box(dict, "BleedBox", bleed);
    pdf_dict_box(dict, "TrimBox", trim);
    pdf_dict_ref(dict, "Resources", numbers->resources);
    return dict;
}

void pdf_page_add(const struct pdf_page_plan *plan, size_t index, const struct page *page,
                  const struct pdf_page_numbers *numbers, struct pdf_object *set)
{
    struct pdf_dict *dict = begin_page(page, numbers, set);
    struct pdf_array *contents = pdf_dict_array(dict, "Contents");
    if (numbers->before)
        pdf_array_ref(contents, numbers->before);
    for (size_t i = 0; i < plan->segment_count; i++)
        if (plan->segments[i].page == index)
            pdf_array_ref(contents, numbers->contents[i]);
    if (numbers->after)
        pdf_array_ref(contents, numbers->after);
    pdf_dict_integer(dict, "StructParents", (int32_t)numbers->parent_key);
    pdf_dict_name(dict, "Tabs", "S");
    if (!numbers->annotation_count)
        return;
    struct pdf_array *annotations = pdf_dict_array(dict, "Annots");
    for (size_t i = 0; i < numbers->annotation_count; i++)
        pdf_array_ref(annotations, numbers->annotation + i);
}

void pdf_page_add_blank(const struct page *page, const struct pdf_page_numbers *numbers,
                        struct pdf_object *set)
{
    begin_page(page, numbers, set);
}
