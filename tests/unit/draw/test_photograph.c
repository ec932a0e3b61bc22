/* Photographs of codes, made larger and sharper; tests/e2e/seal.sh reads codes in them. */
#include "draw/photograph.h"

#include "draw/image_load.h"
#include "draw/png_write.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct image image_of(size_t width, size_t height, size_t components,
                             const char *samples)
{
    struct image image = {.width = width, .height = height, .components = components};
    buf_add(&image.data, samples, width * height * components);
    return image;
}

/* Sharpens and enlarges, and says what the pixels of one row are. */
static void sharpened(const struct image *gray, size_t times, size_t row, const int *wanted)
{
    struct image sharp;
    photograph_sharpen(gray, times, &sharp);
    assert_int_equal(sharp.width, gray->width * times);
    assert_int_equal(sharp.height, gray->height * times);
    assert_int_equal(sharp.components, 1);
    assert_int_equal(sharp.data.size, sharp.width * sharp.height);
    for (size_t x = 0; x < sharp.width; x++)
        assert_int_equal((unsigned char)sharp.data.data[row * sharp.width + x], wanted[x]);
    image_free(&sharp);
}

static void what_has_no_edge_stays_as_it_is(void **state)
{
    struct image one = image_of(1, 1, 1, "\x64"), flat = image_of(3, 2, 1, "dddddd");
    (void)state;
    sharpened(&one, 1, 0, (const int[]){100});
    sharpened(&one, 3, 2, (const int[]){100, 100, 100});
    sharpened(&flat, 2, 3, (const int[]){100, 100, 100, 100, 100, 100});
    image_free(&one);
    image_free(&flat);
}

/* A step over three pixels becomes one over a pixel, as far as there are lighter and darker. */
static void a_blurred_edge_becomes_a_sharp_one(void **state)
{
    struct image step = image_of(10, 1, 1, "\x32\x32\x32\x32\x50\x6e\x8c\x8c\x8c\x8c");
    struct image sharp;
    (void)state;
    photograph_sharpen(&step, 1, &sharp);
    const unsigned char *at = (unsigned char *)sharp.data.data;
    assert_in_range(at[3], 0, 20);
    assert_true(at[4] < 0x50);
    assert_true(at[5] > 0x6e);
    assert_in_range(at[6], 170, 255);
    image_free(&sharp);
    image_free(&step);
}

static void colours_become_gray(void **state)
{
    static const char samples[] = "\xff\xff\xff\0\0\0\xff\0\0\0\xff\0\0\0\xff\x64\x64\x64";
    const char *path = in_scratch("colours.png");
    struct image colours = image_of(6, 1, 3, samples), gray;
    struct buf png = {0};
    struct error err;
    (void)state;
    png_write(&colours, &(struct png_options){.quick = true}, &png);
    FILE *file = fopen(path, "wb");
    assert_int_equal(fwrite(png.data, 1, png.size, file), png.size);
    fclose(file);
    assert_true(photograph_load(path, &gray, &err));
    assert_int_equal(gray.components, 1);
    assert_int_equal(gray.width, 6);
    assert_memory_equal(gray.data.data, "\xff\0\x4c\x95\x1c\x64", 6);
    image_free(&gray);
    image_free(&colours);
    buf_free(&png);
}

static void what_is_no_picture_is_refused(void **state)
{
    struct image gray;
    struct error err;
    (void)state;
    put("no.jpg", "\xFF\xD8\xFF\xE0 and nothing more");
    put("no.png", "\x89PNG and nothing more");
    assert_false(photograph_load(in_scratch("no.jpg"), &gray, &err));
    assert_non_null(strstr(words_of(&err), "the JPEG is damaged"));
    assert_false(photograph_load(in_scratch("no.png"), &gray, &err));
    assert_false(photograph_load(in_scratch("nobody"), &gray, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_no_edge_stays_as_it_is),
        cmocka_unit_test(a_blurred_edge_becomes_a_sharp_one),
        cmocka_unit_test(colours_become_gray),
        cmocka_unit_test(what_is_no_picture_is_refused),
    };
    return cmocka_run_group_tests_name("photograph", tests, make_scratch, remove_scratch);
}
