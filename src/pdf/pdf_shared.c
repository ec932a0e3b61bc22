#include "pdf/pdf_shared.h"

#include "base/flate.h"
#include "base/mem.h"
#include "pdf/pdf_attachment.h"
#include "pdf/pdf_metadata.h"
#include "pdf/pdf_object.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The bytes behind the version tell transfer programs that the file is not text. */
static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

static size_t take(struct pdf_shared *shared, size_t count)
{
    return pdf_object_take(&shared->object_count, count);
}

/* The first one is signed unless the document names another; one is there in any case. */
static void find_fields(struct pdf_shared *shared, const struct document *document)
{
    size_t room = 0;
    for (size_t p = 0; p < document->page_count; p++)
        for (size_t i = 0; i < document->pages[p].count; i++) {
            const struct part *part = document->pages[p].parts[i];
            if (part->tag.role != ROLE_FORM)
                continue;
            if (document->field && strcmp(document->field, part->name) == 0)
                shared->signed_field = shared->field_count;
            shared->fields =
                mem_grow(shared->fields, shared->field_count, &room, sizeof *shared->fields);
            shared->fields[shared->field_count++] = (struct pdf_field_place){p, i};
        }
    if (shared->field_count)
        return;
    shared->fields = mem_new(1, sizeof *shared->fields);
    shared->fields[shared->field_count++] = (struct pdf_field_place){0, SIZE_MAX};
}

static void plan_fields(struct pdf_shared *shared, const struct document *document)
{
    find_fields(shared, document);
    shared->form = take(shared, 1);
    shared->field = take(shared, shared->field_count);
    shared->value = take(shared, 1);
    shared->appearance = take(shared, shared->field_count);
}

static void plan_structure(struct pdf_shared *shared)
{
    shared->structure = take(shared, 1);
    shared->parents = take(shared, 1);
    shared->elements = (struct pdf_structure_numbers){
        .parent = shared->structure,
        .top_type = "Document",
        .top = take(shared, 1),
        .first = take(shared, pdf_structure_count(shared->plan->structure)),
        .pages = shared->pages,
        .field = shared->field,
    };
}

/* All that a certificate consists of gets its number. */
static void plan(struct pdf_shared *shared, const struct document *document)
{
    shared->plan = pdf_page_plan_new(document, shared->contents_size > 0);
    shared->pages = mem_new(document->page_count, sizeof *shared->pages);
    shared->contents = mem_new(shared->plan->segment_count, sizeof *shared->contents);
    shared->catalog = take(shared, 1);
    shared->page_tree = take(shared, 1);
    shared->info = take(shared, 1);
    shared->metadata = take(shared, 1);
    shared->intent = take(shared, PDF_INTENT_OBJECTS);
    if (document->attachment) {
        shared->attachment = take(shared, 1);
        shared->attached = take(shared, 1);
    }
    pdf_resources_plan(&shared->resources, document, &shared->fonts, &shared->object_count);
    for (size_t p = 0; p < document->page_count; p++)
        shared->pages[p] = take(shared, 1);
    if (shared->contents_size)
        plan_fields(shared, document);
    for (size_t i = 0; i < shared->plan->segment_count; i++)
        shared->contents[i] = take(shared, 1);
    plan_structure(shared);
    pdf_font_set_number(&shared->fonts, &shared->object_count);
    shared->shared_objects = take(shared, 1);
    shared->own_objects = take(shared, 1);
}

/* The fields of a page follow each other. */
static void place_annotations(const struct pdf_shared *shared, struct pdf_page_numbers *numbers,
                              size_t page)
{
    for (size_t i = shared->field_count; i-- > 0;)
        if (shared->fields[i].page == page) {
            numbers->annotation = shared->field + i;
            numbers->annotation_count++;
        }
}

static void add_pages(const struct pdf_shared *shared, const struct document *document,
                      struct pdf_object *set)
{
    struct pdf_dict *tree = pdf_object_dict(set, shared->page_tree);
    pdf_dict_name(tree, "Type", "Pages");
    pdf_dict_integer(tree, "Count", (int32_t)document->page_count);
    struct pdf_array *kids = pdf_dict_array(tree, "Kids");
    for (size_t p = 0; p < document->page_count; p++) {
        struct pdf_page_numbers numbers = {
            .page = shared->pages[p],
            .parent = shared->page_tree,
            .resources = shared->resources.dictionary,
            .contents = shared->contents,
            .parent_key = p,
        };
        place_annotations(shared, &numbers, p);
        pdf_array_ref(kids, shared->pages[p]);
        pdf_page_add(shared->plan, p, &document->pages[p], &numbers, set);
    }
}

static void add_catalog(const struct pdf_shared *shared, const struct document *document,
                        struct pdf_object *set)
{
    const struct pdf_catalog references = {
        .number = shared->catalog,
        .pages = shared->page_tree,
        .metadata = shared->metadata,
        .structure = shared->structure,
        .intent = shared->intent,
        .lang = document->lang,
    };
    struct pdf_dict *preferences;
    struct pdf_dict *catalog = pdf_catalog_add(&references, set, &preferences);
    if (shared->form)
        pdf_dict_ref(catalog, "AcroForm", shared->form);
    if (shared->attachment)
        pdf_attachment_add(document->attachment, shared->attachment, shared->attached, catalog,
                           set);
}

