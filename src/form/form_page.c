#include "form/form_page.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define BOX_SIDE     (3.6 * POINTS_PER_MM)  /* of a tick box */
#define RULER_STROKE (0.15 * POINTS_PER_MM) /* fine enough to be measured */

static struct arena *arena_of(const struct form_page *page)
{
    return page->typesetter->arena;
}

static double content_width(const struct form_page *page)
{
    const struct form_sheet *sheet = &page->source->form->sheet;
    return sheet->page.width - sheet->left - sheet->right;
}

/* ---- lines and fills -------------------------------------------------------------------- */

static void add_drawn(struct form_page *page, const struct path *path)
{
    page->drawn =
        mem_grow(page->drawn, page->drawn_count, &page->drawn_room, sizeof *page->drawn);
    page->drawn[page->drawn_count++] = (struct item){.kind = ITEM_PATH, .path = *path};
}

static void add_line(struct path_step *steps, size_t *count, double x1, double y1, double x2,
                     double y2)
{
    steps[(*count)++] = (struct path_step){PATH_MOVE, {{x1, y1}}};
    steps[(*count)++] = (struct path_step){PATH_LINE, {{x2, y2}}};
}

static struct path rectangle_of(struct form_page *page, const struct box *box)
{
    struct path_step *step = arena_new(arena_of(page), 1, sizeof *step);
    *step = (struct path_step){PATH_RECTANGLE,
                               {{box->x, box->y}, {box->x + box->width, box->y + box->height}}};
    return (struct path){.steps = step, .count = 1};
}

static void draw_fill(struct form_page *page, const struct form_band *band,
                      const struct box *box)
{
    if (!band || !band->has_fill)
        return;
    struct path path = rectangle_of(page, box);
    path.filled = true;
    path.fill = band->fill;
    add_drawn(page, &path);
}

/* Draws the lines around the row and between its cells. */
static void draw_rules(struct form_page *page, const struct form_body *body,
                       const struct box *box)
{
    const struct form *form = page->source->form;
    struct path_step *steps =
        arena_new(arena_of(page), form->column_count * 2 + 8, sizeof *steps);
    double right = box->x + box->width, lower = box->y + box->height;
    size_t count = 0;
    add_line(steps, &count, box->x, box->y, right, box->y);
    add_line(steps, &count, box->x, lower, right, lower);
    add_line(steps, &count, box->x, box->y, box->x, lower);
    add_line(steps, &count, right, box->y, right, lower);
    for (size_t i = 1; body->kind != BLOCK_BAND && i < form->column_count; i++) {
        double x = box->x + page->columns->lefts[i];
        add_line(steps, &count, x, box->y, x, lower);
    }
    add_drawn(page, &(struct path){.steps = steps,
                                   .count = count,
                                   .stroke = form->table.rule,
                                   .color = form->table.color});
}

void form_page_frame(struct form_page *page, const struct box *box)
{
    const struct form_table *table = &page->source->form->table;
    struct path path = rectangle_of(page, box);
    path.stroke = table->rule;
    path.color = table->color;
    add_drawn(page, &path);
}

static void draw_mark(struct form_page *page, const struct box *cell)
{
    struct box box = {cell->x + (cell->width - BOX_SIDE) / 2,
                      cell->y + (cell->height - BOX_SIDE) / 2, BOX_SIDE, BOX_SIDE};
    form_page_frame(page, &box);
}

/* ---- parts ------------------------------------------------------------------------------ */

void form_page_add(struct form_page *page, const struct part *part)
{
    struct part *added = arena_new(arena_of(page), 1, sizeof *added);
    *added = *part;
    page->parts =
        mem_grow(page->parts, page->part_count, &page->part_room, sizeof *page->parts);
    page->parts[page->part_count++] = added;
}

static void add_part(void *context, const struct part *part)
{
    form_page_add(context, part);
}

double form_page_text(struct form_page *page, const struct form_text *text,
                      const struct box *box, const struct tag *tag)
{
    return form_text_place(page->typesetter, text, box, tag, add_part, page);
}

/* A cell without a text is one all the same: the columns of a table must not shift. */
static void add_empty_cell(struct form_page *page, const struct element *look,
                           const struct box *box, const struct tag *tag)
{
    form_page_add(
        page,
        &(struct part){.name = look->name, .tag = *tag, .alt = "", .box = *box, .fixed = true});
}

static void draw_cell(struct form_page *page, const struct form_text *text,
                      const struct element *look, const struct box *cell, struct tag tag)
{
    double padding = page->source->form->table.padding;
    struct box box = {cell->x + padding, cell->y + padding, cell->width - 2 * padding,
                      cell->height - 2 * padding};
    if (!text->count) {
        tag.cell = 0;
        add_empty_cell(page, look, cell, &tag);
        return;
    }
    if (text->count == 1)
        tag.cell = 0;
    form_page_text(page, text, &box, &tag);
}

