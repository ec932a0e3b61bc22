#include "svg/svg_writer.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/mem.h"
#include "draw/png_write.h"
#include "font/font.h"
#include "font/shape.h"
#include "page/art_list.h"
#include "page/spread.h"
#include "svg/svg_token.h"

#include <stdlib.h>
#include <string.h>

enum { PLACE = 2, SCALE = 6 }; /* decimals of lengths in points, and of factors */

/* The glyphs of a face that are shown, by number. */
struct shown_glyphs {
    bool *shown;
    size_t end, room;
};

struct svg_writer {
    const struct document *document;
    const struct svg_origin *origin;
    struct buf *out;
    struct art_list art;
    struct shown_glyphs *glyphs; /* by face */
    bool *images;                /* by number: shown */
    const struct part *part;     /* that is being written, NULL in definitions */
};

/* ---- what is shown ---------------------------------------------------------------------- */

static void note_glyph(struct shown_glyphs *glyphs, uint32_t id)
{
    while (glyphs->end <= id) {
        glyphs->shown = mem_grow(glyphs->shown, glyphs->end, &glyphs->room, sizeof(bool));
        glyphs->shown[glyphs->end++] = false;
    }
    glyphs->shown[id] = true;
}

static void note_items(struct svg_writer *writer, const struct item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct run *run = &items[i].run;
        if (items[i].kind == ITEM_PICTURE)
            writer->images[items[i].picture.image] = true;
        for (size_t k = 0; items[i].kind == ITEM_RUN && k < run->count; k++)
            note_glyph(&writer->glyphs[run->face], run->glyphs[k].id);
    }
}

static void note_all(struct svg_writer *writer)
{
    const struct document *document = writer->document;
    art_list_gather(&writer->art, document);
    for (size_t i = 0; i < writer->art.count; i++)
        note_items(writer, writer->art.pieces[i]->items, writer->art.pieces[i]->count);
    for (size_t p = 0; p < document->page_count; p++)
        for (size_t i = 0; i < document->pages[p].count; i++) {
            const struct part *part = document->pages[p].parts[i];
            note_items(writer, part->items, part->count);
        }
}

/* ---- attributes ------------------------------------------------------------------------- */

static void put_number(struct svg_writer *writer, const char *name, double number)
{
    buf_printf(writer->out, " %s=\"", name);
    svg_token_number(writer->out, number, PLACE);
    buf_putc(writer->out, '"');
}

static void put_box(struct svg_writer *writer, const struct box *box)
{
    put_number(writer, "x", box->x);
    put_number(writer, "y", box->y);
    put_number(writer, "width", box->width);
    put_number(writer, "height", box->height);
}

static void put_view(struct svg_writer *writer, const struct box *box)
{
    const double numbers[] = {box->x, box->y, box->width, box->height};
    buf_puts(writer->out, " viewBox=\"");
    for (size_t i = 0; i < 4; i++) {
        if (i)
            buf_putc(writer->out, ' ');
        svg_token_number(writer->out, numbers[i], PLACE);
    }
    buf_putc(writer->out, '"');
}

static void put_text(struct svg_writer *writer, const char *name, const char *text)
{
    buf_printf(writer->out, " %s=\"", name);
    svg_token_text(writer->out, text);
    buf_putc(writer->out, '"');
}

static void put_color(struct svg_writer *writer, const char *name, struct color color)
{
    buf_printf(writer->out, " %s=\"#%02x%02x%02x\"", name, color.parts[0], color.parts[1],
               color.parts[2]);
}

/* Puts what follows where the matrix says; its last two numbers are lengths. */
static void put_matrix(struct svg_writer *writer, const double matrix[6])
{
    buf_puts(writer->out, " transform=\"matrix(");
    for (size_t i = 0; i < 6; i++) {
        if (i)
            buf_putc(writer->out, ' ');
        svg_token_number(writer->out, matrix[i], i < 4 ? SCALE : PLACE);
    }
    buf_puts(writer->out, ")\"");
}

