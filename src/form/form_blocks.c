#include "form/form_blocks.h"

#include "base/mem.h"
#include "bind/card.h"

#include <math.h>
#include <stdlib.h>

/* Blocks being made. */
struct block_maker {
    const struct form_source *source;
    const struct typesetter *typesetter;
    struct form_blocks *blocks;
    struct report *findings;
    size_t table, section, row; /* numbers for tags */
    size_t n;                   /* rows of this table */
    const struct form_body *head;
    const struct form_body *again; /* of this group */
    double room;                   /* of a page, points */
};

static struct arena *arena_of(const struct block_maker *maker)
{
    return maker->typesetter->arena;
}

static double content_width(const struct form *form)
{
    return form->sheet.page.width - form->sheet.left - form->sheet.right;
}

static void place_columns(struct block_maker *maker)
{
    const struct form *form = maker->source->form;
    struct form_blocks *blocks = maker->blocks;
    double left = content_width(form), shares = 0, x = 0;
    blocks->lefts = arena_new(arena_of(maker), form->column_count, sizeof(double));
    blocks->widths = arena_new(arena_of(maker), form->column_count, sizeof(double));
    for (size_t i = 0; i < form->column_count; i++) {
        left -= form->columns[i].width;
        shares += form->columns[i].share;
    }
    for (size_t i = 0; i < form->column_count; i++) {
        const struct form_column *column = &form->columns[i];
        blocks->lefts[i] = x;
        blocks->widths[i] = column->share > 0 ? left * column->share / shares : column->width;
        x += blocks->widths[i];
    }
}

/* ---- texts --------------------------------------------------------------------------------
 */

static struct place place_of(const struct block_maker *maker, const struct element *look,
                             const struct form_row *row)
{
    if (row) {
        struct place place = row->place;
        place.section = look->section;
        return place;
    }
    return (struct place){.file = maker->source->form->template->path,
                          .line = look->line,
                          .section = look->section};
}

/* Binds a text of a row; what keeps its certificate back is told already, and leaves the text
 * empty. */
static struct rich bind_text(struct block_maker *maker, size_t element,
                             const struct form_row *row, const struct place *place)
{
    struct report told = {0};
    struct rich text =
        card_bind_text(maker->source->binding, row ? &row->row : NULL, place, element,
                       arena_of(maker), row && row->kept_back ? &told : maker->findings);
    report_free(&told);
    return text;
}

/* Texts are set more than once, and this is told once. */
static void warn_of_broken(struct block_maker *maker, const char *text, struct place place)
{
    struct error err;
    error_set(&err, "form-text-wide", "a word is wider than its column and is broken: «%s».",
              text);
    error_advise(&err, "Correct it if it is wrong, or make the column wider.");
    if (!report_says(maker->findings, 0, &err))
        report_add_error(maker->findings, LEVEL_WARNING, place, &err);
}

/* Binds the words and sets them; `row` is whom they are about, NULL: nobody, so that texts
 * which need somebody stay empty. */
static void set_words(struct block_maker *maker, const struct form_words *words,
                      const struct element *look, const struct form_row *row, double width,
                      bool beside, struct form_text *text)
{
    const struct form_source *source = maker->source;
    const struct template *template = source->form->template;
    struct place place = place_of(maker, look, NULL);
    struct rich texts[FORM_LANGS] = {0};
    struct error err;
    for (size_t i = 0; i < words->count; i++) {
        size_t element = words->elements[i];
        bool needed = binding_needs_row(source->binding, &template->elements[element].content);
        if (needed && !row)
            continue;
        if (needed)
            place = place_of(maker, look, row);
        texts[i] = bind_text(maker, element, row, &place);
    }
    if (!form_text_set(maker->typesetter, template, words, texts, width, beside, text, &err))
        report_add_error(maker->findings, LEVEL_ERROR, place, &err);
    else if (text->broken)
        warn_of_broken(maker, text->broken, place);
}

/* ---- blocks -------------------------------------------------------------------------------
 */

static double space_above(const struct block_maker *maker, const struct form_body *body)
{
    if (body->kind == BLOCK_HEAD)
        return maker->source->form->table.space;
    return body->text ? body->text->space : 0;
}

static struct form_body *add_block(struct block_maker *maker, struct form_body body,
                                   const struct element *look, const struct form_row *row)
{
    struct form_blocks *blocks = maker->blocks;
    struct form_body *added = arena_new(arena_of(maker), 1, sizeof *added);
    double head = (body.head ? body.head->height : 0) + (body.again ? body.again->height : 0);
    *added = body;
    blocks->bodies =
        mem_grow(blocks->bodies, blocks->count, &blocks->room, sizeof *blocks->bodies);
    blocks->flow =
        mem_grow(blocks->flow, blocks->count, &blocks->flow_room, sizeof *blocks->flow);
    blocks->flow[blocks->count] = (struct flow_block){
        .height = body.height, .space = space_above(maker, &body), .head = head};
    blocks->bodies[blocks->count++] = added;
    if (body.height + head > maker->room) {
        report_add(maker->findings, LEVEL_ERROR, place_of(maker, look, row), "form-row-high",
                   "it is higher than a page.");
        report_advise(maker->findings, "Make columns wider or letters smaller, or shorten the "
                                       "text.");
    }
    return added;
}

