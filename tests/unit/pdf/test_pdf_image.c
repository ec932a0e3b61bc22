#include "pdf/pdf_image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

struct tools {
    struct flate *flate;
    struct pdf_object *set;
    struct buf out;
    size_t offsets[10];
};

static int set_up(void **state)
{
    struct tools *tools = calloc(1, sizeof *tools);
    tools->flate = flate_new(FLATE_SMALL);
    tools->set = pdf_object_new();
    *state = tools;
    return 0;
}

static int tear_down(void **state)
{
    struct tools *tools = *state;
    flate_free(tools->flate);
    pdf_object_free(tools->set);
    buf_free(&tools->out);
    free(tools);
    return 0;
}

static struct image image_of(size_t width, size_t height, size_t components)
{
    struct image image = {.width = width, .height = height, .components = components};
    for (size_t i = 0; i < width * height * components; i++)
        buf_putc(&image.data, (char)(i * 5));
    return image;
}

static void free_image(struct image *image)
{
    buf_free(&image->data);
    buf_free(&image->alpha);
    buf_free(&image->idat);
}

static bool add(struct tools *tools, const struct image *image, struct error *err)
{
    return pdf_image_add(image, tools->flate, tools->set, 4, err);
}

/* Undoes the predictors as ISO/IEC 15948, 9.2 tells. */
static void unfilter(const unsigned char *rows, size_t row_size, size_t height, size_t pixel,
                     unsigned char *samples)
{
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < row_size; x++) {
            const unsigned char *row = rows + y * (row_size + 1);
            size_t at = y * row_size + x;
            unsigned guess = row[0] == 1 && x >= pixel ? samples[at - pixel]
                             : row[0] == 2 && y > 0    ? samples[at - row_size]
                                                       : 0;
            assert_in_range(row[0], 0, 2);
            samples[at] = (unsigned char)(row[1 + x] + guess);
        }
}

static const char *written(struct tools *tools)
{
    struct error err;
    assert_true(pdf_object_write(tools->set, &tools->out, tools->offsets, &err));
    return tools->out.data + tools->offsets[4];
}

/* Unpacks the stream of object `number`, which fills `bytes`. */
static void unpack(const struct tools *tools, size_t number, unsigned char *bytes, size_t size)
{
    const char *end = tools->out.data + tools->out.size;
    const char *stream = strstr(tools->out.data + tools->offsets[number], "\nstream\n") + 8;
    uLongf unpacked = (uLongf)size;
    assert_int_equal(
        uncompress(bytes, &unpacked, (const unsigned char *)stream, (uLong)(end - stream)),
        Z_OK);
    assert_int_equal(unpacked, size);
}

static void a_gradient_comes_back_from_its_differences(void **state)
{
    struct tools *tools = *state;
    struct image image = image_of(70, 40, 3);
    struct error err;
    unsigned grain = 1;
    for (size_t i = 0; i < image.data.size; i++) {
        grain = grain * 1103515245 + 12345;
        image.data.data[i] = (char)(image.data.data[i] + (grain >> 16) % 4);
    }
    assert_true(add(tools, &image, &err));
    assert_non_null(strstr(written(tools), "/Predictor 15\n/Colors 3\n/Columns 70\n"));
    unsigned char rows[40 * (70 * 3 + 1)], samples[40 * 70 * 3];
    unpack(tools, 4, rows, sizeof rows);
    unfilter(rows, sizeof samples / 40, 40, 3, samples);
    assert_memory_equal(samples, image.data.data, sizeof samples);
    free_image(&image);
}

static void a_drawing_comes_back_as_it_is(void **state)
{
    struct tools *tools = *state;
    struct image image = {.width = 60, .height = 40, .components = 1};
    for (size_t i = 0; i < image.width * image.height; i++)
        buf_putc(&image.data, "\0\377\377\0\0\377\1"[i % 60 % 7]);
    struct error err;
    assert_true(add(tools, &image, &err));
    assert_null(strstr(written(tools), "/DecodeParms"));
    unsigned char samples[60 * 40];
    unpack(tools, 4, samples, sizeof samples);
    assert_memory_equal(samples, image.data.data, sizeof samples);
    free_image(&image);
}

/* Steps of 17 are all that four bits can say; a row of 61 ends amid a byte. */
static void even_steps_take_fewer_bits(void **state)
{
    enum { WIDTH = 61, HEIGHT = 40, ROW = 31 };
    static const int levels[] = {0, 15, 3};
    struct tools *tools = *state;
    struct image image = {.width = WIDTH, .height = HEIGHT, .components = 1};
    unsigned grain = 1;
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        grain = grain * 1103515245 + 12345;
        buf_putc(&image.data, (char)(levels[(grain >> 16) % 3] * 17));
    }
    struct error err;
    assert_true(add(tools, &image, &err));
    assert_non_null(strstr(written(tools), "/BitsPerComponent 4\n"));
    unsigned char rows[HEIGHT * ROW];
    unpack(tools, 4, rows, sizeof rows);
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        unsigned byte = rows[i / WIDTH * ROW + i % WIDTH / 2];
        unsigned sample = i % WIDTH % 2 ? byte & 15 : byte >> 4;
        assert_int_equal(sample * 17, (unsigned char)image.data.data[i]);
    }
    free_image(&image);
}

