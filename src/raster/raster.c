#include "raster/raster.h"

#include "base/arena.h"
#include "base/mem.h"
#include "draw/jpeg_samples.h"
#include "draw/png_write.h"
#include "font/font.h"
#include "font/shape.h"
#include "page/spread.h"

#include <cairo.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    PIXEL_LIMIT = 120000000,
    SIDE_LIMIT = 32767, /* cairo's */
    DESK = 0xD6,        /* the gray that pages lie on */
};

struct outline {
    const struct path_step *steps; /* in font units, y upwards; NULL: not known yet */
    size_t count;
};

/* The outlines of a face, by glyph. */
struct outlines {
    struct outline *list;
    size_t count, room;
};

/* A page on its way, in a thread of its own. */
struct page_raster {
    const struct document *document;
    size_t page;
    cairo_t *cairo;
    struct arena arena;        /* holds the steps of the outlines */
    struct outlines *outlines; /* by face */
    struct error err;          /* why it is not drawn, … */
    bool drawn;                /* … if it is not */
    pthread_t thread;
    bool started;
};

/* ---- paths ------------------------------------------------------------------------------ */

static void set_color(struct page_raster *raster, struct color color)
{
    cairo_set_source_rgb(raster->cairo, color.parts[0] / 255.0, color.parts[1] / 255.0,
                         color.parts[2] / 255.0);
}

static void add_step(cairo_t *cairo, const struct path_step *step)
{
    const struct point *p = step->p;
    switch (step->verb) {
    case PATH_MOVE:
        cairo_move_to(cairo, p[0].x, p[0].y);
        break;
    case PATH_LINE:
        cairo_line_to(cairo, p[0].x, p[0].y);
        break;
    case PATH_CURVE:
        cairo_curve_to(cairo, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
        break;
    case PATH_CLOSE:
        cairo_close_path(cairo);
        break;
    case PATH_RECTANGLE:
        cairo_rectangle(cairo, p[0].x, p[0].y, p[1].x - p[0].x, p[1].y - p[0].y);
        break;
    }
}

static void draw_path(struct page_raster *raster, const struct path *path)
{
    cairo_t *cairo = raster->cairo;
    cairo_save(cairo);
    if (path->grid.unit > 0) {
        cairo_translate(cairo, path->grid.x, path->grid.y);
        cairo_scale(cairo, path->grid.unit, path->grid.unit);
    }
    for (size_t i = 0; i < path->count; i++)
        add_step(cairo, &path->steps[i]);
    if (path->filled) {
        set_color(raster, path->fill);
        cairo_fill_preserve(cairo);
    }
    if (path->stroke > 0) {
        set_color(raster, path->color);
        cairo_set_line_width(cairo, path->stroke);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
    cairo_restore(cairo);
}

/* ---- letters ---------------------------------------------------------------------------- */

static const struct outline *find_outline(struct page_raster *raster, size_t face, uint32_t id)
{
    struct outlines *outlines = &raster->outlines[face];
    while (outlines->count <= id) {
        outlines->list =
            mem_grow(outlines->list, outlines->count, &outlines->room, sizeof *outlines->list);
        outlines->list[outlines->count++] = (struct outline){0};
    }
    struct outline *outline = &outlines->list[id];
    if (!outline->steps)
        outline->steps = shape_outline(raster->document->faces[face].shaper, id, &raster->arena,
                                       &outline->count);
    return outline;
}

/* Adds the glyph's outline to the path, from `x`, `y` on. */
static void add_glyph(struct page_raster *raster, size_t face, uint32_t id, double x, double y)
{
    const struct outline *outline = find_outline(raster, face, id);
    for (size_t i = 0; i < outline->count; i++) {
        struct path_step step = outline->steps[i];
        for (size_t k = 0; k < page_step_points(&step); k++) {
            step.p[k].x += x;
            step.p[k].y += y;
        }
        add_step(raster->cairo, &step);
    }
}

static void draw_run(struct page_raster *raster, const struct run *run)
{
    const struct face *face = &raster->document->faces[run->face];
    double unit = run->size / face->font->units, pen = 0;
    if (!(run->size >= 0.01))
        return;
    cairo_save(raster->cairo);
    cairo_translate(raster->cairo, run->x, run->y);
    cairo_scale(raster->cairo, unit, -unit);
    for (size_t i = 0; i < run->count; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        add_glyph(raster, run->face, glyph->id, (pen + glyph->dx) / unit, glyph->dy / unit);
        pen += glyph->advance;
    }
    set_color(raster, run->color);
    cairo_fill(raster->cairo);
    cairo_restore(raster->cairo);
}

/* ---- pictures --------------------------------------------------------------------------- */

/* Puts the samples together as cairo has them: colours times opacity, a word a pixel. */
static void fill_surface(const struct image *image, cairo_surface_t *surface)
{
    unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    const unsigned char *from = (const unsigned char *)image->data.data;
    const unsigned char *alpha = (const unsigned char *)image->alpha.data;
    for (size_t y = 0; y < image->height; y++)
        for (size_t x = 0; x < image->width; x++) {
            uint32_t opacity = image->alpha.size ? *alpha++ : 255, pixel = opacity << 24;
            for (size_t i = 0; i < 3; i++) {
                uint32_t sample = from[image->components == 3 ? i : 0];
                pixel |= (sample * opacity + 127) / 255 << (16 - 8 * i);
            }
            from += image->components;
            memcpy(pixels + y * stride + 4 * x, &pixel, sizeof pixel);
        }
    cairo_surface_mark_dirty(surface);
}

static cairo_surface_t *make_surface(const struct image *image)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)image->width, (int)image->height);
    if (cairo_surface_status(surface) == CAIRO_STATUS_NO_MEMORY)
        mem_exhausted();
    cairo_surface_flush(surface);
    fill_surface(image, surface);
    return surface;
}

