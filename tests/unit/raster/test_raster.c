#include "raster/raster.h"

#include "draw/image_load.h"
#include "unit/fixture.h"
#include "unit/words.h"

#include <jpeglib.h>

/* The pixels of a page with one part, at 72 dpi: a pixel a point. */
static struct image draw(const struct part *part, const struct image *image, double bleed)
{
    const struct part *parts[] = {part};
    const struct page page = {
        .width = 40, .height = 30, .bleed = bleed, .parts = parts, .count = 1};
    const struct document document = {
        .pages = &page, .page_count = 1, .images = &image, .image_count = 1};
    struct buf png = {0};
    struct image pixels;
    struct fixture fixture;
    struct error err;
    fixture_open(&fixture);
    if (!raster_png(&document, 72, "test", &png, &err))
        fail_msg("%s", words_of(&err));
    assert_true(
        image_load(fixture_write(&fixture, "p.png", png.data, png.size), &pixels, &err));
    buf_free(&png);
    fixture_close(&fixture);
    return pixels;
}

static uint32_t pixel(const struct image *image, size_t x, size_t y)
{
    const unsigned char *at =
        (const unsigned char *)image->data.data + (y * image->width + x) * 3;
    return (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
}

static const struct path_step square[] = {{PATH_RECTANGLE, {{10, 5}, {20, 15}}}};

static void paths_are_filled_and_stroked(void **state)
{
    (void)state;
    const struct item item = {.kind = ITEM_PATH,
                              .path = {.steps = square,
                                       .count = 1,
                                       .stroke = 2,
                                       .color = {.parts = {0, 0, 255}},
                                       .filled = true,
                                       .fill = {.parts = {255, 0, 0}}}};
    struct image pixels = draw(&(struct part){.items = &item, .count = 1}, NULL, 0);
    assert_int_equal(pixels.width, 40);
    assert_int_equal(pixels.height, 30);
    assert_int_equal(pixel(&pixels, 15, 10), 0xFF0000);
    assert_int_equal(pixel(&pixels, 10, 10), 0x0000FF);
    assert_int_equal(pixel(&pixels, 9, 10), 0x0000FF);
    assert_int_equal(pixel(&pixels, 8, 10), 0xFFFFFF);
    image_free(&pixels);
}

/* With a bleed of 4 points everything lies 4 points further in; art is placed with its turn. */
static void art_is_placed_in_the_bleed(void **state)
{
    (void)state;
    const struct item inside = {
        .kind = ITEM_PATH,
        .path = {.steps = square, .count = 1, .grid = {0, 0, 0.5}, .filled = true}};
    const struct art art = {.items = &inside, .count = 1};
    /* A half turn about (20, 15): the square of 5 to 10 by 2.5 to 7.5 ends up opposite. */
    const struct item item = {.kind = ITEM_PLACED,
                              .placed = {&art, {{20, 15}, {-1, 0}, {0, -1}}}};
    struct image pixels = draw(&(struct part){.items = &item, .count = 1}, NULL, 4);
    assert_int_equal(pixels.width, 48);
    assert_int_equal(pixel(&pixels, 4 + 12, 4 + 9), 0x000000);
    assert_int_equal(pixel(&pixels, 4 + 7, 4 + 9), 0xFFFFFF);
    assert_int_equal(pixel(&pixels, 4 + 12, 4 + 5), 0xFFFFFF);
    image_free(&pixels);
}

/* A picture of two pixels, the right one half transparent, over its box and cut at its clip. */
static void pictures_are_clipped_and_transparent(void **state)
{
    (void)state;
    char samples[] = "\xFF\x00\x00\x00\x00\x00", alpha[] = "\xFF\x80";
    const struct image image = {.width = 2,
                                .height = 1,
                                .components = 3,
                                .data = {samples, 6, 6},
                                .alpha = {alpha, 2, 2}};
    const struct item item = {.kind = ITEM_PICTURE,
                              .picture = {0, {0, 0, 40, 30}, {0, 0, 40, 10}}};
    struct image pixels = draw(&(struct part){.items = &item, .count = 1}, &image, 0);
    assert_int_equal(pixel(&pixels, 2, 5), 0xFF0000);
    assert_in_range(pixel(&pixels, 38, 5) & 0xFF, 0x7E, 0x80);
    assert_int_equal(pixel(&pixels, 2, 15), 0xFFFFFF);
    image_free(&pixels);
}

/* Compresses 8 × 8 pixels of one colour. */
static void make_jpeg(struct buf *out)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL, row[24];
    unsigned long size = 0;
    JSAMPROW rows[] = {row};
    for (size_t i = 0; i < sizeof row; i++)
        row[i] = (unsigned char)(i % 3 == 1 ? 200 : 40);
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = jpeg.image_height = 8;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < 8; y++)
        jpeg_write_scanlines(&jpeg, rows, 1);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    buf_add(out, bytes, size);
    free(bytes);
}

