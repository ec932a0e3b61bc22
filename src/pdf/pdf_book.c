#include "pdf/pdf_book.h"

#include "base/flate.h"
#include "base/mem.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_metadata.h"
#include "pdf/pdf_object.h"
#include "pdf/pdf_outline.h"
#include "pdf/pdf_page.h"
#include "pdf/pdf_resources.h"
#include "pdf/pdf_tree.h"
#include "pdf/pdf_xref.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/* So many entries are not remembered, but written as a section of the table. */
enum { XREF_SECTION = 1 << 16 };

enum { PART_LIMIT = 1024 }; /* documents in a part; more go on in the next */

/* Documents that are alike, or one that is like no other. */
struct document_kind {
    struct pdf_resources resources;
    struct pdf_page_plan *plan;
    size_t *contents; /* numbers of streams by segment; those of own segments are the newest
                         document's */
    size_t *pages;    /* numbers of the newest document's pages */
    size_t *before;   /* by page: the stream in front of all others, 0: none */
    double *margins;  /* by page: points of the sheet beyond the bleed */
};

/* Numbers of objects, one behind another. */
struct numbers {
    size_t *list;
    size_t count, room;
};

struct pdf_book {
    struct pdf_sink sink;
    struct pdf_book_options options;
    char *lang;
    struct pdf_trailer trailer;
    struct pdf_font_set fonts;
    struct document_kind *kinds;
    size_t kind_count, kind_room;
    struct pdf_outline outline;
    char *part_title; /* of the part that begins with the next document */
    struct pdf_tree pages, parents;
    size_t blanks;

    /* The structure: all, its parts, and the documents of the newest. */
    struct numbers parts, sections;
    size_t last; /* number of object in use */
    size_t metadata, intent, structure, whole;
    size_t after; /* the stream that ends those of `before`, 0: none yet */

    struct flate *flate;
    struct pdf_object *set;
    struct buf out, operators;
    size_t written; /* bytes that the sink has got */
    struct pdf_xref xref;
};

static size_t take(struct pdf_book *book, size_t count)
{
    return pdf_object_take(&book->last, count);
}

static void append(struct numbers *numbers, size_t number)
{
    numbers->list =
        mem_grow(numbers->list, numbers->count, &numbers->room, sizeof *numbers->list);
    numbers->list[numbers->count++] = number;
}

/* Strict readers take no section without its last lines. */
static void end_section(struct pdf_book *book, size_t at)
{
    pdf_xref_write(&book->xref, take(book, 1), at, &book->trailer, book->flate, &book->out);
    pdf_xref_end(&book->xref, &book->out);
}

/* Gives all objects of the set to the sink. */
static bool flush(struct pdf_book *book, struct error *err)
{
    size_t stream = take(book, 1);
    if (!pdf_object_pack(book->set, stream, book->flate, book->written, &book->out, &book->xref,
                         err))
        return false;
    pdf_object_clear(book->set);
    if (book->xref.count >= XREF_SECTION)
        end_section(book, book->written + book->out.size);
    bool done = book->sink.write(book->sink.context, book->out.data, book->out.size, err);
    book->written += book->out.size;
    buf_clear(&book->out);
    return done;
}

static bool begin(struct pdf_book *book, const struct document *about,
                  const struct glyph_use *usage, const struct pdf_origin *origin,
                  struct error *err)
{
    struct flate *flate = flate_new(FLATE_SMALL);
    bool done = pdf_metadata_check(about, origin, err) &&
                pdf_font_set_make(&book->fonts, about, usage, err) &&
                pdf_metadata_add_intent(book->intent, flate, book->set, err);
    if (done) {
        pdf_font_set_number(&book->fonts, &book->last);
        pdf_font_set_add(&book->fonts, about, flate, book->set);
        pdf_metadata_add(about, origin, book->trailer.info, book->metadata, flate, book->set);
        buf_add(&book->out, header, sizeof header - 1);
        done = flush(book, err);
    }
    flate_free(flate);
    return done;
}

