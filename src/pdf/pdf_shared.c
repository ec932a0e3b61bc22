#include "pdf/pdf_shared.h"

#include "base/mem.h"
#include "pdf/flate.h"
#include "pdf/icc.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_object.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The bytes behind the version tell transfer programs that the file is not text. */
static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/* What pdf_shared_new needs while it works. */
struct making {
    struct pdf_shared *shared;
    const struct document *document;
    const struct glyph_use *usage;
    struct flate *flate, *picture_flate;
    struct pdf_object *set;
    struct buf *keep; /* streams until they are written */
    size_t keep_used;
};

static size_t take(struct pdf_shared *shared, size_t count)
{
    size_t first = shared->object_count + 1;
    shared->object_count += count;
    return first;
}

/* Says whether the part has operators in its page's streams in some certificate. */
static bool is_painted(const struct part *part)
{
    return part->tag.role != ROLE_FORM && (part->count > 0 || !part->fixed);
}

static void plan_segments(struct pdf_shared *shared, const struct page *pages)
{
    size_t room = 0;
    for (size_t p = 0; p < shared->page_count; p++) {
        struct segment *open = NULL;
        for (size_t i = 0; i < pages[p].count; i++) {
            const struct part *part = pages[p].parts[i];
            if (!is_painted(part))
                continue;
            if (!open || open->fixed != part->fixed) {
                shared->segments = mem_grow(shared->segments, shared->segment_count, &room,
                                            sizeof *shared->segments);
                open = &shared->segments[shared->segment_count++];
                *open = (struct segment){
                    .page = p, .first = i, .fixed = part->fixed, .number = take(shared, 1)};
            }
            open->end = i + 1;
        }
    }
}

static void find_field(struct pdf_shared *shared, const struct page *pages)
{
    shared->field_part = SIZE_MAX;
    for (size_t p = 0; p < shared->page_count; p++)
        for (size_t i = 0; i < pages[p].count; i++)
            if (pages[p].parts[i]->tag.role == ROLE_FORM && shared->field_part == SIZE_MAX) {
                shared->field_page = p;
                shared->field_part = i;
            }
}

static void plan_numbers(struct pdf_shared *shared, const struct document *document)
{
    shared->catalog = take(shared, 1);
    shared->page_tree = take(shared, 1);
    shared->info = take(shared, 1);
    shared->metadata = take(shared, 1);
    shared->intent = take(shared, 2);
    shared->resource = take(shared, 1);
    shared->xobjects = take(shared, 1);
    shared->images = take(shared, document->image_count * PDFIMAGE_OBJECTS);
    shared->forms = take(shared, shared->art.count);
    for (size_t p = 0; p < shared->page_count; p++)
        shared->pages[p] = take(shared, 1);
    if (shared->contents_size) {
        find_field(shared, document->pages);
        shared->form = take(shared, 1);
        shared->field = take(shared, 1);
        shared->value = take(shared, 1);
        shared->appearance = take(shared, 1);
    }
    plan_segments(shared, document->pages);
    shared->tags =
        pdf_structure_new(document->pages, shared->page_count, shared->contents_size > 0);
    shared->tag_numbers = (struct pdf_structure_numbers){
        .root = take(shared, 1),
        .parents = take(shared, 1),
        .document = take(shared, 1),
        .first = take(shared, pdf_structure_count(shared->tags)),
        .pages = shared->pages,
        .field = shared->field,
    };
}

static struct pdf_shared *plan(const struct document *document, size_t contents_size)
{
    struct pdf_shared *shared = mem_new(1, sizeof *shared);
    shared->page_count = document->page_count;
    shared->contents_size = contents_size;
    shared->pages = mem_new(document->page_count, sizeof *shared->pages);
    shared->part_counts = mem_new(document->page_count, sizeof *shared->part_counts);
    for (size_t p = 0; p < document->page_count; p++)
        shared->part_counts[p] = document->pages[p].count;
    shared->fonts = mem_new(document->face_count, sizeof *shared->fonts);
    shared->resources = (struct pdf_content_resources){
        .fonts = shared->fonts,
        .font_count = document->face_count,
        .image_count = document->image_count,
    };
    art_list_gather(&shared->art, document);
    shared->resources.art = &shared->art;
    plan_numbers(shared, document);
    return shared;
}

static bool add_fonts(struct making *making, struct pdf_dict *fonts, struct error *err)
{
    const struct document *document = making->document;
    for (size_t f = 0; f < document->face_count; f++) {
        struct pdf_font *font = &making->shared->fonts[f];
        if (!glyph_use_end(making->usage, f))
            continue;
        if (!pdf_font_make(font, document->faces[f].shaper, making->usage, f, err))
            return false;
        char name[24];
        size_t number = take(making->shared, PDFFONT_OBJECTS);
        snprintf(name, sizeof name, "F%zu", f);
        pdf_dict_ref(fonts, name, number);
        pdf_font_add(font, document->faces[f].font, making->flate, making->set, number,
                     &making->keep[making->keep_used]);
        making->keep_used += 2;
    }
    return true;
}

