#include "pdf/pdf_content.h"

#include "pdf/pdf_token.h"

#include <math.h>
#include <string.h>

/* From this much extra space between letters on, readers take the gap for a blank. */
#define WIDE_GAP 0.08

static bool same_color(struct color a, struct color b)
{
    return memcmp(a.parts, b.parts, sizeof a.parts) == 0;
}

static void color_operator(struct pdf_content *op, struct color color, const char *name)
{
    for (size_t i = 0; i < 3; i++) {
        pdf_token_thousandths(op->out, (color.parts[i] * 1000u + 127) / 255);
        buf_putc(op->out, ' ');
    }
    buf_puts(op->out, name);
    buf_putc(op->out, '\n');
}

static void set_fill(struct pdf_content *op, struct color color)
{
    if (op->state.has_fill && same_color(op->state.fill, color))
        return;
    op->state.has_fill = true;
    op->state.fill = color;
    color_operator(op, color, "rg");
}

static void set_stroke(struct pdf_content *op, struct color color, double width)
{
    /* Zero would be the device's thinnest line, different on each. */
    width = width < 0.01 ? 0.01 : width;
    if (op->state.width != width) {
        op->state.width = width;
        pdf_token_operator(op->out, &width, 1, "w");
    }
    if (op->state.has_stroke && same_color(op->state.stroke, color))
        return;
    op->state.has_stroke = true;
    op->state.stroke = color;
    color_operator(op, color, "RG");
}

/* Puts the operators that follow where the matrix says. With two decimals in its coefficients
 * the far end of a code or a turned piece of art would be off. */
static void put_matrix(struct pdf_content *op, const double matrix[4], double x, double y)
{
    const double origin[] = {x, y};
    for (size_t i = 0; i < 4; i++) {
        pdf_token_decimal(op->out, matrix[i], 5);
        buf_putc(op->out, ' ');
    }
    pdf_token_operator(op->out, origin, 2, "cm");
}

/* Makes the grid's unit that of the operators that follow, until Q, and lets y grow downwards
 * as it does in the grid: so they need no signs. */
static void enter_grid(struct pdf_content *op, const struct grid *grid)
{
    const double scale[] = {grid->unit, 0, 0, -grid->unit};
    buf_puts(op->out, "q ");
    put_matrix(op, scale, op->left + grid->x, op->top - grid->y);
}

/* Where the coordinates of a path come to lie in those of the operators: `up` is -1 where y
 * grows the other way there. */
struct frame {
    double left, top, up;
};

/* Height is negative where y grows upwards: the same way around. */
static void put_rectangle(struct pdf_content *op, const struct point corners[2],
                          const struct frame *frame)
{
    const double numbers[] = {frame->left + corners[0].x, frame->top + frame->up * corners[0].y,
                              corners[1].x - corners[0].x,
                              frame->up * (corners[1].y - corners[0].y)};
    pdf_token_operator(op->out, numbers, 4, "re");
}

static void put_path(struct pdf_content *op, const struct path *path)
{
    static const char names[] = {
        [PATH_MOVE] = 'm', [PATH_LINE] = 'l', [PATH_CURVE] = 'c', [PATH_CLOSE] = 'h'};
    if (path->count == 0 || (!path->filled && !(path->stroke > 0)))
        return;
    if (path->filled)
        set_fill(op, path->fill);
    if (path->stroke > 0)
        set_stroke(op, path->color, path->stroke);
    bool grid = path->grid.unit > 0;
    const struct frame frame =
        grid ? (struct frame){0, 0, 1} : (struct frame){op->left, op->top, -1};
    if (grid)
        enter_grid(op, &path->grid);
    for (size_t i = 0; i < path->count; i++) {
        const struct path_step *step = &path->steps[i];
        if (step->verb == PATH_RECTANGLE) {
            put_rectangle(op, step->p, &frame);
            continue;
        }
        for (size_t k = 0; k < page_step_points(step); k++) {
            pdf_token_number(op->out, frame.left + step->p[k].x);
            buf_putc(op->out, ' ');
            pdf_token_number(op->out, frame.top + frame.up * step->p[k].y);
            buf_putc(op->out, ' ');
        }
        buf_putc(op->out, names[step->verb]);
        buf_putc(op->out, '\n');
    }
    buf_puts(op->out, !path->filled ? "S\n" : path->stroke > 0 ? "B\n" : "f\n");
    if (grid)
        buf_puts(op->out, "Q\n");
}

