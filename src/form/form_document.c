#include "form/form_document.h"

#include "bind/card.h"
#include "form/contact_sheet.h"
#include "form/form_page.h"

#include <stdlib.h>
#include <string.h>

/* A form being laid out. */
struct form_pass {
    const struct form_source *source;
    struct typesetter typesetter;
    struct form_blocks blocks;
    struct flow_place *places; /* by block */
    struct contact_plan contacts;
    size_t pages; /* those of the contact sheets are the last */
    struct report *findings;
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

/* Makes blocks that say there are so many pages, and breaks them into pages. */
static bool make_blocks(struct form_pass *pass, size_t pages)
{
    const struct form_sheet *sheet = &pass->source->form->sheet;
    form_blocks_free(&pass->blocks);
    if (!form_blocks_make(pass->source, &pass->typesetter, pages, &pass->blocks,
                          pass->findings))
        return false;
    pass->places = arena_new(pass->typesetter.arena, pass->blocks.count, sizeof *pass->places);
    pass->pages = flow_pages(pass->blocks.flow, pass->blocks.count,
                             sheet->page.height - sheet->top - sheet->bottom, pass->places) +
                  pass->contacts.pages;
    return true;
}

/* A text that tells how many pages there are may need one more itself. */
static bool break_pages(struct form_pass *pass)
{
    enum { ATTEMPTS = 5 };
    size_t said = 1;
    if (!make_blocks(pass, said))
        return false;
    if (!depends_on_pages(pass->source->form))
        return true;
    for (size_t i = 0; i < ATTEMPTS && said != pass->pages; i++) {
        said = pass->pages;
        if (!make_blocks(pass, said))
            return false;
    }
    return true;
}

static bool set_foot(struct form_pass *pass, size_t page, struct form_text *text)
{
    const struct form *form = pass->source->form;
    const struct form_block *foot = &form->foot;
    const struct form_sheet *sheet = &form->sheet;
    struct place place = {
        .file = form->template->path, .line = foot->look.line, .section = foot->look.section};
    struct rich texts[FORM_LANGS] = {0};
    struct error err;
    form_values_set(pass->source->values, VALUE_PAGE, page);
    for (size_t i = 0; i < foot->words.count; i++)
        texts[i] = card_bind_text(pass->source->binding, NULL, &place, foot->words.elements[i],
                                  pass->typesetter.arena, pass->findings);
    bool set =
        form_text_set(&pass->typesetter, form->template, &foot->words, texts,
                      sheet->page.width - sheet->left - sheet->right, foot->beside, text, &err);
    double ruler = foot->ruler > 0 ? FORM_RULER_HEIGHT : 0;
    if (set && foot->space + text->height + ruler > sheet->bottom)
        set = error_set(&err, "form-foot-high",
                        "The foot is higher than the lower margin. Make `bottom` in [page] "
                        "larger.");
    if (!set)
        report_add_error(pass->findings, LEVEL_ERROR, place, &err);
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

static bool draw_page(struct form_pass *pass, size_t number, size_t *block, struct page *page)
{
    struct form_page drawing = {
        .source = pass->source, .typesetter = &pass->typesetter, .blocks = &pass->blocks};
    struct form_text foot;
    bool sound = set_foot(pass, number + 1, &foot);
    for (; *block < pass->blocks.count && pass->places[*block].page == number; ++*block) {
        const struct form_body *body = pass->blocks.bodies[*block];
        const struct flow_place *place = &pass->places[*block];
        if (place->again)
            draw_again(&drawing, body, place->y);
        form_page_draw(&drawing, body, place->y, false);
    }
    if (number >= pass->pages - pass->contacts.pages)
        contact_sheet_draw(&pass->contacts, number + pass->contacts.pages - pass->pages,
                           &drawing);
    if (sound)
        form_page_foot(&drawing, &foot);
    *page = form_page_end(&drawing);
    return sound;
}

static bool draw_pages(struct form_pass *pass, struct page *pages)
{
    size_t block = 0;
    bool sound = true;
    form_values_set(pass->source->values, VALUE_PAGES, pass->pages);
    for (size_t i = 0; sound && i < pass->pages; i++)
        sound = draw_page(pass, i, &block, &pages[i]);
    return sound;
}

static const struct face *gather_faces(const struct form_source *source, struct arena *arena)
{
    const struct font_set *fonts = source->faces;
    struct face *faces = arena_new(arena, fonts->count + source->face_count, sizeof *faces);
    for (size_t i = 0; i < fonts->count; i++)
        faces[i] = (struct face){fonts->fonts[i]->name, fonts->fonts[i], fonts->shapers[i]};
    for (size_t i = 0; i < source->face_count; i++)
        faces[fonts->count + i] = source->contact_faces[i];
    return faces;
}

bool form_document_make(const struct form_source *source, struct shape_room *room,
                        struct arena *arena, struct document *document, struct report *findings)
{
    const struct form_about *about = &source->form->about;
    struct form_pass pass = {
        .source = source,
        .typesetter = {source->faces, source->binding->grammar->words, room, arena},
        .findings = findings,
    };
    struct page *pages = NULL;
    size_t errors = findings->errors;
    bool sound = contact_sheet_plan(source, &pass.typesetter, &pass.contacts, findings) &&
                 break_pages(&pass);
    if (sound) {
        pages = arena_new(arena, pass.pages, sizeof *pages);
        sound = draw_pages(&pass, pages) && findings->errors == errors;
    }
    form_blocks_free(&pass.blocks);
    if (!sound)
        return false;
    *document = (struct document){
        .pages = pages,
        .page_count = pass.pages,
        .faces = gather_faces(source, arena),
        .face_count = source->faces->count + source->face_count,
        .images = source->images,
        .image_count = source->image_count,
        .title = about->title,
        .author = about->author ? about->author : "",
        .subject = about->subject ? about->subject : "",
        .keywords = about->keywords ? about->keywords : "",
        .lang = about->lang,
    };
    return true;
}
