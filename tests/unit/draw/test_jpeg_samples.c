#include "draw/jpeg_samples.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h> /* jpeglib.h wants it */
#include <stdlib.h>

#include <cmocka.h>
#include <jpeglib.h>

enum { WIDTH = 40, HEIGHT = 24, HALF = HEIGHT / 2 };

/* Makes a JPEG whose upper half is `above` and whose lower half is `below`, of `components`
 * bytes each. */
static struct buf jpeg_of(const unsigned char *above, const unsigned char *below,
                          size_t components)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL, row[WIDTH * 3], *rows[] = {row};
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = WIDTH;
    jpeg.image_height = HEIGHT;
    jpeg.in_color_space = components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg.input_components = (int)components;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 95, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < HEIGHT) {
        for (size_t i = 0; i < WIDTH * components; i++)
            row[i] = (jpeg.next_scanline < HALF ? above : below)[i % components];
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    struct buf out = {0};
    buf_add(&out, bytes, size);
    free(bytes);
    return out;
}

static struct image image_of(struct buf jpeg, size_t components)
{
    return (struct image){
        .width = WIDTH, .height = HEIGHT, .components = components, .jpeg = true, .data = jpeg};
}

/* JPEG loses a little. */
static void assert_near(unsigned char sample, unsigned char wanted)
{
    assert_in_range(abs(sample - wanted), 0, 6);
}

static void assert_halves(const unsigned char *above, const unsigned char *below,
                          size_t components)
{
    struct buf jpeg = jpeg_of(above, below, components), samples = {0};
    const struct image image = image_of(jpeg, components);
    struct error err;
    buf_puts(&samples, "x"); /* what is there stays */
    if (!jpeg_samples(&image, &samples, &err))
        fail_msg("%s", words_of(&err));
    assert_int_equal(samples.size, 1 + WIDTH * HEIGHT * components);
    const unsigned char *pixels = (const unsigned char *)samples.data + 1;
    size_t last = (WIDTH * HEIGHT - 1) * components;
    for (size_t i = 0; i < components; i++) {
        assert_near(pixels[i], above[i]);
        assert_near(pixels[last + i], below[i]);
    }
    buf_free(&samples);
    buf_free(&jpeg);
}

static void the_colours_come_in_rows_from_the_top(void **state)
{
    (void)state;
    assert_halves((const unsigned char[]){200, 30, 30}, (const unsigned char[]){20, 40, 220},
                  3);
    assert_halves((const unsigned char[]){250}, (const unsigned char[]){10}, 1);
}

static void assert_damaged(struct buf jpeg, size_t width)
{
    struct image image = image_of(jpeg, 1);
    struct buf samples = {0};
    struct error err = {0};
    image.width = width;
    assert_false(jpeg_samples(&image, &samples, &err));
    assert_string_equal(err.what.code, "jpeg-damaged");
    buf_free(&samples);
    buf_free(&jpeg);
}

static void what_is_damaged_is_refused(void **state)
{
    (void)state;
    const unsigned char light[] = {250}, dark[] = {10};
    struct buf cut = jpeg_of(light, dark, 1), headless = jpeg_of(light, dark, 1);
    cut.size -= 20; /* of the last rows */
    headless.data[0] = 0;
    assert_damaged(cut, WIDTH);
    assert_damaged(headless, WIDTH);
    assert_damaged((struct buf){0}, WIDTH);
    /* More pixels than were made room for. */
    assert_damaged(jpeg_of(light, dark, 1), WIDTH - 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_colours_come_in_rows_from_the_top),
        cmocka_unit_test(what_is_damaged_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
