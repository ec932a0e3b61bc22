
#include "draw/image_load.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

static char scratch[256]; /* a folder */
static char path[300];    /* the file in it that is written and read */

static int make_scratch(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(scratch, sizeof scratch, "%s/image-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(scratch))
        return -1;
    snprintf(path, sizeof path, "%s/17.png", scratch);
    return 0;
}

static int remove_scratch(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(scratch);
}

/* Loads the bytes as a file, and frees them. */
static bool load(struct buf *bytes, struct image *image, struct error *err)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(buf_text(bytes), 1, bytes->size, file), bytes->size);
    fclose(file);
    buf_free(bytes);
    return image_load(path, image, err);
}

static struct image must_load(struct buf *bytes)
{
    struct image image;
    struct error err = {0};
    if (!load(bytes, &image, &err))
        fail_msg("%s", words_of(&err));
    assert_string_equal(words_of(&err), "");
    return image;
}

/* Asserts that the bytes are refused, with the file's name and a word of the reason. */
static void assert_refused(struct buf *bytes, const char *why)
{
    struct image image;
    struct error err = {0};
    assert_false(load(bytes, &image, &err));
    assert_non_null(strstr(words_of(&err), path));
    if (!strstr(words_of(&err), why))
        fail_msg("«%s» in: %s", why, words_of(&err));
}

/* PNG */

static void png_append(png_structp png, png_bytep bytes, size_t size)
{
    buf_add(png_get_io_ptr(png), bytes, size);
}

static void png_flushed(png_structp png)
{
    (void)png;
}

struct png_form {
    uint32_t width, height;
    int depth, type, interlace;
    bool transparent; /* the first color of the palette, or gray 0 */
};

/* Writes the rows, one after another in `samples`, as a PNG of that form. */
static struct buf png_of(struct png_form form, const void *samples)
{
    static const png_color palette[] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {9, 9, 9}};
    static const png_byte clear[] = {0};
    static const png_color_16 gray = {0};
    struct buf out = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    assert_false(setjmp(png_jmpbuf(png)));
    png_set_write_fn(png, &out, png_append, png_flushed);
    png_set_compression_buffer_size(png, 50); /* many IDAT chunks */
    png_set_IHDR(png, info, form.width, form.height, form.depth, form.type, form.interlace,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    if (form.type == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, palette, 4);
    if (form.transparent)
        png_set_tRNS(png, info, clear, 1, &gray);
    png_write_info(png, info);
    size_t stride = png_get_rowbytes(png, info);
    const png_byte *first = samples;
    for (int pass = png_set_interlace_handling(png); pass; pass--)
        for (size_t y = 0; y < form.height; y++)
            png_write_row(png, first + y * stride);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return out;
}

static void assert_image(struct image image, size_t components, const char *data,
                         const char *alpha)
{
    assert_false(image.jpeg);
    assert_int_equal(image.components, components);
    assert_int_equal(image.data.size, image.width * image.height * components);
    assert_memory_equal(image.data.data, data, image.data.size);
    assert_int_equal(image.alpha.size, alpha ? image.width * image.height : 0);
    if (alpha)
        assert_memory_equal(image.alpha.data, alpha, image.alpha.size);
    image_free(&image);
}

static void test_colors_and_alpha_come_apart(void **state)
{
    (void)state;
    struct png_form form = {2, 2, 8, PNG_COLOR_TYPE_RGB_ALPHA, 0, false};
    struct buf png = png_of(form, "abc\1def\2ghi\3jkl\377");
    assert_image(must_load(&png), 3, "abcdefghijkl", "\1\2\3\377");
    png = png_of(form, "abc\377def\377ghi\377jkl\377");
    assert_image(must_load(&png), 3, "abcdefghijkl", NULL);
    form.type = PNG_COLOR_TYPE_GRAY_ALPHA;
    png = png_of(form, "a\1b\2c\3d\4");
    assert_image(must_load(&png), 1, "abcd", "\1\2\3\4");
    form.type = PNG_COLOR_TYPE_RGB;
    png = png_of(form, "abcdefghijkl");
    assert_image(must_load(&png), 3, "abcdefghijkl", NULL);
}