static void paint_picture(struct page_raster *raster, const struct image *image,
                          const struct picture *picture)
{
    cairo_t *cairo = raster->cairo;
    const struct box *box = &picture->box, *clip = &picture->clip;
    cairo_surface_t *surface = make_surface(image);
    cairo_save(cairo);
    cairo_rectangle(cairo, clip->x, clip->y, clip->width, clip->height);
    cairo_clip(cairo);
    cairo_translate(cairo, box->x, box->y);
    cairo_scale(cairo, box->width / (double)image->width, box->height / (double)image->height);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_rectangle(cairo, 0, 0, (double)image->width, (double)image->height);
    cairo_fill(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(surface);
}

static bool draw_picture(struct page_raster *raster, const struct picture *picture)
{
    const struct image *image = raster->document->images[picture->image];
    if (!(picture->box.width > 0) || !(picture->box.height > 0))
        return true;
    if (!image->jpeg) {
        paint_picture(raster, image, picture);
        return true;
    }
    struct image samples = *image;
    samples.data = (struct buf){0};
    bool decoded = jpeg_samples(image, &samples.data, &raster->err);
    if (decoded)
        paint_picture(raster, &samples, picture);
    buf_free(&samples.data);
    return decoded;
}

/* ---- pages ------------------------------------------------------------------------------ */

static bool draw_items(struct page_raster *raster, const struct item *items, size_t count);

static bool draw_placed(struct page_raster *raster, const struct placed *placed)
{
    const struct transform *at = &placed->at;
    cairo_matrix_t matrix;
    cairo_matrix_init(&matrix, at->right.x, at->right.y, at->down.x, at->down.y, at->origin.x,
                      at->origin.y);
    cairo_save(raster->cairo);
    cairo_transform(raster->cairo, &matrix);
    bool drawn = draw_items(raster, placed->art->items, placed->art->count);
    cairo_restore(raster->cairo);
    return drawn;
}

static bool draw_item(struct page_raster *raster, const struct item *item)
{
    switch (item->kind) {
    case ITEM_RUN:
        draw_run(raster, &item->run);
        return true;
    case ITEM_PICTURE:
        return draw_picture(raster, &item->picture);
    case ITEM_PLACED:
        return draw_placed(raster, &item->placed);
    case ITEM_PATH:
        draw_path(raster, &item->path);
    }
    return true;
}

/* Art is made of other art, but never of itself: this comes to an end. */
static bool draw_items(struct page_raster *raster, const struct item *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!draw_item(raster, &items[i]))
            return false;
    return true;
}

static bool draw_page(struct page_raster *raster)
{
    const struct page *page = &raster->document->pages[raster->page];
    struct box place = spread_page(raster->document, raster->page);
    bool drawn = true;
    cairo_rectangle(raster->cairo, place.x, place.y, place.width, place.height);
    cairo_clip(raster->cairo);
    cairo_set_source_rgb(raster->cairo, 1, 1, 1);
    cairo_paint(raster->cairo);
    cairo_translate(raster->cairo, place.x + page->bleed, place.y + page->bleed);
    for (size_t i = 0; drawn && i < page->count; i++)
        drawn = draw_items(raster, page->parts[i]->items, page->parts[i]->count);
    return drawn;
}

