#include "draw/png_write.h"

#include "base/flate.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void put_number(struct buf *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_putc(out, (char)(number >> shift & 0xFF));
}

/* A chunk: length, type, data, and the checksum of the latter two (ISO/IEC 15948, 5.3). */
static void put_chunk(struct buf *out, const char type[4], const struct buf *data)
{
    put_number(out, (uint32_t)data->size);
    size_t start = out->size;
    buf_add(out, type, 4);
    buf_add(out, buf_text(data), data->size);
    put_number(out, flate_crc(out->data + start, out->size - start));
}

/* Depth 8, the colours, and the only methods that there are (11.2.2). */
static void put_head(struct buf *out, const struct image *image)
{
    enum { COLOR = 2, ALPHA = 4 };
    struct buf data = {0};
    int type = (image->components == 3 ? COLOR : 0) | (image->alpha.size ? ALPHA : 0);
    put_number(&data, (uint32_t)image->width);
    put_number(&data, (uint32_t)image->height);
    buf_add(&data, (const char[]){8, (char)type, 0, 0, 0}, 5);
    put_chunk(out, "IHDR", &data);
    buf_free(&data);
}

static void put_notes(struct buf *out, const struct png_options *options)
{
    struct buf data = {0};
    if (options->dpi > 0) {
        uint32_t meter = (uint32_t)lround(options->dpi / 0.0254);
        put_number(&data, meter);
        put_number(&data, meter);
        buf_putc(&data, 1);
        put_chunk(out, "pHYs", &data);
    }
    if (options->software) {
        buf_clear(&data);
        buf_add(&data, "Software", sizeof "Software");
        buf_puts(&data, options->software);
        put_chunk(out, "tEXt", &data);
    }
    buf_free(&data);
}

/* A row with its colours and opacities one after another, as PNG has them. */
static char *merge_row(const struct image *image, size_t y, char *row)
{
    size_t colors = image->components;
    const char *from = image->data.data + y * image->width * colors;
    const char *alpha = image->alpha.data + y * image->width;
    for (size_t x = 0; x < image->width; x++) {
        memcpy(row, from + x * colors, colors);
        row[colors] = alpha[x];
        row += colors + 1;
    }
    return row;
}

/* The rows, each behind the number of its filter: none, as pages are mostly of one colour. */
static void put_rows(struct buf *rows, const struct image *image)
{
    size_t stride = image->width * image->components;
    size_t size = (1 + stride + (image->alpha.size ? image->width : 0)) * image->height;
    char *to = buf_reserve(rows, size);
    for (size_t y = 0; y < image->height; y++) {
        *to++ = 0;
        if (image->alpha.size) {
            to = merge_row(image, y, to);
        } else {
            memcpy(to, image->data.data + y * stride, stride);
            to += stride;
        }
    }
    rows->size += size;
}

static void put_samples(struct buf *out, const struct image *image, bool quick)
{
    struct flate *flate = flate_new(quick ? FLATE_QUICK : FLATE_SMALL);
    struct buf rows = {0}, packed = {0};
    put_rows(&rows, image);
    flate_add(flate, rows.data, rows.size, &packed);
    put_chunk(out, "IDAT", &packed);
    buf_free(&rows);
    buf_free(&packed);
    flate_free(flate);
}

void png_write(const struct image *image, const struct png_options *options, struct buf *out)
{
    buf_puts(out, "\x89PNG\r\n\x1A\n");
    put_head(out, image);
    put_chunk(out, "sRGB", &(struct buf){.data = (char[]){0, 0}, .size = 1});
    put_notes(out, options);
    put_samples(out, image, options->quick);
    put_chunk(out, "IEND", &(struct buf){0});
}