static void test_samples_become_bytes(void **state)
{
    (void)state;
    struct png_form gray = {8, 1, 1, PNG_COLOR_TYPE_GRAY, 0, false};
    struct buf png = png_of(gray, "\xA1");
    assert_image(must_load(&png), 1, "\377\0\377\0\0\0\0\377", NULL);
    gray.transparent = true;
    png = png_of(gray, "\xA1");
    assert_image(must_load(&png), 1, "\377\0\377\0\0\0\0\377", "\377\0\377\0\0\0\0\377");
    struct png_form deep = {2, 1, 16, PNG_COLOR_TYPE_GRAY, 0, false};
    png = png_of(deep, "\x10\x10\x10\xFF");
    assert_image(must_load(&png), 1, "\x10\x11", NULL);
    struct png_form palette = {2, 1, 2, PNG_COLOR_TYPE_PALETTE, 0, false};
    png = png_of(palette, "\x10"); /* 0, 1 */
    assert_image(must_load(&png), 3, "\377\0\0\0\377\0", NULL);
    palette.transparent = true;
    png = png_of(palette, "\x10");
    assert_image(must_load(&png), 3, "\377\0\0\0\377\0", "\0\377");
}

static void test_interlaced_is_the_same(void **state)
{
    (void)state;
    struct png_form form = {9, 7, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_ADAM7, false};
    char samples[64];
    for (size_t i = 0; i < sizeof samples; i++)
        samples[i] = (char)(i * 5 + 1);
    struct buf png = png_of(form, samples);
    assert_image(must_load(&png), 1, samples, NULL);
}

/* What the file had compressed is these samples, or left alone. */
static void test_plain_samples_stay_compressed(void **state)
{
    (void)state;
    enum { WIDTH = 40, HEIGHT = 30 };
    static const struct {
        struct png_form form;
        bool plain;
    } cases[] = {
        {{WIDTH, HEIGHT, 8, PNG_COLOR_TYPE_GRAY, 0, false}, true},
        {{WIDTH, HEIGHT, 8, PNG_COLOR_TYPE_RGB, 0, false}, true},
        {{WIDTH, HEIGHT, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_ADAM7, false}, false},
        {{WIDTH, HEIGHT, 8, PNG_COLOR_TYPE_GRAY, 0, true}, false},
        {{WIDTH, HEIGHT, 4, PNG_COLOR_TYPE_GRAY, 0, false}, false},
        {{WIDTH, HEIGHT, 16, PNG_COLOR_TYPE_RGB, 0, false}, false},
        {{WIDTH, HEIGHT, 8, PNG_COLOR_TYPE_RGB_ALPHA, 0, false}, false},
        {{WIDTH, HEIGHT, 2, PNG_COLOR_TYPE_PALETTE, 0, false}, false},
    };
    char samples[WIDTH * HEIGHT * 6];
    for (size_t i = 0; i < sizeof samples; i++)
        samples[i] = (char)(i * i / 7);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf png = png_of(cases[i].form, samples);
        struct image image = must_load(&png);
        unsigned char rows[HEIGHT * (1 + 3 * WIDTH)];
        uLongf size = sizeof rows;
        assert_int_equal(image.idat.size > 0, cases[i].plain);
        if (cases[i].plain) {
            assert_int_equal(
                uncompress(rows, &size, (const Bytef *)image.idat.data, (uLong)image.idat.size),
                Z_OK);
            assert_int_equal(size, HEIGHT * (1 + image.components * WIDTH));
        }
        image_free(&image);
    }
}

static struct buf some_png(void)
{
    char samples[64 * 64];
    for (size_t i = 0; i < sizeof samples; i++)
        samples[i] = (char)(i * i / 7);
    return png_of((struct png_form){64, 64, 8, PNG_COLOR_TYPE_GRAY, 0, false}, samples);
}

static void test_a_damaged_png_is_refused(void **state)
{
    (void)state;
    size_t size = 0;
    for (size_t part = 1; part < 8; part++) {
        struct buf png = some_png();
        size = png.size;
        png.size = size * part / 8;
        assert_refused(&png, "the picture's file ends too early");
    }
    struct buf png = some_png();
    png.size = size - 6; /* all pixels, no end */
    assert_refused(&png, "the picture's file ends too early");
    png = some_png();
    png.data[8 + 4] = 'J'; /* libpng calls the chunk by its name, and is quoted */
    assert_refused(&png, "the PNG is damaged («JHDR: CRC error»);");
    png = some_png();
    png.data[size / 2] ^= 1;
    assert_refused(&png, "save it again.");
}