/* The newest block stays on the page of the next one. */
static void keep_last(struct block_maker *maker)
{
    if (maker->blocks->count)
        maker->blocks->flow[maker->blocks->count - 1].keep = true;
}

static void add_text(struct block_maker *maker, const struct form_block *text,
                     const struct form_row *row)
{
    enum { GAP_MM = 2 };
    double width = content_width(maker->source->form);
    struct form_body body = {.kind = BLOCK_TEXT, .text = text, .tag = text->look.tag};
    if (text->line > 0)
        width = fmax(0, width - text->line - GAP_MM * POINTS_PER_MM);
    body.cells = arena_new(arena_of(maker), 1, sizeof *body.cells);
    set_words(maker, &text->words, &text->look, row, width, text->beside, body.cells);
    body.height = body.cells->height + (text->ruler > 0 ? FORM_RULER_HEIGHT : 0);
    add_block(maker, body, &text->look, NULL);
}

static struct tag table_tag(struct block_maker *maker, enum role role)
{
    return (struct tag){
        .role = role, .table = maker->table, .section = maker->section, .row = ++maker->row};
}

/* Adds a row of cells. */
static struct form_body *add_row(struct block_maker *maker, enum block_kind kind,
                                 const struct form_row *row)
{
    const struct form *form = maker->source->form;
    double padding = form->table.padding, height = 0;
    struct form_body body = {.kind = kind,
                             .tag = table_tag(maker, kind == BLOCK_HEAD ? ROLE_TH : ROLE_TD),
                             .head = maker->head,
                             .again = maker->again,
                             .band = kind == BLOCK_HEAD ? &form->head : NULL};
    body.cells = arena_new(arena_of(maker), form->column_count, sizeof *body.cells);
    for (size_t i = 0; i < form->column_count; i++) {
        const struct form_column *column = &form->columns[i];
        set_words(maker, kind == BLOCK_HEAD ? &column->heading : &column->words, &column->look,
                  row, maker->blocks->widths[i] - 2 * padding, false, &body.cells[i]);
        height = fmax(height, body.cells[i].height);
    }
    body.height = fmax(height + 2 * padding, kind == BLOCK_ROW ? form->table.row : 0);
    return add_block(maker, body, &form->columns[0].look, row);
}

/* Returns a row of one cell that looks like the band. */
static struct form_body make_band(struct block_maker *maker, const struct form_band *band,
                                  const struct form_words *words, const struct form_row *row)
{
    const struct form *form = maker->source->form;
    double padding = form->table.padding;
    struct form_body body = {.kind = BLOCK_BAND, .band = band};
    body.cells = arena_new(arena_of(maker), 1, sizeof *body.cells);
    set_words(maker, words, &band->look, row, content_width(form) - 2 * padding, band->beside,
              body.cells);
    body.height = body.cells->height + 2 * padding;
    return body;
}

static void add_made_band(struct block_maker *maker, struct form_body body,
                          const struct form_row *row)
{
    const struct form_band *band = body.band;
    body.tag = table_tag(maker, band->look.tag.role);
    body.tag.columns = maker->source->form->column_count;
    body.head = maker->head;
    body.again = maker->again;
    add_block(maker, body, &band->look, row);
}

static void add_band(struct block_maker *maker, const struct form_band *band,
                     const struct form_row *row)
{
    if (band->words.count)
        add_made_band(maker, make_band(maker, band, &band->words, row), row);
}

/* Makes what heads the group's rows where a page goes on with them. */
static const struct form_body *make_again(struct block_maker *maker, const struct form_row *row)
{
    const struct form_group *group = &maker->source->form->group;
    if (!group->again.count)
        return NULL;
    struct form_body *again = arena_new(arena_of(maker), 1, sizeof *again);
    *again = make_band(maker, &group->band, &group->again, row);
    return again;
}

/* ---- tables -------------------------------------------------------------------------------
 */

/* What is added up of the rows from `first` to before `end`. */
static void set_counts(struct block_maker *maker, size_t first, size_t end)
{
    static const enum form_value values[FORM_ROW_KINDS] = {[FORM_ROW_PERSON] = VALUE_PEOPLE,
                                                           [FORM_ROW_SPOILED] = VALUE_SPOILED,
                                                           [FORM_ROW_SPARE] = VALUE_SPARE};
    const struct form_source *source = maker->source;
    form_values_set(source->values, VALUE_COUNT, end - first);
    for (size_t i = 0; i < FORM_ROW_KINDS; i++)
        form_values_set(source->values, values[i],
                        form_rows_count(source->rows, first, end, i));
}