struct pdf_book *pdf_book_new(const struct document *about, const struct glyph_use *usage,
                              const struct pdf_origin *origin,
                              const struct pdf_book_options *options,
                              const struct pdf_sink *sink, struct error *err)
{
    struct pdf_book *book = mem_new(1, sizeof *book);
    book->sink = *sink;
    book->options = *options;
    book->lang = mem_copy(about->lang);
    book->flate = flate_new(FLATE_MEDIUM);
    book->set = pdf_object_new();
    book->trailer = (struct pdf_trailer){.catalog = take(book, 1), .info = take(book, 1)};
    memcpy(book->trailer.id, origin->id, sizeof book->trailer.id);
    memcpy(book->trailer.revision, origin->id, sizeof book->trailer.revision);
    book->metadata = take(book, 1);
    book->intent = take(book, PDF_INTENT_OBJECTS);
    book->structure = take(book, 1);
    book->whole = take(book, 1);
    book->pages = (struct pdf_tree){.root = take(book, 1), .of_pages = true};
    book->parents = (struct pdf_tree){.root = take(book, 1)};
    if (begin(book, about, usage, origin, err))
        return book;
    pdf_book_free(book);
    return NULL;
}

/* The resources stay. */
static void free_plan(struct document_kind *kind)
{
    pdf_page_plan_free(kind->plan);
    free(kind->contents);
    free(kind->pages);
    free(kind->before);
    free(kind->margins);
}

void pdf_book_free(struct pdf_book *book)
{
    if (!book)
        return;
    for (size_t i = 0; i < book->kind_count; i++) {
        pdf_resources_free(&book->kinds[i].resources);
        free_plan(&book->kinds[i]);
    }
    free(book->kinds);
    pdf_font_set_free(&book->fonts);
    pdf_outline_free(&book->outline);
    pdf_tree_free(&book->pages);
    pdf_tree_free(&book->parents);
    pdf_xref_free(&book->xref);
    pdf_object_free(book->set);
    flate_free(book->flate);
    buf_free(&book->out);
    buf_free(&book->operators);
    free(book->parts.list);
    free(book->sections.list);
    free(book->part_title);
    free(book->lang);
    free(book);
}

/* Adds the streams of the document's segments that are `fixed`, or of those that are not. */
static bool add_segments(struct pdf_book *book, const struct document_kind *kind, bool fixed,
                         const struct document *document,
                         const struct pdf_content_resources *resources, struct flate *flate,
                         struct error *err)
{
    for (size_t i = 0; i < kind->plan->segment_count; i++) {
        const struct pdf_segment *segment = &kind->plan->segments[i];
        if (segment->fixed != fixed)
            continue;
        buf_clear(&book->operators);
        if (!pdf_page_put_segment(kind->plan, segment, &document->pages[segment->page],
                                  resources, &book->operators, err))
            return false;
        kind->contents[i] = take(book, 1);
        pdf_object_dict(book->set, kind->contents[i]);
        pdf_object_deflate(book->set, flate, &book->operators);
    }
    return true;
}

/* Adds what stands around all that the pages show. */
static void add_placing(struct pdf_book *book, struct document_kind *kind,
                        const struct document *document)
{
    kind->before = mem_new(document->page_count, sizeof *kind->before);
    kind->margins = mem_new(document->page_count, sizeof *kind->margins);
    for (size_t p = 0; p < document->page_count; p++) {
        kind->margins[p] = pdf_placing_margin(&document->pages[p]);
        buf_clear(&book->operators);
        if (!pdf_placing_put(&book->options.placing, &document->pages[p], &book->operators))
            continue;
        kind->before[p] = take(book, 1);
        pdf_object_dict(book->set, kind->before[p]);
        pdf_object_keep(book->set, &book->operators);
        if (book->after)
            continue;
        book->after = take(book, 1);
        pdf_object_dict(book->set, book->after);
        buf_puts(&book->operators, "Q\n");
        pdf_object_keep(book->set, &book->operators);
    }
}

static void make_plan(struct pdf_book *book, struct document_kind *kind,
                      const struct document *document)
{
    kind->plan = pdf_page_plan_new(document, false);
    kind->contents = mem_new(kind->plan->segment_count, sizeof *kind->contents);
    kind->pages = mem_new(document->page_count, sizeof *kind->pages);
    add_placing(book, kind, document);
}

bool pdf_book_add_kind(struct pdf_book *book, const struct document *document, size_t *number,
                       struct error *err)
{
    book->kinds =
        mem_grow(book->kinds, book->kind_count, &book->kind_room, sizeof *book->kinds);
    *number = book->kind_count++;
    struct document_kind *kind = &book->kinds[*number];
    *kind = (struct document_kind){0};
    make_plan(book, kind, document);
    pdf_resources_plan(&kind->resources, document, &book->fonts, &book->last);
    pdf_resources_add_dictionary(&kind->resources, &book->fonts, book->set);
    pdf_resources_name(&kind->resources, document, 0,
                       pdf_object_dict(book->set, kind->resources.xobjects));
    struct flate *flate = flate_new(FLATE_SMALL);
    bool done =
        pdf_resources_add(&kind->resources, document, FLATE_SMALL, book->set, err) &&
        add_segments(book, kind, true, document, &kind->resources.content, flate, err) &&
        flush(book, err);
    flate_free(flate);
    return done;
}

