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

/* What sheet_new needs while it works. */
struct making {
    struct sheet *sheet;
    const struct sheet_source *source;
    struct flate *flate;
    struct pdfobj *set;
    struct buf *keep; /* streams until they are written */
    size_t keep_used;
};

static size_t take(struct sheet *sheet, size_t count)
{
    size_t first = sheet->object_count + 1;
    sheet->object_count += count;
    return first;
}

/* Says whether the part has operators in its page's streams in some certificate. */
static bool is_painted(const struct part *part)
{
    return part->tag.role != ROLE_FORM && (part->count > 0 || !part->fixed);
}

static void plan_segments(struct sheet *sheet, const struct page *pages)
{
    size_t room = 0;
    for (size_t p = 0; p < sheet->page_count; p++) {
        struct segment *open = NULL;
        for (size_t i = 0; i < pages[p].count; i++) {
            const struct part *part = pages[p].parts[i];
            if (!is_painted(part))
                continue;
            if (!open || open->fixed != part->fixed) {
                sheet->segments = mem_grow(sheet->segments, sheet->segment_count, &room,
                                           sizeof *sheet->segments);
                open = &sheet->segments[sheet->segment_count++];
                *open = (struct segment){
                    .page = p, .first = i, .fixed = part->fixed, .number = take(sheet, 1)};
            }
            open->end = i + 1;
        }
    }
}

static void find_field(struct sheet *sheet, const struct page *pages)
{
    sheet->field_part = SIZE_MAX;
    for (size_t p = 0; p < sheet->page_count; p++)
        for (size_t i = 0; i < pages[p].count; i++)
            if (pages[p].parts[i]->tag.role == ROLE_FORM && sheet->field_part == SIZE_MAX) {
                sheet->field_page = p;
                sheet->field_part = i;
            }
}

static void plan_numbers(struct sheet *sheet, const struct sheet_source *source)
{
    sheet->catalog = take(sheet, 1);
    sheet->page_tree = take(sheet, 1);
    sheet->info = take(sheet, 1);
    sheet->metadata = take(sheet, 1);
    sheet->intent = take(sheet, 2);
    sheet->resource = take(sheet, 1);
    sheet->xobjects = take(sheet, 1);
    sheet->images = take(sheet, source->image_count * PDFIMAGE_OBJECTS);
    for (size_t p = 0; p < sheet->page_count; p++)
        sheet->pages[p] = take(sheet, 1);
    if (sheet->contents_size) {
        find_field(sheet, source->pages);
        sheet->form = take(sheet, 1);
        sheet->field = take(sheet, 1);
        sheet->value = take(sheet, 1);
        sheet->appearance = take(sheet, 1);
    }
    plan_segments(sheet, source->pages);
    sheet->tags = pdftag_new(source->pages, sheet->page_count, sheet->contents_size > 0);
    sheet->tag_numbers = (struct pdftag_numbers){
        .root = take(sheet, 1),
        .parents = take(sheet, 1),
        .document = take(sheet, 1),
        .first = take(sheet, pdftag_count(sheet->tags)),
        .pages = sheet->pages,
        .field = sheet->field,
    };
}

static struct sheet *plan(const struct sheet_source *source)
{
    struct sheet *sheet = mem_new(1, sizeof *sheet);
    sheet->page_count = source->page_count;
    sheet->contents_size = source->contents_size;
    sheet->pages = mem_new(source->page_count, sizeof *sheet->pages);
    sheet->part_counts = mem_new(source->page_count, sizeof *sheet->part_counts);
    for (size_t p = 0; p < source->page_count; p++)
        sheet->part_counts[p] = source->pages[p].count;
    sheet->fonts = mem_new(source->face_count, sizeof *sheet->fonts);
    sheet->resources = (struct pdfop_resources){
        .fonts = sheet->fonts,
        .font_count = source->face_count,
        .image_count = source->image_count,
    };
    plan_numbers(sheet, source);
    return sheet;
}