/* ---- items ------------------------------------------------------------------------------ */

/* No name of a column has a |. */
static void put_columns(struct svg_writer *writer, const char *const *columns)
{
    struct buf names = {0};
    for (size_t i = 0; columns && columns[i]; i++)
        buf_printf(&names, "%s%s", i ? "|" : "", columns[i]);
    if (names.size)
        put_text(writer, "data-columns", names.data);
    buf_free(&names);
}

/* Where the run stands in the template and in the list. */
static void put_source(struct svg_writer *writer)
{
    const struct part *part = writer->part;
    if (!part)
        return;
    put_text(writer, "data-section", part->name);
    put_columns(writer, part->columns);
    if (writer->origin->row)
        buf_printf(writer->out, " data-row=\"%zu\"", writer->origin->row);
}

/* Between its letters, too, a run can be met by a click. */
static void put_line_box(struct svg_writer *writer, const struct font *font, double width)
{
    struct box box = {0, -font->ascender, width, font->ascender - font->descender};
    buf_puts(writer->out, "<rect");
    put_box(writer, &box);
    buf_puts(writer->out, " fill=\"none\" pointer-events=\"all\"/>");
}

static void put_glyphs(struct svg_writer *writer, const struct run *run, double unit)
{
    double pen = 0;
    for (size_t i = 0; i < run->count; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        buf_printf(writer->out, "<use href=\"#g%zu-%u\"", run->face, (unsigned)glyph->id);
        put_number(writer, "x", (pen + glyph->dx) / unit);
        if (glyph->dy != 0)
            put_number(writer, "y", -glyph->dy / unit);
        buf_puts(writer->out, "/>");
        pen += glyph->advance;
    }
}

static void put_run(struct svg_writer *writer, const struct run *run)
{
    const struct font *font = writer->document->faces[run->face].font;
    double unit = run->size / font->units, width = 0;
    if (run->count == 0 || !(run->size >= 0.01))
        return;
    for (size_t i = 0; i < run->count; i++)
        width += run->glyphs[i].advance;
    buf_puts(writer->out, "<g");
    put_source(writer);
    put_color(writer, "fill", run->color);
    put_matrix(writer, (const double[]){unit, 0, 0, unit, run->x, run->y});
    buf_puts(writer->out, ">");
    if (writer->part)
        put_line_box(writer, font, width / unit);
    put_glyphs(writer, run, unit);
    buf_puts(writer->out, "</g>\n");
}

static void put_path(struct svg_writer *writer, const struct path *path)
{
    bool grid = path->grid.unit > 0;
    if (path->count == 0 || (!path->filled && !(path->stroke > 0)))
        return;
    buf_puts(writer->out, "<path");
    if (path->filled)
        put_color(writer, "fill", path->fill);
    else
        buf_puts(writer->out, " fill=\"none\"");
    if (path->stroke > 0) {
        put_color(writer, "stroke", path->color);
        put_number(writer, "stroke-width", path->stroke < 0.01 ? 0.01 : path->stroke);
        buf_puts(writer->out, " stroke-miterlimit=\"10\"");
    }
    if (grid)
        put_matrix(writer, (const double[]){path->grid.unit, 0, 0, path->grid.unit,
                                            path->grid.x, path->grid.y});
    buf_puts(writer->out, " d=\"");
    svg_token_path(writer->out, path->steps, path->count, 1, 1, grid ? 0 : PLACE);
    buf_puts(writer->out, "\"/>\n");
}

