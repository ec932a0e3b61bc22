#include "page/document.h"

#include "page/art_list.h"

#include <math.h>
#include <string.h>

/* In any locale; what rounds to nothing has no sign. */
static void put_decimal(struct buf *out, double number, int decimals)
{
    long long one = decimals == 2 ? 100 : 10000;
    long long scaled = llround(number * (double)one), size = scaled < 0 ? -scaled : scaled;
    buf_printf(out, "%s%lld.%0*lld", scaled < 0 ? "-" : "", size / one, decimals, size % one);
}

static void put_hundredths(struct buf *out, double number)
{
    put_decimal(out, number, 2);
}

static void put_mm(struct buf *out, double points)
{
    buf_putc(out, ' ');
    put_hundredths(out, points / POINTS_PER_MM);
}

static void put_box(struct buf *out, const struct box *box)
{
    put_mm(out, box->x);
    put_mm(out, box->y);
    put_mm(out, box->width);
    put_mm(out, box->height);
}

static void put_color(struct buf *out, struct color color)
{
    const uint8_t *part = color.parts;
    buf_printf(out, " #%02X%02X%02X", part[0], part[1], part[2]);
}

static void put_quoted(struct buf *out, const char *text)
{
    buf_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_putc(out, '\\');
        if (*text == '\n')
            buf_puts(out, "\\n");
        else
            buf_putc(out, *text);
    }
    buf_putc(out, '"');
}

static void dump_run(const struct document *document, const struct run *run, struct buf *out)
{
    double width = 0;
    for (size_t i = 0; i < run->count; i++)
        width += run->glyphs[i].advance;
    buf_printf(out, "  run %s ", document->faces[run->face].name);
    put_hundredths(out, run->size);
    buf_puts(out, "pt");
    put_color(out, run->color);
    buf_puts(out, " at");
    put_mm(out, run->x);
    put_mm(out, run->y);
    buf_puts(out, " width");
    put_mm(out, width);
    buf_puts(out, " ");
    put_quoted(out, run->text);
    if (run->lang)
        buf_printf(out, " lang %s", run->lang);
    buf_putc(out, '\n');
}

/* Adds a number to an FNV-1a sum. */
static uint32_t sum_number(uint32_t sum, long long number)
{
    for (int shift = 0; shift < 32; shift += 8)
        sum = (sum ^ (number >> shift & 0xFF)) * 16777619u;
    return sum;
}

/* A sum of the shape as far as it can be seen: the points to a hundredth. */
static uint32_t path_sum(const struct path *path)
{
    uint32_t sum = 2166136261u;
    for (size_t i = 0; i < path->count; i++) {
        sum = sum_number(sum, path->steps[i].verb);
        for (size_t k = 0; k < page_step_points(&path->steps[i]); k++) {
            sum = sum_number(sum, llround(path->steps[i].p[k].x * 100));
            sum = sum_number(sum, llround(path->steps[i].p[k].y * 100));
        }
    }
    return sum;
}

static void dump_path(const struct path *path, struct buf *out)
{
    struct box box = page_path_box(path);
    buf_printf(out, "  path of %zu steps in", path->count);
    put_box(out, &box);
    if (path->stroke > 0) {
        buf_puts(out, " stroke ");
        put_hundredths(out, path->stroke);
        buf_puts(out, "pt");
        put_color(out, path->color);
    }
    if (path->filled) {
        buf_puts(out, " fill");
        put_color(out, path->fill);
    }
    buf_printf(out, " sum %08x\n", (unsigned)path_sum(path));
}

static void dump_picture(const struct document *document, const struct picture *picture,
                         struct buf *out)
{
    buf_printf(out, "  picture %s in", document->images[picture->image]->name);
    put_box(out, &picture->box);
    const struct box *box = &picture->box, *clip = &picture->clip;
    if (clip->x != box->x || clip->y != box->y || clip->width != box->width ||
        clip->height != box->height) {
        buf_puts(out, " clip");
        put_box(out, clip);
    }
    buf_putc(out, '\n');
}

static void put_vector(struct buf *out, struct point vector)
{
    buf_putc(out, ' ');
    put_decimal(out, vector.x, 4);
    buf_putc(out, ' ');
    put_decimal(out, vector.y, 4);
}

static void dump_placed(const struct art_list *art, const struct placed *placed,
                        struct buf *out)
{
    size_t index = 0;
    art_list_find(art, placed->art, &index);
    buf_printf(out, "  art %zu %s at", index + 1, placed->art->name);
    put_mm(out, placed->at.origin.x);
    put_mm(out, placed->at.origin.y);
    buf_puts(out, " right");
    put_vector(out, placed->at.right);
    buf_puts(out, " down");
    put_vector(out, placed->at.down);
    buf_putc(out, '\n');
}