void pdf_shared_add_parents(const struct pdf_shared *shared, const struct document *document,
                            bool whole, struct pdf_object *set)
{
    const struct pdf_structure *structure = shared->plan->structure;
    struct pdf_array *nums = pdf_dict_array(pdf_object_dict(set, shared->parents), "Nums");
    for (size_t p = 0; p < document->page_count; p++) {
        pdf_array_integer(nums, (int32_t)p);
        pdf_structure_put_parents(structure, document->pages, p, whole, shared->elements.first,
                                  pdf_array_array(nums));
    }
    for (size_t i = 0; i < shared->field_count; i++) {
        size_t element = pdf_structure_field(structure, i);
        if (element == SIZE_MAX)
            continue;
        pdf_array_integer(nums, (int32_t)(document->page_count + i));
        pdf_array_ref(nums, shared->elements.first + element);
    }
}

static void add_form(const struct pdf_shared *shared, struct pdf_object *set)
{
    if (!shared->form)
        return;
    struct pdf_dict *form = pdf_object_dict(set, shared->form);
    struct pdf_array *fields = pdf_dict_array(form, "Fields");
    for (size_t i = 0; i < shared->field_count; i++)
        pdf_array_ref(fields, shared->field + i);
    pdf_dict_integer(form, "SigFlags", 3); /* there are signatures; only append to the file */
}

static bool add_segments(const struct pdf_shared *shared, const struct document *document,
                         struct flate *flate, struct pdf_object *set, struct error *err)
{
    struct buf operators = {0};
    bool done = true;
    for (size_t i = 0; done && i < shared->plan->segment_count; i++) {
        const struct pdf_segment *segment = &shared->plan->segments[i];
        if (!segment->fixed)
            continue;
        buf_clear(&operators);
        done = pdf_page_put_segment(shared->plan, segment, &document->pages[segment->page],
                                    &shared->resources.content, &operators, err);
        pdf_object_dict(set, shared->contents[i]);
        pdf_object_deflate(set, flate, &operators);
    }
    buf_free(&operators);
    return done;
}

/* What a field shows is the same in all certificates, whether it is signed or not. */
static bool add_fields(const struct pdf_shared *shared, const struct document *document,
                       struct flate *flate, struct pdf_object *set, struct error *err)
{
    bool added = true;
    for (size_t i = 0; added && i < shared->field_count; i++) {
        const struct pdf_field_place *place = &shared->fields[i];
        const struct page *page = &document->pages[place->page];
        bool is_told = pdf_structure_field(shared->plan->structure, i) != SIZE_MAX;
        const struct pdf_field field = {
            .number = shared->field + i,
            .value = i == shared->signed_field ? shared->value : 0,
            .appearance = shared->appearance + i,
            .page_number = shared->pages[place->page],
            .resources_number = shared->resources.dictionary,
            .parent_key = is_told ? document->page_count + i : SIZE_MAX,
            .page = page,
            .part = place->part == SIZE_MAX ? NULL : page->parts[place->part],
        };
        added = pdf_field_add(&field, &shared->resources.content, flate, set, err);
    }
    return added;
}

static bool add_shared(const struct pdf_shared *shared, const struct document *document,
                       enum flate_effort effort, struct flate *flate, struct pdf_object *set,
                       struct error *err)
{
    size_t parent_keys = document->page_count + shared->field_count;
    add_catalog(shared, document, set);
    add_pages(shared, document, set);
    add_form(shared, set);
    pdf_structure_add(shared->plan->structure, document->pages, true, &shared->elements, set);
    pdf_structure_add_root(set, shared->structure, shared->elements.top, shared->parents,
                           parent_keys);
    pdf_shared_add_parents(shared, document, true, set);
    pdf_resources_add_dictionary(&shared->resources, &shared->fonts, set);
    pdf_resources_name(&shared->resources, document, 0,
                       pdf_object_dict(set, shared->resources.xobjects));
    pdf_font_set_add(&shared->fonts, document, flate, set);
    return pdf_resources_add(&shared->resources, document, effort, set, err) &&
           add_segments(shared, document, flate, set, err) &&
           add_fields(shared, document, flate, set, err) &&
           pdf_metadata_add_intent(shared->intent, flate, set, err);
}

static bool write_shared(struct pdf_shared *shared, const struct document *document,
                         enum flate_effort effort, struct error *err)
{
    struct pdf_object *set = pdf_object_new();
    struct flate *flate = flate_new(effort);
    buf_add(&shared->beginning, header, sizeof header - 1);
    bool done = add_shared(shared, document, effort, flate, set, err) &&
                pdf_object_pack(set, shared->shared_objects, flate, 0, &shared->beginning,
                                &shared->xref, err);
    flate_free(flate);
    pdf_object_free(set);
    return done;
}

struct pdf_shared *pdf_shared_new(const struct document *document,
                                  const struct glyph_use *usage, size_t contents_size,
                                  enum flate_effort effort, struct error *err)
{
    struct pdf_shared *shared = mem_new(1, sizeof *shared);
    shared->contents_size = contents_size;
    bool done = pdf_font_set_make(&shared->fonts, document, usage, err);
    if (done) {
        plan(shared, document);
        done = write_shared(shared, document, effort, err);
    }
    if (done) {
        shared->prefix = hash_begin(buf_text(&shared->beginning), shared->beginning.size);
        return shared;
    }
    pdf_shared_free(shared);
    return NULL;
}

void pdf_shared_free(struct pdf_shared *shared)
{
    if (!shared)
        return;
    pdf_font_set_free(&shared->fonts);
    pdf_resources_free(&shared->resources);
    pdf_page_plan_free(shared->plan);
    free(shared->fields);
    free(shared->pages);
    free(shared->contents);
    pdf_xref_free(&shared->xref);
    buf_free(&shared->beginning);
    hash_prefix_free(shared->prefix);
    free(shared);
}