/* A piece of art has its origin in the stream's, and y upwards there, too. */
static bool put_placed(struct pdf_content *op, const struct placed *placed, struct error *err)
{
    size_t number;
    const struct transform *at = &placed->at;
    if (!art_list_find(op->resources->art, placed->art, &number)) {
        error_set(err, "page-art-unknown",
                  "A page places art that its document does not share.");
        return error_internal(err);
    }
    buf_puts(op->out, "q ");
    const double turn[] = {at->right.x, -at->right.y, -at->down.x, at->down.y};
    put_matrix(op, turn, op->left + at->origin.x, op->top - at->origin.y);
    buf_puts(op->out, "/A");
    pdf_token_integer(op->out, (int64_t)number);
    buf_puts(op->out, " Do Q\n");
    return true;
}

static bool covers(const struct box *clip, const struct box *box)
{
    return clip->x <= box->x && clip->y <= box->y &&
           clip->x + clip->width >= box->x + box->width &&
           clip->y + clip->height >= box->y + box->height;
}

static bool put_picture(struct pdf_content *op, const struct picture *picture,
                        struct error *err)
{
    if (!page_check_picture(picture, op->resources->image_count, err))
        return false;
    const struct box *box = &picture->box, *clip = &picture->clip;
    if (!(box->width > 0) || !(box->height > 0))
        return true;
    buf_puts(op->out, "q\n");
    if (!covers(clip, box)) {
        double edges[] = {op->left + clip->x, op->top - clip->y - clip->height, clip->width,
                          clip->height};
        pdf_token_operator(op->out, edges, 4, "re W n");
    }
    double matrix[] = {
        box->width, 0, 0, box->height, op->left + box->x, op->top - box->y - box->height};
    pdf_token_operator(op->out, matrix, 6, "cm");
    buf_puts(op->out, "/I");
    pdf_token_integer(op->out, (int64_t)picture->image);
    buf_puts(op->out, " Do\nQ\n");
    return true;
}

/* A run on its way into the stream. Lengths are points from the run's start. */
struct writing {
    struct pdf_content *op;
    const struct run *run;
    const struct pdf_font *font;
    double size;   /* of the text as the stream has it */
    double place;  /* where layout wants the next glyph's origin */
    double pen;    /* where the reader's is */
    double rise;   /* of the text now */
    bool in_array; /* behind "[" … */
    bool in_hex;   /* … and there behind "<" */
};

static void end_array(struct writing *w)
{
    if (w->in_hex)
        buf_putc(w->op->out, '>');
    if (w->in_array)
        buf_puts(w->op->out, "]TJ\n");
    w->in_hex = w->in_array = false;
}

static void set_rise(struct writing *w, double rise)
{
    if (fabs(rise - w->rise) < 0.005)
        return;
    end_array(w);
    w->rise = rise;
    pdf_token_operator(w->op->out, &rise, 1, "Ts");
}

/* Brings the reader's pen to `place`, as near as a thousandth of the size comes. */
static void move_pen(struct writing *w, double place)
{
    double shift = round((w->pen - place) * 1000 / w->size);
    if (shift == 0 || !(fabs(shift) < 1e6))
        return;
    if (w->in_hex)
        buf_putc(w->op->out, '>');
    w->in_hex = false;
    pdf_token_integer(w->op->out, (int64_t)shift);
    w->pen -= shift * w->size / 1000;
}

static bool show_glyph(struct writing *w, const struct glyph *glyph, struct error *err)
{
    uint16_t id = pdf_font_glyph(w->font, glyph->id);
    if (!id) {
        error_set(err, "glyph-not-in-subset",
                  "Glyph %u of “%s” is not in the subset of its font.", (unsigned)glyph->id,
                  w->run->text);
        return error_internal(err);
    }
    set_rise(w, glyph->dy);
    if (!w->in_array)
        buf_putc(w->op->out, '[');
    w->in_array = true;
    move_pen(w, w->place + glyph->dx);
    if (!w->in_hex)
        buf_putc(w->op->out, '<');
    w->in_hex = true;
    pdf_token_hex(w->op->out, id);
    w->pen += w->font->subset.advances[id] * w->size / 1000;
    w->place += glyph->advance;
    return true;
}

/* Says whether a reader who joins what ToUnicode says of the glyphs would get the cluster
 * wrong. Readers make no difference between the blank and the one where no line may end, which
 * many fonts show with one glyph. */
static bool misread(const struct writing *w, size_t first, size_t count, const char *text,
                    size_t size)
{
    static const char no_break[] = "\xC2\xA0";
    const char *reported = w->font->texts[pdf_font_glyph(w->font, w->run->glyphs[first].id)];
    if (count != 1 || !reported)
        return true;
    if (*reported == ' ' && size == sizeof no_break - 1 && memcmp(text, no_break, size) == 0)
        return false;
    return strncmp(reported, text, size) != 0 || reported[size] != '\0';
}

