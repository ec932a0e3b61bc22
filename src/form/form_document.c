#include "form/form_document.h"

#include "base/mem.h"
#include "bind/card.h"
#include "form/contact_sheet.h"
#include "form/form_chapter.h"
#include "form/form_page.h"

#include <stdlib.h>
#include <string.h>

struct form_documents {
    const struct form_source *source;
    struct typesetter typesetter; /* its arena is that of the newest document */
    struct arena arena;           /* of what all documents need */
    const struct face *faces;
    struct form_columns columns;
    struct contact_plan contacts;
    struct flow_place *places; /* of all blocks of all chapters, whose pages are counted on */
    size_t place_count, place_room;
    size_t *pages; /* by day, as each day's sheets are kept apart; those of the contact sheets
                    * are the last */
    struct report *findings;
    size_t errors; /* that there were before */

    /* The next page: */
    struct form_chapter chapter;   /* in which one it is, or the one before it */
    struct form_sequence sequence; /* … and what of that comes next */
    size_t block;                  /* its first one */
    size_t sheet;                  /* which of the contact sheets, behind all chapters */
    size_t page;                   /* how many of its day come before it */
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

/* ---- counting --------------------------------------------------------------------------- */

static size_t days(const struct form_documents *documents)
{
    size_t count = documents->source->day_count;
    return count ? count : 1;
}

static struct form_blocks blocks_of(const struct form_documents *documents)
{
    return (struct form_blocks){.source = documents->source,
                                .columns = &documents->columns,
                                .typesetter = &documents->typesetter,
                                .findings = documents->findings};
}

/* Makes room for the places of `count` more blocks, and returns it. */
static struct flow_place *add_places(struct form_documents *documents, size_t count)
{
    size_t first = documents->place_count;
    while (documents->place_count < first + count)
        documents->places = mem_grow(documents->places, documents->place_count++,
                                     &documents->place_room, sizeof *documents->places);
    return documents->places + first;
}

/* Places the blocks of a chapter, whose first page is number `page`, and returns how many pages
 * it has. */
static size_t place_blocks(struct form_documents *documents, const struct form_chapter *chapter,
                           size_t said, size_t page)
{
    const struct form_blocks blocks = blocks_of(documents);
    struct form_sequence sequence;
    struct form_body body;
    struct flow_block *flow = NULL;
    size_t count = 0, room = 0;
    form_sequence_begin(&sequence, &blocks, chapter, said);
    while (!form_sequence_ended(&sequence)) {
        flow = mem_grow(flow, count, &room, sizeof *flow);
        form_sequence_next(&sequence, &body, &flow[count++]);
        arena_reset(documents->typesetter.arena);
    }
    struct flow_place *places = add_places(documents, count);
    size_t pages = flow_pages(flow, count, page_room(documents), places);
    for (size_t i = 0; i < count; i++)
        places[i].page += page;
    free(flow);
    return pages;
}

/* Puts in `counts` how many pages each day has when texts say that there are `said`. */
static bool count_pages(struct form_documents *documents, const size_t *said, size_t *counts)
{
    struct form_chapter chapter = {0};
    struct arena arena = {0};
    size_t page = 0;
    documents->typesetter.arena = &arena;
    documents->place_count = 0;
    memset(counts, 0, days(documents) * sizeof *counts);
    while (form_documents_sound(documents) && form_chapter_next(documents->source, &chapter)) {
        size_t pages = place_blocks(documents, &chapter, said[chapter.day], page);
        counts[chapter.day] += pages;
        page += pages;
    }
    arena_free(&arena);
    documents->typesetter.arena = NULL;
    counts[days(documents) - 1] += documents->contacts.pages;
    return form_documents_sound(documents);
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
    documents->columns = form_columns_place(source->form, &documents->arena);
    form_blocks_check(source, findings);
    if (contact_sheet_plan(source, &documents->typesetter, &documents->arena,
                           &documents->contacts, findings) &&
        break_pages(documents) && form_documents_sound(documents)) {
        form_documents_rewind(documents);
        return documents;
    }
    form_documents_free(documents);
    return NULL;
}

void form_documents_free(struct form_documents *documents)
{
    if (!documents)
        return;
    arena_free(&documents->arena);
    free(documents->places);
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
    documents->sequence.stage = STAGE_END;
    documents->block = documents->sheet = documents->page = 0;
}

/* ---- drawing ---------------------------------------------------------------------------- */

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

/* Draws what stands again above the next block, where a page goes on with it at `y`. */
static void draw_again(struct form_documents *documents, struct form_page *drawing, double y)
{
    struct form_body head, band;
    form_sequence_again(&documents->sequence, &head, &band);
    form_page_draw(drawing, &head, y - band.height - head.height, true);
    if (band.cells)
        form_page_draw(drawing, &band, y - band.height, true);
}

/* Begins the drawing of a page, and sets its foot. */
static struct form_page begin_page(struct form_documents *documents, struct form_text *foot)
{
    *foot = (struct form_text){0};
    set_foot(documents, ++documents->page, foot);
    return (struct form_page){.source = documents->source,
                              .typesetter = &documents->typesetter,
                              .columns = &documents->columns};
}

/* Ends the drawing of a page, which becomes that of the document. */
static void end_page(struct form_page *drawing, const struct form_text *foot,
                     struct document *document)
{
    struct page *page = arena_new(drawing->typesetter->arena, 1, sizeof *page);
    if (foot->count)
        form_page_foot(drawing, foot);
    *page = form_page_end(drawing);
    document->pages = page;
    document->page_count = 1;
}

/* Draws the next page of the chapter. */
static void draw_page(struct form_documents *documents, struct document *document)
{
    const struct flow_place *place = &documents->places[documents->block];
    struct form_sequence *sequence = &documents->sequence;
    struct form_text foot;
    struct form_page drawing = begin_page(documents, &foot);
    size_t number = place->page;
    for (; !form_sequence_ended(sequence) && place->page == number; place++) {
        struct form_body body;
        struct flow_block flow;
        if (place->again)
            draw_again(documents, &drawing, place->y);
        form_sequence_next(sequence, &body, &flow);
        form_page_draw(&drawing, &body, place->y, false);
        documents->block++;
    }
    end_page(&drawing, &foot, document);
}

static void draw_sheet(struct form_documents *documents, struct document *document)
{
    struct contact_images images;
    struct form_text foot;
    form_values_set(documents->source->values, VALUE_PAGES,
                    documents->pages[days(documents) - 1]);
    struct form_page drawing = begin_page(documents, &foot);
    contact_sheet_draw(&documents->contacts, documents->sheet++, &drawing, &images,
                       documents->findings);
    end_page(&drawing, &foot, document);
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

/* Steps to the next chapter when the newest has no more blocks; returns false behind the last.
 */
static bool begin_chapter(struct form_documents *documents)
{
    const struct form_blocks blocks = blocks_of(documents);
    size_t day = documents->chapter.day;
    if (!form_chapter_next(documents->source, &documents->chapter))
        return false;
    if (documents->chapter.day != day)
        documents->page = 0;
    form_sequence_begin(&documents->sequence, &blocks, &documents->chapter,
                        documents->pages[documents->chapter.day]);
    return true;
}

bool form_documents_next(struct form_documents *documents, struct arena *arena,
                         struct document *document, bool *begins)
{
    *document = about_all(documents);
    documents->typesetter.arena = arena;
    *begins = form_sequence_ended(&documents->sequence);
    if (!*begins || begin_chapter(documents))
        draw_page(documents, document);
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