void pdf_book_begin_part(struct pdf_book *book, const char *title)
{
    free(book->part_title);
    book->part_title = mem_copy(title);
}

/* Adds the element of the newest part, whose documents are known now. */
static void close_part(struct pdf_book *book)
{
    if (book->parts.count == 0)
        return;
    struct pdf_dict *part = pdf_object_dict(book->set, book->parts.list[book->parts.count - 1]);
    pdf_dict_name(part, "S", "Part");
    pdf_dict_ref(part, "P", book->whole);
    struct pdf_array *kids = pdf_dict_array(part, "K");
    for (size_t i = 0; i < book->sections.count; i++)
        pdf_array_ref(kids, book->sections.list[i]);
    book->sections.count = 0;
}

/* Opens a part for a document that begins on that page, if it is to begin one. */
static void open_part(struct pdf_book *book, size_t page)
{
    if (!book->part_title && book->parts.count && book->sections.count < PART_LIMIT)
        return;
    close_part(book);
    append(&book->parts, take(book, 1));
    if (book->part_title)
        pdf_outline_add(&book->outline, book->part_title, page, &book->last, book->set);
    free(book->part_title);
    book->part_title = NULL;
}

/* Adds the document's part of the structure: its elements, and the way back to them. */
static void add_structure(struct pdf_book *book, const struct document_kind *kind,
                          const struct document *document)
{
    const struct pdf_structure *structure = kind->plan->structure;
    const struct pdf_structure_numbers numbers = {
        .parent = book->parts.list[book->parts.count - 1],
        .top_type = "Sect",
        .lang = strcmp(document->lang, book->lang) == 0 ? NULL : document->lang,
        .top = take(book, 1),
        .first = take(book, pdf_structure_count(structure)),
        .pages = kind->pages,
        .margins = kind->margins,
    };
    append(&book->sections, numbers.top);
    pdf_structure_add(structure, document->pages, false, &numbers, book->set);

    size_t leaf = take(book, 1), key = book->parents.next;
    struct pdf_dict *parents = pdf_object_dict(book->set, leaf);
    struct pdf_array *limits = pdf_dict_array(parents, "Limits");
    pdf_array_integer(limits, (int32_t)key);
    pdf_array_integer(limits, (int32_t)(key + document->page_count - 1));
    struct pdf_array *nums = pdf_dict_array(parents, "Nums");
    for (size_t p = 0; p < document->page_count; p++) {
        pdf_array_integer(nums, (int32_t)(key + p));
        pdf_structure_put_parents(structure, document->pages, p, false, numbers.first,
                                  pdf_array_array(nums));
    }
    pdf_tree_add(&book->parents, leaf, document->page_count, &book->last, book->set);
}

/* A document with images of its own needs resources of its own. */
static bool add_own_resources(struct pdf_book *book, const struct document_kind *kind,
                              const struct document *document, size_t *number,
                              struct error *err)
{
    struct pdf_resources own = kind->resources;
    size_t images = pdf_resources_own_images(&kind->resources, document);
    *number = own.dictionary;
    if (images == 0)
        return true;
    *number = own.dictionary = take(book, 1);
    own.xobjects = take(book, 1);
    size_t first = take(book, images * PDF_IMAGE_OBJECTS);
    pdf_resources_add_dictionary(&own, &book->fonts, book->set);
    pdf_resources_name(&own, document, first, pdf_object_dict(book->set, own.xobjects));
    return pdf_resources_add_own(&own, document, first, book->flate, book->set, err);
}