/* An image is a square of 1 by 1 in the definitions; its clip is a view of its own. */
static void put_picture(struct svg_writer *writer, const struct picture *picture)
{
    const struct box *box = &picture->box, *clip = &picture->clip;
    if (!(box->width > 0) || !(box->height > 0) || !(clip->width > 0) || !(clip->height > 0))
        return;
    buf_puts(writer->out, "<svg");
    put_box(writer, clip);
    put_view(writer, clip);
    buf_printf(writer->out, "><use href=\"#i%zu\"", picture->image);
    put_matrix(writer, (const double[]){box->width, 0, 0, box->height, box->x, box->y});
    buf_puts(writer->out, "/></svg>\n");
}

static void put_placed(struct svg_writer *writer, const struct placed *placed)
{
    const struct transform *at = &placed->at;
    size_t number = 0;
    art_list_find(&writer->art, placed->art, &number);
    buf_printf(writer->out, "<use href=\"#a%zu\"", number);
    put_matrix(writer, (const double[]){at->right.x, at->right.y, at->down.x, at->down.y,
                                        at->origin.x, at->origin.y});
    buf_puts(writer->out, "/>\n");
}

static void put_items(struct svg_writer *writer, const struct item *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        switch (items[i].kind) {
        case ITEM_RUN:
            put_run(writer, &items[i].run);
            break;
        case ITEM_PATH:
            put_path(writer, &items[i].path);
            break;
        case ITEM_PICTURE:
            put_picture(writer, &items[i].picture);
            break;
        case ITEM_PLACED:
            put_placed(writer, &items[i].placed);
            break;
        }
}

/* ---- definitions ------------------------------------------------------------------------ */

/* A glyph's outline in font units, y downwards as everything here. */
static void define_glyph(struct svg_writer *writer, size_t face, uint32_t id,
                         struct arena *arena)
{
    size_t count;
    const struct path_step *steps =
        shape_outline(writer->document->faces[face].shaper, id, arena, &count);
    buf_printf(writer->out, "<path id=\"g%zu-%u\" d=\"", face, (unsigned)id);
    svg_token_path(writer->out, steps, count, 1, -1, 0);
    buf_puts(writer->out, "\"/>\n");
    arena_reset(arena);
}

static void define_glyphs(struct svg_writer *writer)
{
    struct arena arena = {0};
    for (size_t face = 0; face < writer->document->face_count; face++)
        for (size_t id = 0; id < writer->glyphs[face].end; id++)
            if (writer->glyphs[face].shown[id])
                define_glyph(writer, face, (uint32_t)id, &arena);
    arena_free(&arena);
}

static void define_image(struct svg_writer *writer, size_t number)
{
    const struct image *image = writer->document->images[number];
    struct buf png = {0};
    const struct buf *file = image->jpeg ? &image->data : &png;
    if (!image->jpeg)
        png_write(image, &(struct png_options){0}, &png);
    buf_printf(writer->out,
               "<image id=\"i%zu\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" "
               "href=\"data:image/%s;base64,",
               number, image->jpeg ? "jpeg" : "png");
    base64_encode(file->data, file->size, writer->out);
    buf_puts(writer->out, "\"/>\n");
    buf_free(&png);
}

static void put_definitions(struct svg_writer *writer)
{
    buf_puts(writer->out, "<defs>\n");
    define_glyphs(writer);
    for (size_t i = 0; i < writer->document->image_count; i++)
        if (writer->images[i])
            define_image(writer, i);
    for (size_t i = 0; i < writer->art.count; i++) {
        buf_printf(writer->out, "<g id=\"a%zu\">\n", i);
        put_items(writer, writer->art.pieces[i]->items, writer->art.pieces[i]->count);
        buf_puts(writer->out, "</g>\n");
    }
    buf_puts(writer->out, "</defs>\n");
}

/* ---- pages ------------------------------------------------------------------------------ */

/* Says all that the part's runs say, one after another. */
static void put_words(struct svg_writer *writer, const struct part *part)
{
    struct buf words = {0};
    for (size_t i = 0; i < part->count; i++)
        if (part->items[i].kind == ITEM_RUN)
            buf_puts(&words, part->items[i].run.text);
    while (words.size && words.data[words.size - 1] == ' ')
        words.data[--words.size] = '\0';
    put_text(writer, "aria-label", buf_text(&words));
    buf_free(&words);
}