static void photos_are_decoded(void **state)
{
    (void)state;
    struct image photo = {.width = 8, .height = 8, .components = 3, .jpeg = true};
    const struct item item = {.kind = ITEM_PICTURE,
                              .picture = {0, {0, 0, 40, 30}, {0, 0, 40, 30}}};
    make_jpeg(&photo.data);
    struct image pixels = draw(&(struct part){.items = &item, .count = 1}, &photo, 0);
    uint32_t color = pixel(&pixels, 20, 15);
    assert_in_range(color >> 16, 36, 44);
    assert_in_range(color >> 8 & 0xFF, 196, 204);
    image_free(&pixels);
    image_free(&photo);
}

static void assert_refused(const struct document *document, double dpi, const char *why)
{
    struct buf png = {0};
    struct error err;
    assert_false(raster_png(document, dpi, "test", &png, &err));
    assert_string_equal(words_of(&err), why);
    assert_int_equal(png.size, 0);
}

static void what_cannot_be_drawn_is_refused(void **state)
{
    (void)state;
    char broken[] = "\xFF\xD8\xFF\xD9";
    const struct image image = {
        .width = 1, .height = 1, .components = 3, .jpeg = true, .data = {broken, 4, 4}};
    const struct image *const images[] = {&image};
    const struct glyph glyph = {.id = 1};
    const struct item items[] = {
        {.kind = ITEM_RUN, .run = {.face = 0, .text = "a", .glyphs = &glyph, .count = 1}},
        {.kind = ITEM_PICTURE, .picture = {.image = 4}},
        {.kind = ITEM_PICTURE, .picture = {0, {0, 0, 9, 9}, {0, 0, 9, 9}}}};
    static const char *const said[] = {
        "A page shows text in face 1 of 0." INTERNAL, "A page shows image 5 of 1." INTERNAL,
        "the JPEG is damaged; open it in a program for pictures and save it again."};
    for (size_t i = 0; i < 3; i++) {
        const struct part part = {.items = &items[i], .count = 1}, *const parts[] = {&part};
        const struct page page = {.width = 10, .height = 10, .parts = parts, .count = 1};
        const struct document document = {
            .pages = &page, .page_count = 1, .images = images, .image_count = 1};
        assert_refused(&document, 72, said[i]);
    }
    const struct page large = {.width = 10000, .height = 10000};
    const struct document document = {.pages = &large, .page_count = 1};
    assert_refused(&document, 96,
                   "At 96 dpi this would be 13333 × 13333 pixels. Use fewer "
                   "dpi, or one page.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_filled_and_stroked),
        cmocka_unit_test(art_is_placed_in_the_bleed),
        cmocka_unit_test(pictures_are_clipped_and_transparent),
        cmocka_unit_test(photos_are_decoded),
        cmocka_unit_test(what_cannot_be_drawn_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