static void add_pages(struct pdf_book *book, const struct document_kind *kind, size_t resources,
                      const struct document *document)
{
    size_t key = book->parents.next;
    for (size_t p = 0; p < document->page_count; p++) {
        const struct pdf_page_numbers numbers = {
            .page = kind->pages[p],
            .parent = pdf_tree_add(&book->pages, kind->pages[p], 1, &book->last, book->set),
            .resources = resources,
            .contents = kind->contents,
            .before = kind->before[p],
            .after = kind->before[p] ? book->after : 0,
            .parent_key = key + p,
            .margin = kind->margins[p],
        };
        pdf_page_add(kind->plan, p, &document->pages[p], &numbers, book->set);
    }
    bool backs = book->options.sides == PDF_TWO_SIDES_LONG_EDGE ||
                 book->options.sides == PDF_TWO_SIDES_SHORT_EDGE;
    if (!backs || book->pages.next % 2 == 0)
        return;
    size_t blank = take(book, 1);
    size_t front = document->page_count - 1;
    const struct pdf_page_numbers numbers = {
        .page = blank,
        .parent = pdf_tree_add(&book->pages, blank, 1, &book->last, book->set),
        .resources = resources,
        .margin = kind->margins[front],
    };
    pdf_page_add_blank(&document->pages[front], &numbers, book->set);
    book->blanks++;
}

/* Adds the document's pages, and what of them is not fixed. */
static bool add_document(struct pdf_book *book, const struct document_kind *kind,
                         const struct document *document, struct error *err)
{
    struct pdf_content_resources content = kind->resources.content;
    size_t resources;
    content.image_count = document->image_count;
    for (size_t p = 0; p < document->page_count; p++)
        kind->pages[p] = take(book, 1);
    if (!add_own_resources(book, kind, document, &resources, err) ||
        !add_segments(book, kind, false, document, &content, book->flate, err))
        return false;
    open_part(book, kind->pages[0]);
    add_pages(book, kind, resources, document);
    add_structure(book, kind, document);
    return flush(book, err);
}

bool pdf_book_add(struct pdf_book *book, size_t number, const struct document *document,
                  struct error *err)
{
    const struct document_kind *kind = &book->kinds[number];
    return pdf_page_plan_check(kind->plan, document, err) &&
           add_document(book, kind, document, err);
}

bool pdf_book_add_single(struct pdf_book *book, size_t number, const struct document *document,
                         struct error *err)
{
    struct document_kind single = {.resources = book->kinds[number].resources};
    struct pdf_content_resources content = single.resources.content;
    content.image_count = document->image_count;
    make_plan(book, &single, document);
    bool done = add_segments(book, &single, true, document, &content, book->flate, err) &&
                add_document(book, &single, document, err);
    free_plan(&single);
    return done;
}

static void add_catalog(struct pdf_book *book)
{
    static const char *const duplex[] = {
        [PDF_ONE_SIDE] = "Simplex",
        [PDF_TWO_SIDES_LONG_EDGE] = "DuplexFlipLongEdge",
        [PDF_TWO_SIDES_SHORT_EDGE] = "DuplexFlipShortEdge",
    };
    const struct pdf_catalog references = {
        .number = book->trailer.catalog,
        .pages = book->pages.root,
        .metadata = book->metadata,
        .structure = book->structure,
        .intent = book->intent,
        .lang = book->lang,
    };
    struct pdf_dict *preferences;
    struct pdf_dict *catalog = pdf_catalog_add(&references, book->set, &preferences);
    if (book->options.sides != PDF_ANY_SIDES) {
        pdf_dict_name(preferences, "PrintScaling", "None");
        pdf_dict_name(preferences, "Duplex", duplex[book->options.sides]);
    }
    if (book->outline.root)
        pdf_dict_ref(catalog, "Outlines", book->outline.root);
}

bool pdf_book_end(struct pdf_book *book, struct error *err)
{
    if (book->pages.next == 0) {
        error_set(err, "book-empty", "There is nothing to print.");
        return error_advise(err, "Ask for at least one row of the list.");
    }
    close_part(book);
    struct pdf_dict *whole = pdf_object_dict(book->set, book->whole);
    pdf_dict_name(whole, "S", "Document");
    pdf_dict_ref(whole, "P", book->structure);
    struct pdf_array *kids = pdf_dict_array(whole, "K");
    for (size_t i = 0; i < book->parts.count; i++)
        pdf_array_ref(kids, book->parts.list[i]);
    pdf_structure_add_root(book->set, book->structure, book->whole, book->parents.root,
                           book->parents.next);
    pdf_tree_end(&book->pages, book->set);
    pdf_tree_end(&book->parents, book->set);
    pdf_outline_end(&book->outline, book->set);
    add_catalog(book);
    if (!flush(book, err))
        return false;
    end_section(book, book->written);
    return book->sink.write(book->sink.context, book->out.data, book->out.size, err);
}

size_t pdf_book_pages(const struct pdf_book *book)
{
    return book->pages.next - book->blanks;
}

size_t pdf_book_blanks(const struct pdf_book *book)
{
    return book->blanks;
}