/* What the part is to somebody who hears the page. Letters that are outlines are an image to
 * a screen reader, with their words. */
static void put_meaning(struct svg_writer *writer, const struct part *part)
{
    enum role role = part->tag.role;
    if (role == ROLE_ARTIFACT) {
        buf_puts(writer->out, " aria-hidden=\"true\" pointer-events=\"none\"");
        return;
    }
    if (role == ROLE_H1 || role == ROLE_H2 || role == ROLE_H3)
        buf_printf(writer->out, " role=\"heading\" aria-level=\"%d\"",
                   role == ROLE_H1   ? 1
                   : role == ROLE_H2 ? 2
                                     : 3);
    else
        buf_puts(writer->out, " role=\"img\"");
    if (part->tag.lang)
        put_text(writer, "lang", part->tag.lang);
    if (role == ROLE_FIGURE || role == ROLE_FORM)
        put_text(writer, "aria-label", part->alt);
    else
        put_words(writer, part);
}

static void put_part(struct svg_writer *writer, const struct part *part)
{
    if (!part->count)
        return;
    writer->part = part;
    buf_puts(writer->out, "<g");
    put_text(writer, "data-section", part->name);
    put_meaning(writer, part);
    buf_puts(writer->out, ">\n");
    put_items(writer, part->items, part->count);
    buf_puts(writer->out, "</g>\n");
    writer->part = NULL;
}

static void put_page(struct svg_writer *writer, size_t index)
{
    const struct page *page = &writer->document->pages[index];
    struct box place = spread_page(writer->document, index);
    struct box view = {-page->bleed, -page->bleed, place.width, place.height};
    buf_puts(writer->out, "<svg");
    put_box(writer, &place);
    put_view(writer, &view);
    buf_puts(writer->out, ">\n<rect");
    put_box(writer, &view);
    buf_puts(writer->out, " fill=\"#ffffff\" pointer-events=\"none\"/>\n");
    for (size_t i = 0; i < page->count; i++)
        put_part(writer, page->parts[i]);
    buf_puts(writer->out, "</svg>\n");
}

static void put_document(struct svg_writer *writer)
{
    struct box whole = spread_whole(writer->document);
    buf_puts(writer->out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    put_text(writer, "data-generator", writer->origin->generator);
    put_text(writer, "lang", writer->document->lang);
    buf_puts(writer->out, " role=\"graphics-document document\" width=\"");
    svg_token_number(writer->out, whole.width / POINTS_PER_MM, PLACE);
    buf_puts(writer->out, "mm\" height=\"");
    svg_token_number(writer->out, whole.height / POINTS_PER_MM, PLACE);
    buf_puts(writer->out, "mm\"");
    put_view(writer, &whole);
    buf_puts(writer->out, ">\n<title>");
    svg_token_text(writer->out, writer->document->title);
    buf_puts(writer->out, "</title>\n");
    put_definitions(writer);
    for (size_t i = 0; i < writer->document->page_count; i++)
        put_page(writer, i);
    buf_puts(writer->out, "</svg>\n");
}

bool svg_write(const struct document *document, const struct svg_origin *origin,
               struct buf *out, struct error *err)
{
    if (!document_check(document, err))
        return false;
    struct svg_writer writer = {
        .document = document,
        .origin = origin,
        .out = out,
        .glyphs = mem_new(document->face_count, sizeof *writer.glyphs),
        .images = mem_new(document->image_count, sizeof *writer.images),
    };
    note_all(&writer);
    put_document(&writer);
    for (size_t i = 0; i < document->face_count; i++)
        free(writer.glyphs[i].shown);
    free(writer.glyphs);
    free(writer.images);
    art_list_free(&writer.art);
    return true;
}
