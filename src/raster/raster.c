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
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PIXEL_LIMIT = 120000000, SIDE_LIMIT = 32767 /* cairo's */ };

/* What pages lie on. */
static const double desk = 0xD6 / 255.0;

struct raster {
    const struct document *document;
    cairo_t *cairo;
    struct arena arena; /* of an outline */
    struct error *err;
};

/* ---- paths ------------------------------------------------------------------------------ */

static void set_color(struct raster *raster, struct color color)
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
    }
}

static void draw_path(struct raster *raster, const struct path *path)
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

/* Adds the glyph's outline to the path, in font units, y upwards, from `x`, `y` on. */
static void add_glyph(struct raster *raster, const struct face *face, uint32_t id, double x,
                      double y)
{
    size_t count;
    const struct path_step *steps = shape_outline(face->shaper, id, &raster->arena, &count);
    cairo_save(raster->cairo);
    cairo_translate(raster->cairo, x, y);
    for (size_t i = 0; i < count; i++)
        add_step(raster->cairo, &steps[i]);
    cairo_restore(raster->cairo);
    arena_reset(&raster->arena);
}

static bool draw_run(struct raster *raster, const struct run *run)
{
    if (run->face >= raster->document->face_count)
        return error_set(raster->err, "page-face-unknown",
                         "A page shows text in face %zu of %zu.", run->face + 1,
                         raster->document->face_count);
    const struct face *face = &raster->document->faces[run->face];
    double unit = run->size / face->font->units, pen = 0;
    if (!(run->size >= 0.01))
        return true;
    cairo_save(raster->cairo);
    cairo_translate(raster->cairo, run->x, run->y);
    cairo_scale(raster->cairo, unit, -unit);
    for (size_t i = 0; i < run->count; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        add_glyph(raster, face, glyph->id, (pen + glyph->dx) / unit, glyph->dy / unit);
        pen += glyph->advance;
    }
    set_color(raster, run->color);
    cairo_fill(raster->cairo);
    cairo_restore(raster->cairo);
    return true;
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

static void paint_picture(struct raster *raster, const struct image *image,
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

static bool draw_picture(struct raster *raster, const struct picture *picture)
{
    if (picture->image >= raster->document->image_count)
        return error_set(raster->err, "page-image-unknown", "A page shows image %zu of %zu.",
                         picture->image + 1, raster->document->image_count);
    const struct image *image = raster->document->images[picture->image];
    if (!(picture->box.width > 0) || !(picture->box.height > 0))
        return true;
    if (!image->jpeg) {
        paint_picture(raster, image, picture);
        return true;
    }
    struct image samples = *image;
    samples.data = (struct buf){0};
    bool decoded = jpeg_samples(image, &samples.data, raster->err);
    if (decoded)
        paint_picture(raster, &samples, picture);
    buf_free(&samples.data);
    return decoded;
}

/* ---- pages ------------------------------------------------------------------------------ */

static bool draw_items(struct raster *raster, const struct item *items, size_t count);

static bool draw_placed(struct raster *raster, const struct placed *placed)
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

static bool draw_item(struct raster *raster, const struct item *item)
{
    switch (item->kind) {
    case ITEM_RUN:
        return draw_run(raster, &item->run);
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
static bool draw_items(struct raster *raster, const struct item *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!draw_item(raster, &items[i]))
            return false;
    return true;
}

static bool draw_page(struct raster *raster, size_t index)
{
    const struct page *page = &raster->document->pages[index];
    struct box place = spread_page(raster->document, index);
    bool drawn = true;
    cairo_save(raster->cairo);
    cairo_rectangle(raster->cairo, place.x, place.y, place.width, place.height);
    cairo_clip(raster->cairo);
    cairo_set_source_rgb(raster->cairo, 1, 1, 1);
    cairo_paint(raster->cairo);
    cairo_translate(raster->cairo, place.x + page->bleed, place.y + page->bleed);
    for (size_t i = 0; drawn && i < page->count; i++)
        drawn = draw_items(raster, page->parts[i]->items, page->parts[i]->count);
    cairo_restore(raster->cairo);
    return drawn;
}

static bool draw_pages(struct raster *raster)
{
    cairo_set_source_rgb(raster->cairo, desk, desk, desk);
    cairo_paint(raster->cairo);
    for (size_t i = 0; i < raster->document->page_count; i++)
        if (!draw_page(raster, i))
            return false;
    return true;
}

/* Appends the pixels as a PNG. */
static void write_pixels(cairo_surface_t *surface, const struct png_options *options,
                         struct buf *out)
{
    cairo_surface_flush(surface);
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    struct image image = {.width = (size_t)cairo_image_surface_get_width(surface),
                          .height = (size_t)cairo_image_surface_get_height(surface),
                          .components = 3};
    char *to = buf_reserve(&image.data, image.width * image.height * 3);
    image.data.size = image.width * image.height * 3;
    for (size_t y = 0; y < image.height; y++)
        for (size_t x = 0; x < image.width; x++) {
            uint32_t pixel;
            memcpy(&pixel, pixels + y * stride + 4 * x, sizeof pixel);
            *to++ = (char)(pixel >> 16 & 0xFF);
            *to++ = (char)(pixel >> 8 & 0xFF);
            *to++ = (char)(pixel & 0xFF);
        }
    png_write(&image, options, out);
    buf_free(&image.data);
}

static cairo_surface_t *new_surface(const struct document *document, double dpi,
                                    struct error *err)
{
    struct box whole = spread_whole(document);
    double width = round(whole.width * dpi / 72), height = round(whole.height * dpi / 72);
    if (!(width >= 1 && height >= 1 && width <= SIDE_LIMIT && height <= SIDE_LIMIT &&
          width * height <= PIXEL_LIMIT)) {
        error_set(err, "raster-too-large", "At %g dpi this would be %.0f × %.0f pixels.", dpi,
                  width, height);
        error_advise(err, "Use fewer dpi, or one page.");
        return NULL;
    }
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        mem_exhausted();
    return surface;
}

bool raster_png(const struct document *document, double dpi, const char *software,
                struct buf *out, struct error *err)
{
    cairo_surface_t *surface = new_surface(document, dpi, err);
    if (!surface)
        return false;
    struct raster raster = {.document = document, .cairo = cairo_create(surface), .err = err};
    cairo_scale(raster.cairo, dpi / 72, dpi / 72);
    bool drawn = draw_pages(&raster);
    if (cairo_status(raster.cairo) == CAIRO_STATUS_NO_MEMORY)
        mem_exhausted();
    if (drawn)
        write_pixels(surface, &(struct png_options){software, dpi, true}, out);
    cairo_destroy(raster.cairo);
    cairo_surface_destroy(surface);
    arena_free(&raster.arena);
    return drawn;
}
