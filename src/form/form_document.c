#include "form/form_document.h"

#include "base/mem.h"
#include "bind/card.h"
#include "form/contact_sheet.h"
#include "form/form_page.h"

#include <stdlib.h>
#include <string.h>

struct form_documents {
    const struct form_source *source;
    struct typesetter typesetter; /* its arena is that of the newest document */
    struct arena arena;           /* of what all documents need */
    const struct face *faces;
    struct contact_plan contacts;
    size_t *pages; /* by day, as each day's sheets are kept apart; those of the contact sheets
                    * are the last */
    struct report *findings;
    size_t errors; /* that there were before */

    /* The next document: */
    struct form_chapter chapter; /* what comes before it */
    size_t sheet;                /* which of the contact sheets, behind all chapters */
    size_t page;                 /* number of its first page in its day, from 0 */
};

static bool shows_pages(const struct form_words *words)
{
    for (size_t i = 0; i < FORM_LANGS; i++)
        for (size_t k = 0; k < words->patterns[i].count; k++) {
            const char *column = words->patterns[i].pieces[k].column;
            if (column && strcmp(column, "pages") == 0)
                return true;
        }
    return false;
}

/* Whether how many pages there are may change where texts stand. */
static bool depends_on_pages(const struct form *form)
{
    bool depends = false;
    for (size_t i = 0; i < form->heading_count; i++)
        depends |= shows_pages(&form->headings[i].words);
    for (size_t i = 0; i < form->closing_count; i++)
        depends |= shows_pages(&form->closings[i].words);
    return depends || shows_pages(&form->total.words);
}

static double page_room(const struct form_documents *documents)
{
    const struct form_sheet *sheet = &documents->source->form->sheet;
    return sheet->page.height - sheet->top - sheet->bottom;
}

/* ---- counting -----------------------------------------------------------------------------
 */

static size_t days(const struct form_documents *documents)
{
    size_t count = documents->source->day_count;
    return count ? count : 1;
}

/* Puts in `counts` how many pages each day has when texts say that there are `said`. */
static bool count_pages(struct form_documents *documents, const size_t *said, size_t *counts)
{
    struct form_chapter chapter = {0};
    struct arena arena = {0};
    bool sound = true;
    documents->typesetter.arena = &arena;
    memset(counts, 0, days(documents) * sizeof *counts);
    while (sound && form_chapter_next(documents->source, &chapter)) {
        struct form_blocks blocks;
        sound = form_blocks_make(documents->source, &documents->typesetter, &chapter,
                                 said[chapter.day], &blocks, documents->findings);
        struct flow_place *places = arena_new(&arena, blocks.count, sizeof *places);
        counts[chapter.day] +=
            flow_pages(blocks.flow, blocks.count, page_room(documents), places);
        form_blocks_free(&blocks);
        arena_reset(&arena);
    }
    arena_free(&arena);
    documents->typesetter.arena = NULL;
    counts[days(documents) - 1] += documents->contacts.pages;
    return sound;
}

/* A text that tells how many pages there are may need one more itself. */
static bool break_pages(struct form_documents *documents)
{
    enum { ATTEMPTS = 5 };
    size_t size = days(documents) * sizeof *documents->pages;
    size_t *said = arena_new(&documents->arena, days(documents), sizeof *said);
    documents->pages = arena_new(&documents->arena, days(documents), sizeof *documents->pages);
    if (!count_pages(documents, said, documents->pages))
        return false;
    if (!depends_on_pages(documents->source->form))
        return true;
    for (size_t i = 0; i < ATTEMPTS && memcmp(said, documents->pages, size) != 0; i++) {
        memcpy(said, documents->pages, size);
        if (!count_pages(documents, said, documents->pages))
            return false;
    }
    return true;
}