static bool add_images(struct making *making, struct error *err)
{
    for (size_t i = 0; i < making->document->image_count; i++) {
        size_t number = making->shared->images + i * PDFIMAGE_OBJECTS;
        if (!pdf_image_add(making->document->images[i], making->picture_flate, making->set,
                           number, &making->keep[making->keep_used], err))
            return false;
        making->keep_used += 2;
    }
    return true;
}

bool pdf_shared_segment(const struct pdf_shared *shared, const struct segment *segment,
                        const struct page *page, const struct pdf_content_resources *resources,
                        struct buf *out, struct error *err)
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
        pdf_structure_begin(shared->tags, segment->page, i, actual_text, out);
        if (!pdf_content_items(&op, part->items, part->count, err))
            return false;
        buf_puts(out, "EMC\n");
    }
    return true;
}

static bool add_form_object(struct making *making, size_t index, struct buf *operators,
                            struct error *err)
{
    struct pdf_shared *shared = making->shared;
    const struct art *art = shared->art.pieces[index];
    struct buf *keep = &making->keep[making->keep_used++];
    struct pdf_content op = {.out = operators, .resources = &shared->resources};
    buf_clear(operators);
    if (!pdf_content_items(&op, art->items, art->count, err))
        return false;
    flate_add(making->flate, buf_text(operators), operators->size, keep);

    double bounds[4] = {art->box.x, -art->box.y - art->box.height, art->box.x + art->box.width,
                        -art->box.y};
    struct pdf_dict *form = pdf_object_dict(making->set, shared->forms + index);
    pdf_dict_name(form, "Type", "XObject");
    pdf_dict_name(form, "Subtype", "Form");
    pdf_dict_box(form, "BBox", bounds);
    pdf_dict_ref(form, "Resources", shared->resource);
    pdf_dict_name(form, "Filter", "FlateDecode");
    pdf_object_stream(making->set, keep->data, keep->size);
    return true;
}

static bool add_forms(struct making *making, struct error *err)
{
    struct buf operators = {0};
    bool done = true;
    for (size_t i = 0; done && i < making->shared->art.count; i++)
        done = add_form_object(making, i, &operators, err);
    buf_free(&operators);
    return done;
}

static bool add_segments(struct making *making, struct error *err)
{
    struct pdf_shared *shared = making->shared;
    struct buf operators = {0};
    bool done = true;
    for (size_t i = 0; done && i < shared->segment_count; i++) {
        const struct segment *segment = &shared->segments[i];
        if (!segment->fixed)
            continue;
        struct buf *keep = &making->keep[making->keep_used++];
        buf_clear(&operators);
        done = pdf_shared_segment(shared, segment, &making->document->pages[segment->page],
                                  &shared->resources, &operators, err);
        flate_add(making->flate, buf_text(&operators), operators.size, keep);
        pdf_dict_name(pdf_object_dict(making->set, segment->number), "Filter", "FlateDecode");
        pdf_object_stream(making->set, keep->data, keep->size);
    }
    buf_free(&operators);
    return done;
}

static void add_page(struct making *making, size_t index)
{
    const struct pdf_shared *shared = making->shared;
    const struct page *page = &making->document->pages[index];
    double width = page->width + 2 * page->bleed, height = page->height + 2 * page->bleed;
    double media[4] = {0, 0, width, height};
    double trim[4] = {page->bleed, page->bleed, width - page->bleed, height - page->bleed};

    struct pdf_dict *dict = pdf_object_dict(making->set, shared->pages[index]);
    pdf_dict_name(dict, "Type", "Page");
    pdf_dict_ref(dict, "Parent", shared->page_tree);
    pdf_dict_box(dict, "MediaBox", media);
    pdf_dict_box(dict, "BleedBox", media);
    pdf_dict_box(dict, "TrimBox", trim);
    pdf_dict_ref(dict, "Resources", shared->resource);
    struct pdf_array *contents = pdf_dict_array(dict, "Contents");
    for (size_t i = 0; i < shared->segment_count; i++)
        if (shared->segments[i].page == index)
            pdf_array_ref(contents, shared->segments[i].number);
    pdf_dict_integer(dict, "StructParents", (int32_t)index);
    pdf_dict_name(dict, "Tabs", "S");
    if (shared->field && shared->field_page == index)
        pdf_array_ref(pdf_dict_array(dict, "Annots"), shared->field);
}

