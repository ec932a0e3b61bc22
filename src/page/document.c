#include "page/document.h"

#include <math.h>

/* Two decimals in any locale; what rounds to nothing has no sign. */
static void put_hundredths(struct buf *out, double number)
{
    long long hundredths = llround(number * 100);
    long long size = hundredths < 0 ? -hundredths : hundredths;
    buf_printf(out, "%s%lld.%02lld", hundredths < 0 ? "-" : "", size / 100, size % 100);
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
    buf_putc(out, '\n');
}

static size_t points_of(const struct path_step *step)
{
    return step->verb == PATH_CURVE ? 3 : step->verb == PATH_CLOSE ? 0 : 1;
}

/* The box of all points, control points too. */
static struct box path_box(const struct path *path)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    double unit = path->grid.unit > 0 ? path->grid.unit : 1;
    for (size_t i = 0; i < path->count; i++)
        for (size_t k = 0; k < points_of(&path->steps[i]); k++) {
            left = fmin(left, path->steps[i].p[k].x);
            right = fmax(right, path->steps[i].p[k].x);
            top = fmin(top, path->steps[i].p[k].y);
            bottom = fmax(bottom, path->steps[i].p[k].y);
        }
    if (left > right)
        return (struct box){0};
    return (struct box){path->grid.x + left * unit, path->grid.y + top * unit,
                        (right - left) * unit, (bottom - top) * unit};
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
        for (size_t k = 0; k < points_of(&path->steps[i]); k++) {
            sum = sum_number(sum, llround(path->steps[i].p[k].x * 100));
            sum = sum_number(sum, llround(path->steps[i].p[k].y * 100));
        }
    }
    return sum;
}

static void dump_path(const struct path *path, struct buf *out)
{
    struct box box = path_box(path);
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

static void dump_part(const struct document *document, const struct part *part, struct buf *out)
{
    buf_printf(out, "%s %s %s, %s, box", part->name, role_names[part->tag.role],
               part->tag.lang ? part->tag.lang : "", part->fixed ? "fixed" : "row");
    put_box(out, &part->box);
    if (*part->alt) {
        buf_puts(out, ", alt ");
        put_quoted(out, part->alt);
    }
    buf_putc(out, '\n');
    for (size_t i = 0; i < part->count; i++) {
        const struct item *item = &part->items[i];
        if (item->kind == ITEM_RUN)
            dump_run(document, &item->run, out);
        else if (item->kind == ITEM_PATH)
            dump_path(&item->path, out);
        else
            dump_picture(document, &item->picture, out);
    }
}

static void dump_page(const struct document *document, size_t number, struct buf *out)
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
            dump_part(document, page->parts[i], out);
}

void document_dump(const struct document *document, struct buf *out)
{
    for (size_t i = 0; i < document->page_count; i++)
        dump_page(document, i, out);
}