static const struct face *gather_faces(const struct form_source *source, struct arena *arena)
{
    const struct font_set *fonts = source->faces;
    const struct document *blank = source->contacts ? source->contacts->blank : NULL;
    size_t others = blank ? blank->face_count : 0;
    struct face *faces = arena_new(arena, fonts->count + others, sizeof *faces);
    for (size_t i = 0; i < fonts->count; i++)
        faces[i] = (struct face){fonts->fonts[i]->name, fonts->fonts[i], fonts->shapers[i]};
    for (size_t i = 0; i < others; i++)
        faces[fonts->count + i] = blank->faces[i];
    return faces;
}

struct form_documents *form_documents_new(const struct form_source *source,
                                          struct shape_room *room, struct report *findings)
{
    struct form_documents *documents = mem_new(1, sizeof *documents);
    *documents = (struct form_documents){
        .source = source,
        .typesetter = {source->faces, source->binding->grammar->words, room, NULL},
        .findings = findings,
        .errors = findings->errors,
    };
    documents->faces = gather_faces(source, &documents->arena);
    form_blocks_check(source, findings);
    if (contact_sheet_plan(source, &documents->typesetter, &documents->arena,
                           &documents->contacts, findings) &&
        break_pages(documents) && form_documents_sound(documents))
        return documents;
    form_documents_free(documents);
    return NULL;
}

void form_documents_free(struct form_documents *documents)
{
    if (!documents)
        return;
    arena_free(&documents->arena);
    free(documents);
}

size_t form_documents_pages(const struct form_documents *documents)
{
    size_t sum = 0;
    for (size_t i = 0; i < days(documents); i++)
        sum += documents->pages[i];
    return sum;
}

bool form_documents_sound(const struct form_documents *documents)
{
    return documents->findings->errors == documents->errors;
}

void form_documents_rewind(struct form_documents *documents)
{
    documents->chapter = (struct form_chapter){0};
    documents->sheet = documents->page = 0;
}

/* ---- drawing ------------------------------------------------------------------------------
 */

static bool set_foot(struct form_documents *documents, size_t page, struct form_text *text)
{
    const struct form *form = documents->source->form;
    const struct form_block *foot = &form->foot;
    const struct form_sheet *sheet = &form->sheet;
    struct place place = {
        .file = form->template->path, .line = foot->look.line, .section = foot->look.section};
    struct rich texts[FORM_LANGS] = {0};
    struct error err;
    form_values_set(documents->source->values, VALUE_PAGE, page);
    for (size_t i = 0; i < foot->words.count; i++)
        texts[i] =
            card_bind_text(documents->source->binding, NULL, &place, foot->words.elements[i],
                           documents->typesetter.arena, documents->findings);
    bool set =
        form_text_set(&documents->typesetter, form->template, &foot->words, texts,
                      sheet->page.width - sheet->left - sheet->right, foot->beside, text, &err);
    double ruler = foot->ruler > 0 ? FORM_RULER_HEIGHT : 0;
    if (set && foot->space + text->height + ruler > sheet->bottom)
        set = error_set(&err, "form-foot-high",
                        "The foot is higher than the lower margin. Make `bottom` in [page] "
                        "larger.");
    if (!set)
        report_add_error(documents->findings, LEVEL_ERROR, place, &err);
    return set;
}

/* Draws what stands again above the block where a page goes on with it. */
static void draw_again(struct form_page *drawing, const struct form_body *body, double y)
{
    double again = body->again ? body->again->height : 0;
    form_page_draw(drawing, body->head, y - again - body->head->height, true);
    if (body->again)
        form_page_draw(drawing, body->again, y - again, true);
}

/* Begins the drawing of a page, and sets its foot. */
static struct form_page begin_page(struct form_documents *documents,
                                   const struct form_blocks *blocks, struct form_text *foot)
{
    *foot = (struct form_text){0};
    set_foot(documents, ++documents->page, foot);
    return (struct form_page){
        .source = documents->source, .typesetter = &documents->typesetter, .blocks = blocks};
}

static struct page end_page(struct form_page *page, const struct form_text *foot)
{
    if (foot->count)
        form_page_foot(page, foot);
    return form_page_end(page);
}