static void add_pages(struct making *making)
{
    const struct pdf_shared *shared = making->shared;
    struct pdf_dict *tree = pdf_object_dict(making->set, shared->page_tree);
    pdf_dict_name(tree, "Type", "Pages");
    pdf_dict_integer(tree, "Count", (int32_t)shared->page_count);
    struct pdf_array *kids = pdf_dict_array(tree, "Kids");
    for (size_t p = 0; p < shared->page_count; p++) {
        pdf_array_ref(kids, shared->pages[p]);
        add_page(making, p);
    }
}

static bool add_intent(struct making *making, struct error *err)
{
    struct buf profile = {0};
    bool done = icc_srgb(&profile, err);
    size_t number = making->shared->intent;
    struct buf *keep = &making->keep[making->keep_used++];
    flate_add(making->flate, buf_text(&profile), profile.size, keep);
    buf_free(&profile);

    struct pdf_dict *intent = pdf_object_dict(making->set, number);
    pdf_dict_name(intent, "Type", "OutputIntent");
    pdf_dict_name(intent, "S", "GTS_PDFA1");
    pdf_dict_text(intent, "OutputConditionIdentifier", "sRGB IEC61966-2.1");
    pdf_dict_text(intent, "Info", "sRGB IEC61966-2.1");
    pdf_dict_ref(intent, "DestOutputProfile", number + 1);
    struct pdf_dict *stream = pdf_object_dict(making->set, number + 1);
    pdf_dict_integer(stream, "N", 3);
    pdf_dict_name(stream, "Filter", "FlateDecode");
    pdf_object_stream(making->set, keep->data, keep->size);
    return done;
}

static void add_form(struct making *making)
{
    const struct pdf_shared *shared = making->shared;
    if (!shared->form)
        return;
    struct pdf_dict *form = pdf_object_dict(making->set, shared->form);
    pdf_array_ref(pdf_dict_array(form, "Fields"), shared->field);
    pdf_dict_integer(form, "SigFlags", 3); /* there are signatures; only append to the file */
}

static bool add_shared(struct making *making, struct error *err)
{
    const struct pdf_shared *shared = making->shared;
    add_pages(making);
    add_form(making);
    pdf_structure_add_fixed(shared->tags, making->document->pages, &shared->tag_numbers,
                            making->set);
    struct pdf_dict *resource = pdf_object_dict(making->set, shared->resource);
    pdf_dict_ref(resource, "XObject", shared->xobjects);
    return add_fonts(making, pdf_dict_dict(resource, "Font"), err) && add_images(making, err) &&
           add_forms(making, err) && add_segments(making, err) && add_intent(making, err);
}

static bool write_shared(struct making *making, struct error *err)
{
    struct pdf_shared *shared = making->shared;
    shared->offsets = mem_new(shared->object_count + 1, sizeof *shared->offsets);
    buf_add(&shared->beginning, header, sizeof header - 1);
    return pdf_object_write(making->set, &shared->beginning, shared->offsets, err);
}

struct pdf_shared *pdf_shared_new(const struct document *document,
                                  const struct glyph_use *usage, size_t contents_size,
                                  struct error *err)
{
    struct pdf_shared *shared = plan(document, contents_size);
    size_t streams = 2 * document->face_count + 2 * document->image_count + shared->art.count +
                     shared->segment_count + 1;
    struct making making = {
        .shared = shared,
        .document = document,
        .usage = usage,
        .flate = flate_new(FLATE_SMALL),
        .picture_flate = flate_new(FLATE_MEDIUM),
        .set = pdf_object_new(),
        .keep = mem_new(streams, sizeof *making.keep),
    };
    bool done = add_shared(&making, err) && write_shared(&making, err);
    pdf_object_free(making.set);
    flate_free(making.flate);
    flate_free(making.picture_flate);
    for (size_t i = 0; i < streams; i++)
        buf_free(&making.keep[i]);
    free(making.keep);
    shared->prefix = hash_begin(buf_text(&shared->beginning), shared->beginning.size);
    if (done)
        return shared;
    pdf_shared_free(shared);
    return NULL;
}

void pdf_shared_free(struct pdf_shared *shared)
{
    if (!shared)
        return;
    for (size_t f = 0; f < shared->resources.font_count; f++)
        pdf_font_free(&shared->fonts[f]);
    free(shared->fonts);
    art_list_free(&shared->art);
    free(shared->part_counts);
    free(shared->segments);
    free(shared->pages);
    free(shared->offsets);
    pdf_structure_free(shared->tags);
    buf_free(&shared->beginning);
    hash_prefix_free(shared->prefix);
    free(shared);
}