static void *run_page(void *argument)
{
    struct page_raster *raster = argument;
    const struct document *document = raster->document;
    raster->outlines = mem_new(document->face_count, sizeof *raster->outlines);
    raster->drawn = draw_page(raster);
    if (cairo_status(raster->cairo) == CAIRO_STATUS_NO_MEMORY)
        mem_exhausted();
    for (size_t i = 0; i < document->face_count; i++)
        free(raster->outlines[i].list);
    free(raster->outlines);
    arena_free(&raster->arena);
    return NULL;
}

/* ---- the picture ------------------------------------------------------------------------- */

/* All pixels, as cairo has them: a word each, whose low bytes are red, green and blue. */
struct pixels {
    uint32_t *list;
    size_t width, height;
};

/* Lets the page draw on the columns of pixels that it touches, which no other page does. */
static cairo_t *page_cairo(const struct document *document, size_t page, double scale,
                           const struct pixels *pixels)
{
    struct box place = spread_page(document, page);
    size_t left = (size_t)floor(place.x * scale);
    size_t right = (size_t)ceil((place.x + place.width) * scale);
    right = right < pixels->width ? right : pixels->width;
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        (unsigned char *)(pixels->list + left), CAIRO_FORMAT_RGB24, (int)(right - left),
        (int)pixels->height, (int)(pixels->width * sizeof *pixels->list));
    cairo_t *cairo = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_translate(cairo, -(double)left, 0);
    cairo_scale(cairo, scale, scale);
    return cairo;
}

/* Draws the pages, each in a thread of its own; the first in this one, and so does what no
 * thread could be had for. */
static bool draw_pages(const struct document *document, double scale,
                       const struct pixels *pixels, struct error *err)
{
    size_t count = document->page_count, good = 0;
    struct page_raster *rasters = mem_new(count, sizeof *rasters);
    for (size_t i = 0; i < count; i++) {
        rasters[i].document = document;
        rasters[i].page = i;
        rasters[i].cairo = page_cairo(document, i, scale, pixels);
        rasters[i].started =
            i > 0 && pthread_create(&rasters[i].thread, NULL, run_page, &rasters[i]) == 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (rasters[i].started)
            pthread_join(rasters[i].thread, NULL);
        else
            run_page(&rasters[i]);
        cairo_destroy(rasters[i].cairo);
        if (rasters[i].drawn)
            good++;
        else if (good == i)
            *err = rasters[i].err;
    }
    free(rasters);
    return good == count;
}

/* Appends the pixels as a PNG. */
static void write_pixels(const struct pixels *pixels, const struct png_options *options,
                         struct buf *out)
{
    struct image image = {.width = pixels->width, .height = pixels->height, .components = 3};
    size_t count = pixels->width * pixels->height;
    char *to = buf_reserve(&image.data, count * 3);
    image.data.size = count * 3;
    for (size_t i = 0; i < count; i++) {
        *to++ = (char)(pixels->list[i] >> 16 & 0xFF);
        *to++ = (char)(pixels->list[i] >> 8 & 0xFF);
        *to++ = (char)(pixels->list[i] & 0xFF);
    }
    png_write(&image, options, out);
    buf_free(&image.data);
}

static bool new_pixels(const struct document *document, double dpi, struct pixels *pixels,
                       struct error *err)
{
    struct box whole = spread_whole(document);
    double width = round(whole.width * dpi / 72), height = round(whole.height * dpi / 72);
    if (!(width >= 1 && height >= 1 && width <= SIDE_LIMIT && height <= SIDE_LIMIT &&
          width * height <= PIXEL_LIMIT)) {
        error_set(err, "raster-too-large", "At %g dpi this would be %.0f × %.0f pixels.", dpi,
                  width, height);
        return error_advise(err, "Use fewer dpi, or one page.");
    }
    pixels->width = (size_t)width;
    pixels->height = (size_t)height;
    pixels->list = mem_new(pixels->width * pixels->height, sizeof *pixels->list);
    memset(pixels->list, DESK, pixels->width * pixels->height * sizeof *pixels->list);
    return true;
}

bool raster_png(const struct document *document, double dpi, const char *software,
                struct buf *out, struct error *err)
{
    struct pixels pixels = {0};
    if (!document_check(document, err) || !new_pixels(document, dpi, &pixels, err))
        return false;
    bool drawn = draw_pages(document, dpi / 72, &pixels, err);
    if (drawn)
        write_pixels(&pixels, &(struct png_options){software, dpi, true}, out);
    free(pixels.list);
    return drawn;
}