static void draw_cells(struct form_page *page, const struct form_body *body,
                       const struct box *box, struct tag tag)
{
    const struct form *form = page->source->form;
    for (size_t i = 0; i < form->column_count; i++) {
        const struct form_column *column = &form->columns[i];
        struct box cell = {box->x + page->columns->lefts[i], box->y, page->columns->widths[i],
                           box->height};
        struct tag own = tag;
        own.cell = i + 1;
        if (body->kind == BLOCK_ROW)
            own.role = column->look.tag.role;
        draw_cell(page, &body->cells[i], &column->look, &cell, own);
        if (body->kind == BLOCK_ROW && column->mark == FORM_MARK_BOX)
            draw_mark(page, &cell);
    }
}

/* Draws a ruler with a mark at each centimetre, its upper edge at `y`. */
static void draw_ruler(struct form_page *page, double length, double y)
{
    enum { GAP_MM = 3, SHORT_MM = 2, LONG_MM = 4, STEP_MM = 10 };
    const double step = STEP_MM * POINTS_PER_MM;
    size_t steps_count = (size_t)(length / step), count = 0;
    struct path_step *steps = arena_new(arena_of(page), 2 * (steps_count + 3), sizeof *steps);
    double left = page->source->form->sheet.left, top = y + GAP_MM * POINTS_PER_MM;
    double shorter = top + SHORT_MM * POINTS_PER_MM, longer = top + LONG_MM * POINTS_PER_MM;
    add_line(steps, &count, left, top, left + length, top);
    add_line(steps, &count, left, top, left, longer);
    for (size_t i = 1; (double)i * step < length - 1; i++)
        add_line(steps, &count, left + (double)i * step, top, left + (double)i * step, shorter);
    add_line(steps, &count, left + length, top, left + length, longer);
    add_drawn(page, &(struct path){.steps = steps,
                                   .count = count,
                                   .stroke = RULER_STROKE,
                                   .color = page->source->form->table.color});
}

static void draw_text(struct form_page *page, const struct form_body *body, double y)
{
    enum { GAP_MM = 2 };
    const struct form *form = page->source->form;
    struct box box = {form->sheet.left, y, body->cells->width, body->cells->height};
    double right = form_page_text(page, body->cells, &box, &body->tag);
    if (body->text->ruler > 0)
        draw_ruler(page, body->text->ruler, y + body->cells->height);
    if (body->text->line <= 0)
        return;
    struct path_step *steps = arena_new(arena_of(page), 2, sizeof *steps);
    size_t count = 0;
    right += GAP_MM * POINTS_PER_MM;
    add_line(steps, &count, right, y + body->cells->height, right + body->text->line,
             y + body->cells->height);
    add_drawn(page, &(struct path){.steps = steps,
                                   .count = count,
                                   .stroke = form->table.rule,
                                   .color = form->table.color});
}

void form_page_draw(struct form_page *page, const struct form_body *body, double y, bool again)
{
    const struct form_sheet *sheet = &page->source->form->sheet;
    struct box box = {sheet->left, sheet->top + y, content_width(page), body->height};
    struct tag tag = body->tag;
    if (again)
        tag = (struct tag){.role = ROLE_ARTIFACT};
    if (body->kind == BLOCK_TEXT) {
        draw_text(page, body, box.y);
        return;
    }
    draw_fill(page, body->band, &box);
    draw_rules(page, body, &box);
    if (body->kind == BLOCK_BAND) {
        tag.cell = 1;
        draw_cell(page, body->cells, &body->band->look, &box, tag);
    } else {
        draw_cells(page, body, &box, tag);
    }
}

void form_page_foot(struct form_page *page, const struct form_text *foot)
{
    const struct form *form = page->source->form;
    const struct tag tag = {.role = ROLE_ARTIFACT};
    struct box box = {form->sheet.left,
                      form->sheet.page.height - form->sheet.bottom + form->foot.space,
                      content_width(page), foot->height};
    form_page_text(page, foot, &box, &tag);
    if (form->foot.ruler > 0)
        draw_ruler(page, form->foot.ruler, box.y + foot->height);
}

struct page form_page_end(struct form_page *page)
{
    const struct template_page *sheet = &page->source->form->sheet.page;
    struct arena *arena = arena_of(page);
    struct part *lines = arena_new(arena, 1, sizeof *lines);
    const struct part **parts = arena_new(arena, page->part_count + 1, sizeof(struct part *));
    struct item *items = arena_new(arena, page->drawn_count, sizeof *items);
    if (page->drawn_count)
        memcpy(items, page->drawn, page->drawn_count * sizeof *items);
    *lines = (struct part){.name = "table",
                           .tag = {.role = ROLE_ARTIFACT},
                           .alt = "",
                           .box = {0, 0, sheet->width, sheet->height},
                           .fixed = true,
                           .items = items,
                           .count = page->drawn_count};
    parts[0] = lines;
    if (page->part_count)
        memcpy(parts + 1, page->parts, page->part_count * sizeof *parts);
    struct page done = {.width = sheet->width,
                        .height = sheet->height,
                        .bleed = sheet->bleed,
                        .parts = parts,
                        .count = page->part_count + 1};
    free(page->drawn);
    free(page->parts);
    return done;
}