static bool add_fonts(struct making *making, struct pdfdict *fonts, struct err *err)
{
    const struct sheet_source *source = making->source;
    for (size_t f = 0; f < source->face_count; f++) {
        struct pdffont *font = &making->sheet->fonts[f];
        if (!usage_end(source->usage, f))
            continue;
        if (!pdffont_make(font, source->shapers[f], source->usage, f, err))
            return false;
        char name[24];
        size_t number = take(making->sheet, PDFFONT_OBJECTS);
        snprintf(name, sizeof name, "F%zu", f);
        pdfdict_ref(fonts, name, number);
        pdffont_add(font, source->fonts[f], making->flate, making->set, number,
                    &making->keep[making->keep_used]);
        making->keep_used += 2;
    }
    return true;
}

static bool add_images(struct making *making, struct err *err)
{
    for (size_t i = 0; i < making->source->image_count; i++) {
        size_t number = making->sheet->images + i * PDFIMAGE_OBJECTS;
        if (!pdfimage_add(&making->source->images[i], making->flate, making->set, number,
                          &making->keep[making->keep_used], err))
            return false;
        making->keep_used += 2;
    }
    return true;
}

bool sheet_segment(const struct sheet *sheet, const struct segment *segment,
                   const struct page *page, const struct pdfop_resources *resources,
                   struct buf *out, struct err *err)
{
    struct pdfop op = {
        .out = out,
        .resources = resources,
        .left = page->bleed,
        .top = page->bleed + page->height,
    };
    for (size_t i = segment->first; i < segment->end; i++) {
        const struct part *part = page->parts[i];
        if (!part->count || part->tag.role == ROLE_FORM)
            continue;
        const char *said = pdfop_said(resources, part);
        op.said = said && part->tag.role != ROLE_ARTIFACT;
        pdftag_begin(sheet->tags, segment->page, i, said, out);
        if (!pdfop_items(&op, part->items, part->count, err))
            return false;
        buf_puts(out, "EMC\n");
    }
    return true;
}

static bool add_segments(struct making *making, struct err *err)
{
    struct sheet *sheet = making->sheet;
    struct buf operators = {0};
    bool done = true;
    for (size_t i = 0; done && i < sheet->segment_count; i++) {
        const struct segment *segment = &sheet->segments[i];
        if (!segment->fixed)
            continue;
        struct buf *keep = &making->keep[making->keep_used++];
        buf_clear(&operators);
        done = sheet_segment(sheet, segment, &making->source->pages[segment->page],
                             &sheet->resources, &operators, err);
        flate_add(making->flate, buf_text(&operators), operators.size, keep);
        pdfdict_name(pdfobj_dict(making->set, segment->number), "Filter", "FlateDecode");
        pdfobj_stream(making->set, keep->data, keep->size);
    }
    buf_free(&operators);
    return done;
}

static void add_page(struct making *making, size_t index)
{
    const struct sheet *sheet = making->sheet;
    const struct page *page = &making->source->pages[index];
    double width = page->width + 2 * page->bleed, height = page->height + 2 * page->bleed;
    double media[4] = {0, 0, width, height};
    double trim[4] = {page->bleed, page->bleed, width - page->bleed, height - page->bleed};

    struct pdfdict *dict = pdfobj_dict(making->set, sheet->pages[index]);
    pdfdict_name(dict, "Type", "Page");
    pdfdict_ref(dict, "Parent", sheet->page_tree);
    pdfdict_box(dict, "MediaBox", media);
    pdfdict_box(dict, "BleedBox", media);
    pdfdict_box(dict, "TrimBox", trim);
    pdfdict_ref(dict, "Resources", sheet->resource);
    struct pdfarray *contents = pdfdict_array(dict, "Contents");
    for (size_t i = 0; i < sheet->segment_count; i++)
        if (sheet->segments[i].page == index)
            pdfarray_ref(contents, sheet->segments[i].number);
    pdfdict_integer(dict, "StructParents", (int32_t)index);
    pdfdict_name(dict, "Tabs", "S");
    if (sheet->field && sheet->field_page == index)
        pdfarray_ref(pdfdict_array(dict, "Annots"), sheet->field);
}

