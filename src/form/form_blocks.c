#include "form/form_blocks.h"

#include "bind/card.h"

#include <math.h>

static struct arena *arena_of(const struct form_blocks *blocks)
{
    return blocks->typesetter->arena;
}

static double content_width(const struct form *form)
{
    return form->sheet.page.width - form->sheet.left - form->sheet.right;
}

struct form_columns form_columns_place(const struct form *form, struct arena *arena)
{
    double left = content_width(form), shares = 0, x = 0;
    struct form_columns places = {arena_new(arena, form->column_count, sizeof(double)),
                                  arena_new(arena, form->column_count, sizeof(double))};
    for (size_t i = 0; i < form->column_count; i++) {
        left -= form->columns[i].width;
        shares += form->columns[i].share;
    }
    for (size_t i = 0; i < form->column_count; i++) {
        const struct form_column *column = &form->columns[i];
        places.lefts[i] = x;
        places.widths[i] = column->share > 0 ? left * column->share / shares : column->width;
        x += places.widths[i];
    }
    return places;
}

/* ---- texts ------------------------------------------------------------------------------ */

struct place form_blocks_place(const struct form_blocks *blocks, const struct element *look,
                               const struct form_row *row)
{
    if (row) {
        struct place place = row->place;
        place.section = look->section;
        return place;
    }
    return (struct place){.file = blocks->source->form->template->path,
                          .line = look->line,
                          .section = look->section};
}

/* Binds a text of a row; what keeps its certificate back is told already, and leaves the text
 * empty. What the texts of both languages have wrong is told once: findings from number `first`
 * on are of the same words. */
static struct rich bind_text(const struct form_blocks *blocks, size_t element,
                             const struct form_row *row, const struct place *place,
                             size_t first)
{
    struct report told = {0};
    struct rich text = card_bind_text(blocks->source->binding, row ? &row->row : NULL, place,
                                      element, arena_of(blocks), &told);
    for (size_t i = 0; i < told.count && !(row && row->kept_back); i++) {
        struct error err;
        finding_error(&told.list[i], &err);
        if (!report_says(blocks->findings, first, &err))
            report_copy(blocks->findings, &told.list[i]);
    }
    report_free(&told);
    return text;
}

/* Texts are set more than once, and this is told once. */
static void warn_of_broken(const struct form_blocks *blocks, const char *text,
                           struct place place)
{
    struct error err;
    error_set(&err, "form-text-wide", "a word is wider than its column and is broken: «%s».",
              text);
    error_advise(&err, "Correct it if it is wrong, or make the column wider.");
    if (!report_says(blocks->findings, 0, &err))
        report_add_error(blocks->findings, LEVEL_WARNING, place, &err);
}

/* Binds the words and sets them; `row` is whom they are about, NULL: nobody, so that texts
 * which need somebody stay empty. */
static void set_words(const struct form_blocks *blocks, const struct form_words *words,
                      const struct element *look, const struct form_row *row, double width,
                      bool beside, struct form_text *text)
{
    const struct form_source *source = blocks->source;
    const struct template *template = source->form->template;
    struct place place = form_blocks_place(blocks, look, NULL);
    struct rich texts[FORM_LANGS] = {0};
    struct error err;
    size_t first = blocks->findings->count;
    for (size_t i = 0; i < words->count; i++) {
        size_t element = words->elements[i];
        bool needed = binding_needs_row(source->binding, &template->elements[element].content);
        if (needed && !row)
            continue;
        if (needed)
            place = form_blocks_place(blocks, look, row);
        texts[i] = bind_text(blocks, element, row, &place, first);
    }
    if (!form_text_set(blocks->typesetter, template, words, texts, width, beside, text, &err))
        report_add_error(blocks->findings, LEVEL_ERROR, place, &err);
    else if (text->broken)
        warn_of_broken(blocks, text->broken, place);
}

/* ---- blocks ----------------------------------------------------------------------------- */

struct form_body form_blocks_text(const struct form_blocks *blocks,
                                  const struct form_block *text, const struct form_row *row)
{
    enum { GAP_MM = 2 };
    double width = content_width(blocks->source->form);
    struct form_body body = {.kind = BLOCK_TEXT, .text = text, .tag = text->look.tag};
    if (text->line > 0)
        width = fmax(0, width - text->line - GAP_MM * POINTS_PER_MM);
    body.cells = arena_new(arena_of(blocks), 1, sizeof *body.cells);
    set_words(blocks, &text->words, &text->look, row, width, text->beside, body.cells);
    body.height = body.cells->height + (text->ruler > 0 ? FORM_RULER_HEIGHT : 0);
    return body;
}

struct form_body form_blocks_row(const struct form_blocks *blocks, enum block_kind kind,
                                 const struct form_row *row)
{
    const struct form *form = blocks->source->form;
    double padding = form->table.padding, height = 0;
    struct form_body body = {.kind = kind, .band = kind == BLOCK_HEAD ? &form->head : NULL};
    body.cells = arena_new(arena_of(blocks), form->column_count, sizeof *body.cells);
    for (size_t i = 0; i < form->column_count; i++) {
        const struct form_column *column = &form->columns[i];
        set_words(blocks, kind == BLOCK_HEAD ? &column->heading : &column->words, &column->look,
                  row, blocks->columns->widths[i] - 2 * padding, false, &body.cells[i]);
        height = fmax(height, body.cells[i].height);
    }
    body.height = fmax(height + 2 * padding, kind == BLOCK_ROW ? form->table.row : 0);
    return body;
}

struct form_body form_blocks_band(const struct form_blocks *blocks,
                                  const struct form_band *band, const struct form_words *words,
                                  const struct form_row *row)
{
    const struct form *form = blocks->source->form;
    double padding = form->table.padding;
    struct form_body body = {.kind = BLOCK_BAND, .band = band};
    body.cells = arena_new(arena_of(blocks), 1, sizeof *body.cells);
    set_words(blocks, words, &band->look, row, content_width(form) - 2 * padding, band->beside,
              body.cells);
    body.height = body.cells->height + 2 * padding;
    return body;
}

/* ---- what does not depend on rows ------------------------------------------------------- */

static void check_text(const struct form_source *source, const struct form_words *words,
                       struct report *findings)
{
    const struct template *template = source->form->template;
    for (size_t i = 0; i < words->count; i++) {
        const struct element *element = &template->elements[words->elements[i]];
        if (!binding_needs_row(source->binding, &element->content))
            continue;
        struct place place = {.file = template->path,
                              .line = template_line(template, element->section, element->key),
                              .section = element->section,
                              .key = element->key};
        report_add(findings, LEVEL_ERROR, place, "form-text-of-row",
                   "This text stands for many rows and can show nothing of a single one.");
        report_advise(findings, "{count}, {day}, {page} and {pages} can stand here; with "
                                "page = yes in [group], what its rows have in common, "
                                "too, but not in [foot].");
    }
}

void form_blocks_check(const struct form_source *source, struct report *findings)
{
    const struct form *form = source->form;
    check_text(source, &form->foot.words, findings);
    for (size_t i = 0; i < form->column_count; i++)
        check_text(source, &form->columns[i].heading, findings);
    if (form->group.page)
        return;
    for (size_t i = 0; i < form->heading_count; i++)
        check_text(source, &form->headings[i].words, findings);
    for (size_t i = 0; i < form->closing_count; i++)
        check_text(source, &form->closings[i].words, findings);
    check_text(source, &form->total.words, findings);
}