/* Draws the page of a chapter that begins with block `*block`, and steps behind its last. */
static struct page draw_page(struct form_documents *documents, const struct form_blocks *blocks,
                             const struct flow_place *places, size_t *block)
{
    struct form_text foot;
    struct form_page drawing = begin_page(documents, blocks, &foot);
    size_t number = places[*block].page;
    for (; *block < blocks->count && places[*block].page == number; ++*block) {
        const struct form_body *body = blocks->bodies[*block];
        const struct flow_place *place = &places[*block];
        if (place->again)
            draw_again(&drawing, body, place->y);
        form_page_draw(&drawing, body, place->y, false);
    }
    return end_page(&drawing, &foot);
}

static void draw_chapter(struct form_documents *documents, struct document *document)
{
    struct arena *arena = documents->typesetter.arena;
    struct form_blocks blocks;
    if (form_blocks_make(documents->source, &documents->typesetter, &documents->chapter,
                         documents->pages[documents->chapter.day], &blocks,
                         documents->findings)) {
        struct flow_place *places = arena_new(arena, blocks.count, sizeof *places);
        document->page_count =
            flow_pages(blocks.flow, blocks.count, page_room(documents), places);
        struct page *pages = arena_new(arena, document->page_count, sizeof *pages);
        size_t block = 0;
        for (size_t i = 0; i < document->page_count; i++)
            pages[i] = draw_page(documents, &blocks, places, &block);
        document->pages = pages;
    }
    form_blocks_free(&blocks);
}

static void draw_sheet(struct form_documents *documents, struct document *document)
{
    struct page *page = arena_new(documents->typesetter.arena, 1, sizeof *page);
    struct contact_images images;
    struct form_text foot;
    form_values_set(documents->source->values, VALUE_PAGES,
                    documents->pages[days(documents) - 1]);
    struct form_page drawing = begin_page(documents, NULL, &foot);
    contact_sheet_draw(&documents->contacts, documents->sheet++, &drawing, &images,
                       documents->findings);
    *page = end_page(&drawing, &foot);
    document->pages = page;
    document->page_count = 1;
    document->images = images.list;
    document->image_count = images.count;
}

/* Returns a document of no pages. */
static struct document about_all(const struct form_documents *documents)
{
    const struct form_source *source = documents->source;
    const struct form_about *about = &source->form->about;
    const struct document *blank = source->contacts ? source->contacts->blank : NULL;
    return (struct document){
        .faces = documents->faces,
        .face_count = source->faces->count + (blank ? blank->face_count : 0),
        .title = about->title,
        .author = about->author ? about->author : "",
        .subject = about->subject ? about->subject : "",
        .keywords = about->keywords ? about->keywords : "",
        .lang = about->lang,
    };
}

bool form_documents_next(struct form_documents *documents, struct arena *arena,
                         struct document *document)
{
    *document = about_all(documents);
    documents->typesetter.arena = arena;
    size_t day = documents->chapter.day;
    bool more = form_chapter_next(documents->source, &documents->chapter);
    if (more && documents->chapter.day != day)
        documents->page = 0;
    if (more)
        draw_chapter(documents, document);
    else if (documents->sheet < documents->contacts.pages)
        draw_sheet(documents, document);
    else
        return false;
    return form_documents_sound(documents);
}

struct document form_documents_whole(const struct form_documents *documents,
                                     struct arena *arena)
{
    struct document whole = about_all(documents);
    if (!documents->contacts.pages)
        return whole;
    const struct document *blank = documents->source->contacts->blank;
    const struct part **parts = arena_new(arena, 1, sizeof *parts);
    struct page *page = arena_new(arena, 1, sizeof *page);
    parts[0] = contact_sheet_art(&documents->contacts, arena);
    *page = (struct page){.parts = parts, .count = 1};
    whole.pages = page;
    whole.page_count = 1;
    whole.images = blank->images;
    whole.image_count = blank->image_count;
    return whole;
}
