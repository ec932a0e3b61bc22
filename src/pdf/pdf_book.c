#include "pdf/pdf_book.h"

#include "base/flate.h"
#include "base/mem.h"
#include "pdf/pdf_book_structure.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_metadata.h"
#include "pdf/pdf_object.h"
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

struct pdf_book {
    struct pdf_sink sink;
    struct pdf_book_options options;
    char *lang;
    struct pdf_trailer trailer;
    struct pdf_font_set fonts;
    struct document_kind *kinds;
    size_t kind_count, kind_room;
    struct pdf_tree pages;
    size_t blanks;
    struct pdf_book_structure structure;
    size_t last; /* number of object in use */
    size_t metadata, intent;
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
    pdf_book_structure_begin(&book->structure, about->lang, book->set, &book->last);
    book->pages = (struct pdf_tree){.root = take(book, 1), .of_pages = true};
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
    pdf_book_structure_free(&book->structure);
    pdf_tree_free(&book->pages);
    pdf_xref_free(&book->xref);
    pdf_object_free(book->set);
    flate_free(book->flate);
    buf_free(&book->out);
    buf_free(&book->operators);
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

static void take_plan(struct pdf_book *book, struct document_kind *kind,
                      const struct document *document, struct pdf_page_plan *plan)
{
    kind->plan = plan;
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
    take_plan(book, kind, document, pdf_page_plan_new(document, false));
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
    pdf_book_structure_title(&book->structure, title);
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
    size_t key = book->structure.parents.next;
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
}

/* Adds a blank page where the next document must begin on a new sheet. */
static void add_back(struct pdf_book *book, const struct document_kind *kind, size_t resources,
                     const struct document *document)
{
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

/* Adds the document's pages, and what of them is not fixed; `*resources` are theirs. */
static bool add_contents(struct pdf_book *book, const struct document_kind *kind,
                         const struct document *document, size_t *resources, struct error *err)
{
    struct pdf_content_resources content = kind->resources.content;
    content.image_count = document->image_count;
    for (size_t p = 0; p < document->page_count; p++)
        kind->pages[p] = take(book, 1);
    return add_own_resources(book, kind, document, resources, err) &&
           add_segments(book, kind, false, document, &content, book->flate, err);
}

static bool add_document(struct pdf_book *book, const struct document_kind *kind,
                         const struct document *document, struct error *err)
{
    size_t resources;
    if (!add_contents(book, kind, document, &resources, err))
        return false;
    pdf_book_structure_open(&book->structure, document, kind->pages[0], false);
    add_pages(book, kind, resources, document);
    add_back(book, kind, resources, document);
    pdf_book_structure_add(&book->structure, kind->plan->structure, document, kind->pages,
                           kind->margins);
    return flush(book, err);
}

bool pdf_book_add(struct pdf_book *book, size_t number, const struct document *document,
                  struct error *err)
{
    const struct document_kind *kind = &book->kinds[number];
    return pdf_page_plan_check(kind->plan, document, err) &&
           add_document(book, kind, document, err);
}

/* Plans a document that is like no other, and adds what of it is fixed. */
static bool plan_single(struct pdf_book *book, struct document_kind *single,
                        const struct document *document, struct pdf_page_plan *plan,
                        struct error *err)
{
    struct pdf_content_resources content = single->resources.content;
    content.image_count = document->image_count;
    take_plan(book, single, document, plan);
    return add_segments(book, single, true, document, &content, book->flate, err);
}

bool pdf_book_add_single(struct pdf_book *book, size_t number, const struct document *document,
                         struct error *err)
{
    struct document_kind single = {.resources = book->kinds[number].resources};
    struct pdf_page_plan *plan = pdf_page_plan_new(document, false);
    bool done = plan_single(book, &single, document, plan, err) &&
                add_document(book, &single, document, err);
    free_plan(&single);
    return done;
}

bool pdf_book_add_page(struct pdf_book *book, size_t number, const struct document *document,
                       bool begins, struct error *err)
{
    static const struct pdf_paged_section none;
    struct document_kind single = {.resources = book->kinds[number].resources};
    struct pdf_page_plan *plan =
        pdf_page_plan_new_page(document, begins ? &none : &book->structure.section);
    size_t resources;
    bool done = plan_single(book, &single, document, plan, err) &&
                add_contents(book, &single, document, &resources, err);
    if (done) {
        if (begins)
            pdf_book_structure_open(&book->structure, document, single.pages[0], true);
        add_pages(book, &single, resources, document);
        pdf_book_structure_add(&book->structure, plan->structure, document, single.pages,
                               single.margins);
        done = flush(book, err);
    }
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
        .structure = book->structure.root,
        .intent = book->intent,
        .lang = book->lang,
    };
    struct pdf_dict *preferences;
    struct pdf_dict *catalog = pdf_catalog_add(&references, book->set, &preferences);
    if (book->options.sides != PDF_ANY_SIDES) {
        pdf_dict_name(preferences, "PrintScaling", "None");
        pdf_dict_name(preferences, "Duplex", duplex[book->options.sides]);
    }
    if (book->structure.outline.root)
        pdf_dict_ref(catalog, "Outlines", book->structure.outline.root);
}

bool pdf_book_end(struct pdf_book *book, struct error *err)
{
    if (book->pages.next == 0) {
        error_set(err, "book-empty", "There is nothing to print.");
        return error_advise(err, "Ask for at least one row of the list.");
    }
    pdf_book_structure_end(&book->structure);
    pdf_tree_end(&book->pages, book->set);
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