static void add_pages(struct making *making)
{
    const struct sheet *sheet = making->sheet;
    struct pdfdict *tree = pdfobj_dict(making->set, sheet->page_tree);
    pdfdict_name(tree, "Type", "Pages");
    pdfdict_integer(tree, "Count", (int32_t)sheet->page_count);
    struct pdfarray *kids = pdfdict_array(tree, "Kids");
    for (size_t p = 0; p < sheet->page_count; p++) {
        pdfarray_ref(kids, sheet->pages[p]);
        add_page(making, p);
    }
}

static bool add_intent(struct making *making, struct err *err)
{
    struct buf profile = {0};
    bool done = icc_srgb(&profile, err);
    size_t number = making->sheet->intent;
    struct buf *keep = &making->keep[making->keep_used++];
    flate_add(making->flate, buf_text(&profile), profile.size, keep);
    buf_free(&profile);

    struct pdfdict *intent = pdfobj_dict(making->set, number);
    pdfdict_name(intent, "Type", "OutputIntent");
    pdfdict_name(intent, "S", "GTS_PDFA1");
    pdfdict_text(intent, "OutputConditionIdentifier", "sRGB IEC61966-2.1");
    pdfdict_text(intent, "Info", "sRGB IEC61966-2.1");
    pdfdict_ref(intent, "DestOutputProfile", number + 1);
    struct pdfdict *stream = pdfobj_dict(making->set, number + 1);
    pdfdict_integer(stream, "N", 3);
    pdfdict_name(stream, "Filter", "FlateDecode");
    pdfobj_stream(making->set, keep->data, keep->size);
    return done;
}

static void add_form(struct making *making)
{
    const struct sheet *sheet = making->sheet;
    if (!sheet->form)
        return;
    struct pdfdict *form = pdfobj_dict(making->set, sheet->form);
    pdfarray_ref(pdfdict_array(form, "Fields"), sheet->field);
    pdfdict_integer(form, "SigFlags", 3); /* there are signatures; only append to the file */
}

static bool add_shared(struct making *making, struct err *err)
{
    const struct sheet *sheet = making->sheet;
    add_pages(making);
    add_form(making);
    pdftag_add_fixed(sheet->tags, making->source->pages, &sheet->tag_numbers, making->set);
    struct pdfdict *resource = pdfobj_dict(making->set, sheet->resource);
    pdfdict_ref(resource, "XObject", sheet->xobjects);
    return add_fonts(making, pdfdict_dict(resource, "Font"), err) && add_images(making, err) &&
           add_segments(making, err) && add_intent(making, err);
}

static bool write_shared(struct making *making, struct err *err)
{
    struct sheet *sheet = making->sheet;
    sheet->offsets = mem_new(sheet->object_count + 1, sizeof *sheet->offsets);
    buf_add(&sheet->shared, header, sizeof header - 1);
    return pdfobj_write(making->set, &sheet->shared, sheet->offsets, err);
}

struct sheet *sheet_new(const struct sheet_source *source, struct err *err)
{
    struct sheet *sheet = plan(source);
    size_t streams =
        2 * source->face_count + 2 * source->image_count + sheet->segment_count + 1;
    struct making making = {
        .sheet = sheet,
        .source = source,
        .flate = flate_new(FLATE_SMALL),
        .set = pdfobj_new(),
        .keep = mem_new(streams, sizeof *making.keep),
    };
    bool done = add_shared(&making, err) && write_shared(&making, err);
    pdfobj_free(making.set);
    flate_free(making.flate);
    for (size_t i = 0; i < streams; i++)
        buf_free(&making.keep[i]);
    free(making.keep);
    sheet->begun = digest_begin(buf_text(&sheet->shared), sheet->shared.size);
    if (done)
        return sheet;
    sheet_free(sheet);
    return NULL;
}

void sheet_free(struct sheet *sheet)
{
    if (!sheet)
        return;
    for (size_t f = 0; f < sheet->resources.font_count; f++)
        pdffont_free(&sheet->fonts[f]);
    free(sheet->fonts);
    free(sheet->part_counts);
    free(sheet->segments);
    free(sheet->pages);
    free(sheet->offsets);
    pdftag_free(sheet->tags);
    buf_free(&sheet->shared);
    digest_begun_free(sheet->begun);
    free(sheet);
}