static void dump_items(const struct document *document, const struct art_list *art,
                       const struct item *items, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++)
        switch (items[i].kind) {
        case ITEM_RUN:
            dump_run(document, &items[i].run, out);
            break;
        case ITEM_PATH:
            dump_path(&items[i].path, out);
            break;
        case ITEM_PICTURE:
            dump_picture(document, &items[i].picture, out);
            break;
        case ITEM_PLACED:
            dump_placed(art, &items[i].placed, out);
            break;
        }
}

static const char *const role_names[] = {
    [ROLE_ARTIFACT] = "artifact",
    [ROLE_P] = "p",
    [ROLE_H1] = "h1",
    [ROLE_H2] = "h2",
    [ROLE_H3] = "h3",
    [ROLE_TH] = "th",
    [ROLE_TD] = "td",
    [ROLE_FIGURE] = "figure",
    [ROLE_FORM] = "form",
};

static void dump_part(const struct document *document, const struct art_list *art,
                      const struct part *part, struct buf *out)
{
    buf_printf(out, "%s %s %s, %s, box", part->name, role_names[part->tag.role],
               part->tag.lang ? part->tag.lang : "", part->fixed ? "fixed" : "row");
    put_box(out, &part->box);
    if (*part->alt) {
        buf_puts(out, ", alt ");
        put_quoted(out, part->alt);
    }
    buf_putc(out, '\n');
    dump_items(document, art, part->items, part->count, out);
}

static void dump_page(const struct document *document, const struct art_list *art,
                      size_t number, struct buf *out)
{
    const struct page *page = &document->pages[number];
    buf_printf(out, "page %zu", number + 1);
    put_mm(out, page->width);
    put_mm(out, page->height);
    if (page->bleed > 0) {
        buf_puts(out, " bleed");
        put_mm(out, page->bleed);
    }
    buf_putc(out, '\n');
    for (size_t i = 0; i < page->count; i++)
        if (page->parts[i]->count)
            dump_part(document, art, page->parts[i], out);
}

void document_dump(const struct document *document, struct buf *out)
{
    struct art_list art = {0};
    art_list_gather(&art, document);
    for (size_t i = 0; i < document->page_count; i++)
        dump_page(document, &art, i, out);
    for (size_t i = 0; i < art.count; i++) {
        buf_printf(out, "art %zu %s, box", i + 1, art.pieces[i]->name);
        put_box(out, &art.pieces[i]->box);
        buf_putc(out, '\n');
        dump_items(document, &art, art.pieces[i]->items, art.pieces[i]->count, out);
    }
    art_list_free(&art);
}

static bool check_items(const struct document *document, const struct item *items, size_t count,
                        struct error *err)
{
    bool good = true;
    for (size_t i = 0; good && i < count; i++)
        if (items[i].kind == ITEM_RUN)
            good = page_check_run(&items[i].run, document->face_count, err);
        else if (items[i].kind == ITEM_PICTURE)
            good = page_check_picture(&items[i].picture, document->image_count, err);
    return good;
}

bool document_check(const struct document *document, struct error *err)
{
    struct art_list art = {0};
    bool good = true;
    art_list_gather(&art, document);
    for (size_t i = 0; good && i < art.count; i++)
        good = check_items(document, art.pieces[i]->items, art.pieces[i]->count, err);
    for (size_t p = 0; good && p < document->page_count; p++)
        for (size_t i = 0; good && i < document->pages[p].count; i++) {
            const struct part *part = document->pages[p].parts[i];
            good = check_items(document, part->items, part->count, err);
        }
    art_list_free(&art);
    return good;
}

static bool is_heading(const struct part *part)
{
    return part->tag.role == ROLE_H1 || part->tag.role == ROLE_H2 || part->tag.role == ROLE_H3;
}

static const struct part *without_preprinted(const struct part *part, struct arena *arena)
{
    if (!part->preprinted && !is_heading(part))
        return part;
    struct part *rest = arena_new(arena, 1, sizeof *rest);
    *rest = *part;
    if (is_heading(part))
        rest->tag.role = ROLE_P;
    if (part->preprinted)
        rest->count = 0;
    return rest;
}

struct document document_on_blank(const struct document *document, bool ground,
                                  struct arena *arena)
{
    struct document rest = *document;
    struct page *pages = arena_new(arena, document->page_count, sizeof *pages);
    for (size_t p = 0; p < document->page_count; p++) {
        const struct page *page = &document->pages[p];
        const struct part **parts = arena_new(arena, page->count, sizeof *parts);
        for (size_t i = 0; i < page->count; i++)
            parts[i] = ground && page->parts[i]->ground
                           ? page->parts[i]
                           : without_preprinted(page->parts[i], arena);
        pages[p] = *page;
        pages[p].parts = parts;
    }
    rest.pages = pages;
    return rest;
}