/* Gives the PNG another width and height; the chunk's checksum is set right. */
static void resize(struct buf *png, uint32_t width, uint32_t height)
{
    uint8_t *chunk = (uint8_t *)png->data + 12;
    for (int i = 0; i < 4; i++) {
        chunk[4 + i] = (uint8_t)(width >> (24 - 8 * i));
        chunk[8 + i] = (uint8_t)(height >> (24 - 8 * i));
    }
    uint32_t check = 0xFFFFFFFF;
    for (size_t i = 0; i < 17; i++) {
        check ^= chunk[i];
        for (int bit = 0; bit < 8; bit++)
            check = check >> 1 ^ (check & 1 ? 0xEDB88320 : 0);
    }
    for (int i = 0; i < 4; i++)
        chunk[17 + i] = (uint8_t)(~check >> (24 - 8 * i));
}

static void test_giants_are_refused(void **state)
{
    (void)state;
    static const uint32_t sides[][2] = {
        {20001, 1}, {1, 20001}, {5001, 5000}, {20000, 20000}, {0x7FFFFFFF, 0x7FFFFFFF}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        struct buf png = some_png();
        resize(&png, sides[i][0], sides[i][1]);
        assert_refused(&png, "too many pixels; make it smaller (20,000 a side and 25 million");
    }
    struct buf png = some_png();
    resize(&png, 5000, 5000);
    assert_refused(&png, "the PNG is damaged"); /* there are fewer */
    png = some_png();
    resize(&png, 0x80000000, 1);
    assert_refused(&png, "the PNG is damaged");
}

/* JPEG */

struct jpeg_form {
    J_COLOR_SPACE colors;
    bool progressive;
    const char *segment; /* an APP1, or NULL */
    size_t segment_size;
};