/* A row's spare number is its own; that of the texts around the rows stays what it is. */
static void add_numbered(struct block_maker *maker, const struct form_row *row)
{
    struct form_values *values = maker->source->values;
    const char *spares = values->list[VALUE_SPARE_NUMBER].text;
    bool is_spare = row && row->kind == FORM_ROW_SPARE;
    form_values_set(values, VALUE_N, ++maker->n);
    form_values_set_text(values, VALUE_KEPT_BACK, row && row->kept_back ? "yes" : "");
    form_values_set_text(values, VALUE_SPARE_NUMBER,
                         is_spare ? row->row.registered.number : "");
    add_row(maker, BLOCK_ROW, row);
    form_values_set_text(values, VALUE_SPARE_NUMBER, spares);
}

/* Rows above all groups that have a name, such as those of a list without groups, have no band:
 * returns false then. */
static bool add_group_band(struct block_maker *maker, const struct form_row *row)
{
    const struct form_band *band = &maker->source->form->group.band;
    if (!band->words.count)
        return true;
    struct form_body body = make_band(maker, band, &band->words, row);
    if (!body.cells->count && !maker->n)
        return false;
    add_made_band(maker, body, row);
    keep_last(maker);
    return true;
}

static void add_group(struct block_maker *maker, size_t first, size_t end)
{
    const struct form_source *source = maker->source;
    const struct form *form = source->form;
    const struct form_row *rows = source->rows->list;
    maker->section++;
    set_counts(maker, first, end);
    bool named = add_group_band(maker, &rows[first]);
    maker->again = named ? make_again(maker, &rows[first]) : NULL;
    for (size_t i = first; i < end; i++)
        add_numbered(maker, &rows[i]);
    if (named && form->subtotal.words.count) {
        keep_last(maker);
        add_band(maker, &form->subtotal, &rows[first]);
    }
    maker->again = NULL;
}

static void add_head(struct block_maker *maker)
{
    maker->table++;
    maker->section = 1;
    maker->n = 0;
    maker->head = NULL;
    maker->head = add_row(maker, BLOCK_HEAD, NULL);
    keep_last(maker);
}

static void add_table(struct block_maker *maker, size_t first, size_t end)
{
    const struct form_source *source = maker->source;
    const struct form_row *rows = source->rows->list;
    add_head(maker);
    for (size_t i = first, next; i < end; i = next) {
        next = form_rows_group_end(source->rows, i);
        add_group(maker, i, next);
    }
    set_counts(maker, first, end);
    maker->section++;
    if (source->form->total.words.count) {
        keep_last(maker);
        add_band(maker, &source->form->total, &rows[first]);
    }
    for (size_t i = 0; i < source->empty; i++)
        add_numbered(maker, NULL);
}

static void add_chapter(struct block_maker *maker, size_t first, size_t end)
{
    const struct form_source *source = maker->source;
    const struct form *form = source->form;
    const struct form_row *row = &source->rows->list[first];
    set_counts(maker, first, end);
    for (size_t i = 0; i < form->heading_count; i++) {
        add_text(maker, &form->headings[i], row);
        keep_last(maker);
    }
    add_table(maker, first, end);
    for (size_t i = 0; i < form->closing_count; i++) {
        keep_last(maker);
        add_text(maker, &form->closings[i], row);
    }
}

/* ---- the whole ----------------------------------------------------------------------------
 */

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

bool form_chapter_next(const struct form_source *source, struct form_chapter *chapter)
{
    size_t count = source->rows->count;
    chapter->first = chapter->end;
    if (chapter->first == count) {
        chapter->first = 0;
        chapter->day++;
    }
    if (chapter->day > 0 && chapter->day >= source->day_count)
        return false;
    chapter->end =
        source->form->group.page ? form_rows_group_end(source->rows, chapter->first) : count;
    return true;
}

bool form_blocks_make(const struct form_source *source, const struct typesetter *typesetter,
                      const struct form_chapter *chapter, size_t pages,
                      struct form_blocks *blocks, struct report *findings)
{
    const struct form_sheet *sheet = &source->form->sheet;
    struct block_maker maker = {.source = source,
                                .typesetter = typesetter,
                                .blocks = blocks,
                                .findings = findings,
                                .room = sheet->page.height - sheet->top - sheet->bottom};
    size_t errors = findings->errors;
    *blocks = (struct form_blocks){0};
    form_values_set(source->values, VALUE_PAGES, pages);
    form_values_set_text(source->values, VALUE_DAY,
                         source->day_count ? source->days[chapter->day] : "");
    place_columns(&maker);
    add_chapter(&maker, chapter->first, chapter->end);
    return findings->errors == errors;
}

void form_blocks_free(struct form_blocks *blocks)
{
    free(blocks->bodies);
    free(blocks->flow);
}