/* Says whether such a gap follows the glyph that a reader would see a blank in it. */
static bool wide(const struct pdf_font *font, const struct run *run, size_t glyph)
{
    uint16_t id = pdf_font_glyph(font, run->glyphs[glyph].id);
    double width = id ? font->subset.advances[id] : 0;
    return run->glyphs[glyph].advance / run->size - width / 1000 > WIDE_GAP;
}

/* A stretch of a run that is written one way: as it is, or with its text beside it. */
struct marked_span {
    size_t count; /* glyphs */
    const char *text;
    size_t size;
    bool actual_text;
};

/* Finds the longest stretch of one kind from `first` on. A letter behind a wide gap belongs to
 * the letters before it, so that the text of a letterspaced word stands beside it whole. */
static struct marked_span next_stretch(const struct writing *w, size_t first)
{
    struct marked_span stretch = {0};
    bool after_gap = false;
    for (size_t i = first; i < w->run->count;) {
        const char *text;
        size_t size;
        size_t count = page_cluster(w->run, i, &text, &size);
        bool gap = wide(w->font, w->run, i + count - 1);
        bool blank = *text == ' ';
        bool actual_text = !w->op->actual_text &&
                           ((!blank && (after_gap || gap)) || misread(w, i, count, text, size));
        if (i > first && actual_text != stretch.actual_text)
            break;
        if (i == first)
            stretch = (struct marked_span){.text = text, .actual_text = actual_text};
        stretch.count += count;
        stretch.size += size;
        after_gap = gap && !blank;
        i += count;
    }
    return stretch;
}

static bool put_stretch(struct writing *w, size_t first, const struct marked_span *stretch,
                        struct error *err)
{
    if (stretch->actual_text) {
        end_array(w);
        buf_puts(w->op->out, "/Span<</ActualText<FEFF");
        pdf_token_utf16_hex(w->op->out, stretch->text, stretch->size);
        buf_puts(w->op->out, ">>>BDC\n");
    }
    for (size_t i = first; i < first + stretch->count; i++)
        if (!show_glyph(w, &w->run->glyphs[i], err))
            return false;
    if (stretch->actual_text) {
        end_array(w);
        buf_puts(w->op->out, "EMC\n");
    }
    return true;
}

static void set_font(struct pdf_content *op, const struct run *run)
{
    if (op->state.face == run->face + 1 && op->state.size == run->size)
        return;
    op->state.face = run->face + 1;
    op->state.size = run->size;
    buf_puts(op->out, "/F");
    pdf_token_integer(op->out, (int64_t)run->face);
    buf_putc(op->out, ' ');
    pdf_token_operator(op->out, &run->size, 1, "Tf");
}

static bool put_run(struct pdf_content *op, const struct run *run, struct error *err)
{
    if (!page_check_run(run, op->resources->font_count, err))
        return false;
    if (run->count == 0 || !(run->size >= 0.01))
        return true;
    struct writing w = {.op = op,
                        .run = run,
                        .font = &op->resources->fonts[run->face],
                        .size = round(run->size * 100) / 100};
    double start[] = {op->left + run->x, op->top - run->y};
    set_fill(op, run->color);
    if (run->lang)
        buf_printf(op->out, "/Span<</Lang(%s)>>BDC\n", run->lang);
    buf_puts(op->out, "BT\n");
    set_font(op, run);
    pdf_token_operator(op->out, start, 2, "Td");
    for (size_t i = 0; i < run->count;) {
        struct marked_span stretch = next_stretch(&w, i);
        if (!put_stretch(&w, i, &stretch, err))
            return false;
        i += stretch.count;
    }
    end_array(&w);
    set_rise(&w, 0);
    buf_puts(op->out, "ET\n");
    if (run->lang)
        buf_puts(op->out, "EMC\n");
    return true;
}

const char *pdf_content_actual_text(const struct pdf_content_resources *resources,
                                    const struct part *part)
{
    if (part->count != 1 || part->items->kind != ITEM_RUN)
        return NULL;
    const struct run *run = &part->items->run;
    if (run->face >= resources->font_count)
        return NULL;
    for (size_t i = 0; i + 1 < run->count; i++)
        if (wide(&resources->fonts[run->face], run, i))
            return run->text;
    return NULL;
}

static bool put_item(struct pdf_content *op, const struct item *item, struct error *err)
{
    switch (item->kind) {
    case ITEM_RUN:
        return put_run(op, &item->run, err);
    case ITEM_PICTURE:
        return put_picture(op, &item->picture, err);
    case ITEM_PLACED:
        return put_placed(op, &item->placed, err);
    case ITEM_PATH:
        put_path(op, &item->path);
    }
    return true;
}

bool pdf_content_items(struct pdf_content *op, const struct item *items, size_t count,
                       struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!put_item(op, &items[i], err))
            return false;
    return true;
}
