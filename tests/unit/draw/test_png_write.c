#include "draw/png_write.h"

#include "draw/image_load.h"
#include "unit/scratch.h"
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

/* Reads back what was written, by way of a file. */
static struct image read_back(const struct buf *png)
{
    struct image image;
    struct error err;
    assert_int_equal(make_scratch(NULL), 0);
    FILE *file = fopen(in_scratch("a.png"), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(png->data, 1, png->size, file), png->size);
    assert_int_equal(fclose(file), 0);
    bool loaded = image_load(in_scratch("a.png"), &image, &err);
    assert_int_equal(remove_scratch(NULL), 0);
    if (!loaded)
        fail_msg("%s", words_of(&err));
    return image;
}

static void assert_same(const struct buf *a, const struct buf *b)
{
    assert_int_equal(a->size, b->size);
    if (a->size)
        assert_memory_equal(a->data, b->data, a->size);
}

/* Grays and colours, with and without opacity, come back as they were. */
static void samples_come_back(void **state)
{
    (void)state;
    for (size_t components = 1; components <= 3; components += 2)
        for (int opaque = 0; opaque < 2; opaque++) {
            struct image image = {.width = 31, .height = 17, .components = components};
            for (size_t i = 0; i < 31 * 17 * components; i++)
                buf_putc(&image.data, (char)(i * i * 7));
            for (size_t i = 0; !opaque && i < (size_t)31 * 17; i++)
                buf_putc(&image.alpha, (char)(i * 5));
            struct buf png = {0};
            png_write(&image, &(struct png_options){.quick = components == 3}, &png);
            struct image back = read_back(&png);
            assert_int_equal(back.width, 31);
            assert_int_equal(back.height, 17);
            assert_int_equal(back.components, components);
            assert_same(&back.data, &image.data);
            assert_same(&back.alpha, &image.alpha);
            image_free(&image);
            image_free(&back);
            buf_free(&png);
        }
}

static void notes_are_in_the_file(void **state)
{
    (void)state;
    char sample = 0x7F;
    struct image image = {.width = 1, .height = 1, .components = 1, .data = {&sample, 1, 1}};
    struct buf png = {0}, again = {0};
    png_write(&image, &(struct png_options){"kualik preview", 300, true}, &png);
    png_write(&image, &(struct png_options){"kualik preview", 300, true}, &again);
    assert_non_null(memmem(png.data, png.size, "tEXtSoftware\0kualik preview", 27));
    /* 300 dots an inch are 11,811 a meter. */
    assert_non_null(memmem(png.data, png.size, "pHYs\0\0\x2E\x23\0\0\x2E\x23\1", 13));
    assert_same(&png, &again);
    buf_free(&png);
    buf_free(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(samples_come_back),
                                       cmocka_unit_test(notes_are_in_the_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
