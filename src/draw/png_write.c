#include "draw/png_write.h"

#include "base/mem.h"

#include <math.h>
#include <png.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Nothing but the lack of memory can go wrong: what is written is known, and goes to memory. */
static void png_failed(png_structp png, png_const_charp words)
{
    (void)png, (void)words;
    mem_exhausted();
}

static void take_bytes(png_structp png, png_bytep bytes, size_t size)
{
    buf_add(png_get_io_ptr(png), bytes, size);
}

static void flush_bytes(png_structp png)
{
    (void)png;
}

static int color_type(const struct image *image)
{
    int type = image->components == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY;
    return image->alpha.size ? type | PNG_COLOR_MASK_ALPHA : type;
}

static void write_head(png_structp png, png_infop info, const struct image *image,
                       const struct png_options *options)
{
    png_set_IHDR(png, info, (png_uint_32)image->width, (png_uint_32)image->height, 8,
                 color_type(image), PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (options->dpi > 0) {
        png_uint_32 meter = (png_uint_32)lround(options->dpi / 0.0254);
        png_set_pHYs(png, info, meter, meter, PNG_RESOLUTION_METER);
    }
    if (options->software) {
        char *words = mem_copy(options->software), key[] = "Software";
        png_text text = {0};
        text.compression = PNG_TEXT_COMPRESSION_NONE;
        text.key = key;
        text.text = words;
        png_set_text(png, info, &text, 1);
        free(words);
    }
    png_write_info(png, info);
}

/* A row with its colours and opacities one after another, as PNG has them. */
static void merge_row(const struct image *image, size_t y, unsigned char *row)
{
    size_t colors = image->components;
    const char *from = image->data.data + y * image->width * colors;
    const char *alpha = image->alpha.data + y * image->width;
    for (size_t x = 0; x < image->width; x++) {
        memcpy(row, from + x * colors, colors);
        row[colors] = (unsigned char)alpha[x];
        row += colors + 1;
    }
}

static void write_rows(png_structp png, const struct image *image)
{
    size_t stride = image->width * image->components;
    unsigned char *row =
        image->alpha.size ? mem_new(image->width, image->components + 1) : NULL;
    for (size_t y = 0; y < image->height; y++) {
        if (row)
            merge_row(image, y, row);
        png_write_row(png, row ? row : (png_const_bytep)image->data.data + y * stride);
    }
    free(row);
}

void png_write(const struct image *image, const struct png_options *options, struct buf *out)
{
    enum { QUICK = 1, USUAL = 6 }; /* zlib's levels */
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, png_failed, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info)
        mem_exhausted();
    png_set_write_fn(png, out, take_bytes, flush_bytes);
    png_set_compression_level(png, options->quick ? QUICK : USUAL);
    if (options->quick)
        png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    write_head(png, info, image, options);
    write_rows(png, image);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
}