static void one_odd_sample_needs_all_bits(void **state)
{
    struct tools *tools = *state;
    struct image image = {.width = 40, .height = 40, .components = 1};
    for (size_t i = 0; i < 1600; i++)
        buf_putc(&image.data, i == 1599 ? 84 : 85);
    struct error err;
    assert_true(add(tools, &image, &err));
    assert_non_null(strstr(written(tools), "/BitsPerComponent 8\n"));
    free_image(&image);
}

/* What a PNG had compressed stands in the file as it is, unless it is not these samples whole.
 */
static void idat_stays_as_it_is(void **state)
{
    struct tools *tools = *state;
    struct image image = image_of(17, 9, 3);
    unsigned char rows[9 * (17 * 3 + 1)] = {0};
    for (size_t y = 0; y < 9; y++)
        memcpy(rows + y * 52 + 1, image.data.data + y * 51, 51);
    uLongf size = compressBound(sizeof rows);
    assert_int_equal(
        compress2((Bytef *)buf_reserve(&image.idat, size), &size, rows, sizeof rows, 9), Z_OK);
    image.idat.size = size;
    struct error err;
    assert_true(add(tools, &image, &err));
    const char *object = written(tools);
    assert_non_null(strstr(object, "/Filter /FlateDecode\n"));
    assert_non_null(strstr(object, "/Predictor 15\n/Colors 3\n/Columns 17\n"));
    assert_memory_equal(strstr(object, "stream\n") + 7, image.idat.data, size);
    free_image(&image);
}

static void half_an_idat_is_not_used(void **state)
{
    struct tools *tools = *state;
    struct image image = image_of(17, 9, 3);
    buf_puts(&image.idat, "x\x9C half");
    struct error err;
    assert_true(add(tools, &image, &err));
    assert_null(strstr(written(tools), "x\x9C half"));
    unsigned char samples[9 * 17 * 3];
    unpack(tools, 4, samples, sizeof samples);
    assert_memory_equal(samples, image.data.data, sizeof samples);
    free_image(&image);
}

static void opacity_is_an_image_of_its_own(void **state)
{
    struct tools *tools = *state;
    struct image image = image_of(4, 2, 1);
    buf_add(&image.alpha, "\0\11\3\7\1\10\2\6", 8);
    struct error err;
    assert_true(add(tools, &image, &err));
    const char *first = written(tools);
    assert_non_null(strstr(first, "/Width 4\n/Height 2\n/ColorSpace /DeviceGray\n"));
    assert_non_null(strstr(first, "/SMask 5 0 R\n"));
    const char *second = tools->out.data + tools->offsets[5];
    assert_memory_equal(second, "5 0 obj", 7);
    assert_non_null(strstr(second, "/Width 4\n/Height 2\n/ColorSpace /DeviceGray\n"));
    unsigned char opacity[8];
    unpack(tools, 5, opacity, sizeof opacity);
    assert_memory_equal(opacity, "\0\11\3\7\1\10\2\6", 8);
    free_image(&image);
}

static void jpeg_stays_as_it_is(void **state)
{
    struct tools *tools = *state;
    struct image image = {.width = 40, .height = 30, .components = 3, .jpeg = true};
    buf_puts(&image.data, "a JPEG file");
    struct error err;
    assert_true(add(tools, &image, &err));
    const char *object = written(tools);
    assert_non_null(strstr(object, "/ColorSpace /DeviceRGB\n"));
    assert_non_null(strstr(object, "/Filter /DCTDecode\n/Length 11\n>>\n"
                                   "stream\na JPEG file\nendstream"));
    free_image(&image);
}

static void impossible_images_are_refused(void **state)
{
    struct tools *tools = *state;
    struct image image = image_of(4, 4, 3);
    struct error err;
    image.height = 5;
    assert_false(add(tools, &image, &err));
    image.height = 4;
    image.components = 4;
    assert_false(add(tools, &image, &err));
    image.components = 3;
    image.width = SIZE_MAX / 2;
    assert_false(add(tools, &image, &err));
    image.width = 4;
    buf_putc(&image.alpha, 1);
    assert_false(add(tools, &image, &err));
    free_image(&image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_gradient_comes_back_from_its_differences, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_drawing_comes_back_as_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(even_steps_take_fewer_bits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_odd_sample_needs_all_bits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(idat_stays_as_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(half_an_idat_is_not_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(opacity_is_an_image_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(jpeg_stays_as_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(impossible_images_are_refused, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