static struct buf jpeg_of(struct jpeg_form form)
{
    enum { SIDE = 70 };
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL, row[SIDE * 4], *rows[] = {row};
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = SIDE;
    jpeg.image_height = SIDE - 1;
    jpeg.in_color_space = form.colors;
    jpeg.input_components = form.colors == JCS_GRAYSCALE ? 1 : form.colors == JCS_CMYK ? 4 : 3;
    jpeg_set_defaults(&jpeg);
    if (form.progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    if (form.segment)
        jpeg_write_marker(&jpeg, JPEG_APP0 + 1, (const JOCTET *)form.segment,
                          (unsigned)form.segment_size);
    while (jpeg.next_scanline < jpeg.image_height) {
        for (size_t i = 0; i < sizeof row; i++)
            row[i] = (unsigned char)(i * (jpeg.next_scanline + 3));
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    struct buf out = {0};
    buf_add(&out, bytes, size);
    free(bytes);
    return out;
}

static void test_a_jpeg_stays_as_it_is(void **state)
{
    (void)state;
    static const struct jpeg_form forms[] = {
        {JCS_GRAYSCALE, false, NULL, 0},
        {JCS_RGB, false, NULL, 0},
        {JCS_RGB, true, NULL, 0},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct buf jpeg = jpeg_of(forms[i]), same = jpeg_of(forms[i]);
        buf_puts(&jpeg, "what a camera adds behind the end");
        struct image image = must_load(&jpeg);
        assert_true(image.jpeg);
        assert_int_equal(image.width, 70);
        assert_int_equal(image.height, 69);
        assert_int_equal(image.components, forms[i].colors == JCS_GRAYSCALE ? 1 : 3);
        assert_int_equal(image.alpha.size, 0);
        assert_int_equal(image.data.size, same.size);
        assert_memory_equal(image.data.data, same.data, same.size);
        image_free(&image);
        buf_free(&same);
    }
}

static void test_a_damaged_jpeg_is_refused(void **state)
{
    (void)state;
    for (int progressive = 0; progressive < 2; progressive++) {
        struct jpeg_form form = {JCS_RGB, progressive, NULL, 0};
        size_t size = 0;
        for (size_t part = 1; part < 8; part++) {
            struct buf jpeg = jpeg_of(form);
            size = jpeg.size;
            jpeg.size = size * part / 8;
            assert_refused(&jpeg, "the picture's file ends too early");
        }
        struct buf jpeg = jpeg_of(form);
        jpeg.size = size - 2; /* all pixels, no end */
        assert_refused(&jpeg, "the picture's file ends too early");
        jpeg = jpeg_of(form);
        memset(jpeg.data + size - 200, 0xFF, 150);
        assert_refused(&jpeg, "save it again.");
    }
}

static void test_printing_colors_are_refused(void **state)
{
    (void)state;
    struct buf jpeg = jpeg_of((struct jpeg_form){JCS_CMYK, false, NULL, 0});
    assert_refused(&jpeg, "printing colours (CMYK); save it with RGB colours.");
}

static void test_giant_jpegs_are_refused(void **state)
{
    (void)state;
    struct buf jpeg = jpeg_of((struct jpeg_form){JCS_RGB, false, NULL, 0});
    for (size_t i = 0; i + 9 < jpeg.size; i++)
        if (!memcmp(jpeg.data + i, "\xFF\xC0", 2)) {
            memcpy(jpeg.data + i + 5, "\xFF\xDC\xFF\xDC", 4);
            break;
        }
    assert_refused(&jpeg, "too many pixels; make it smaller");
}

/* An Exif segment with one entry, the orientation, and a text that must not get out. */
static struct buf exif(bool little, int orientation)
{
    struct buf out = {0};
    buf_add(&out, "Exif\0\0", 6);
    if (little)
        buf_add(&out, "II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0", 18);
    else
        buf_add(&out, "MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1", 18);
    char value[] = {0, (char)orientation, 0, 0};
    buf_add(&out, little ? value + 1 : value, 2);
    buf_add(&out, "\0\0\0\0\0\0", 6);
    buf_puts(&out, "51.1694 N 71.4491 E");
    return out;
}

static struct buf turned_jpeg(bool little, int orientation)
{
    struct buf segment = exif(little, orientation);
    struct buf out = jpeg_of((struct jpeg_form){JCS_RGB, false, segment.data, segment.size});
    buf_free(&segment);
    return out;
}

static void test_turned_photos_are_refused(void **state)
{
    (void)state;
    for (int orientation = 2; orientation <= 8; orientation++) {
        struct buf jpeg = turned_jpeg(orientation % 2, orientation);
        assert_refused(&jpeg, "open it and save it upright.");
    }
}

static bool contains(const struct buf *buf, const char *text)
{
    for (size_t i = 0; i + strlen(text) <= buf->size; i++)
        if (!memcmp(buf->data + i, text, strlen(text)))
            return true;
    return false;
}

static void test_exif_stays_out(void **state)
{
    (void)state;
    static const int upright[] = {0, 1, 9};
    for (size_t i = 0; i < 6; i++) {
        struct buf jpeg = turned_jpeg(i % 2, upright[i / 2]);
        struct buf plain = jpeg_of((struct jpeg_form){JCS_RGB, false, NULL, 0});
        assert_true(contains(&jpeg, "71.4491"));
        struct image image = must_load(&jpeg);
        assert_int_equal(image.data.size, plain.size);
        assert_memory_equal(image.data.data, plain.data, plain.size);
        image_free(&image);
        buf_free(&plain);
    }
}

static void test_nonsense_exif_does_no_harm(void **state)
{
    (void)state;
    static const char nonsense[] = "Exif\0\0II*\0\xF0\xFF\xFF\xFF\xFF\xFF\x12\1";
    for (size_t size = 1; size < sizeof nonsense; size++) {
        struct buf jpeg = jpeg_of((struct jpeg_form){JCS_RGB, false, nonsense, size});
        struct image image = must_load(&jpeg);
        image_free(&image);
    }
}

/* Either */

static void test_other_files_are_refused(void **state)
{
    (void)state;
    struct buf bytes = {0};
    assert_refused(&bytes, "neither a PNG nor a JPEG");
    buf_puts(&bytes, "GIF89a");
    assert_refused(&bytes, "save it as one of them.");
    buf_puts(&bytes, "\xFF\xD8\xFF");
    assert_refused(&bytes, "ends too early");
    buf_puts(&bytes, "\x89PNG\r\n\x1A\n");
    assert_refused(&bytes, "ends too early");

    struct image image;
    struct error err;
    unlink(path);
    assert_false(image_load(path, &image, &err));
    assert_non_null(strstr(words_of(&err), path));
    assert_null(strstr(words_of(&err) + strlen(path), path));
    assert_false(image_load(scratch, &image, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_colors_and_alpha_come_apart),
        cmocka_unit_test(test_samples_become_bytes),
        cmocka_unit_test(test_interlaced_is_the_same),
        cmocka_unit_test(test_plain_samples_stay_compressed),
        cmocka_unit_test(test_a_damaged_png_is_refused),
        cmocka_unit_test(test_giants_are_refused),
        cmocka_unit_test(test_a_jpeg_stays_as_it_is),
        cmocka_unit_test(test_a_damaged_jpeg_is_refused),
        cmocka_unit_test(test_printing_colors_are_refused),
        cmocka_unit_test(test_giant_jpegs_are_refused),
        cmocka_unit_test(test_turned_photos_are_refused),
        cmocka_unit_test(test_exif_stays_out),
        cmocka_unit_test(test_nonsense_exif_does_no_harm),
        cmocka_unit_test(test_other_files_are_refused),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
