#include "font/glyf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { GLYPHS = 10 };

/* One contour, a box of 1 to 3: a triangle of one-byte steps, its flag repeated. */
static const unsigned char triangle[] = {0,    1, 0, 1, 0,    1, 0, 3, 0, 3, /* the box */
                                         0,    2, 0, 1, 0xB0,                /* ends, program */
                                         0x0F, 2, 1, 1, 1,    1, 1, 1};
/* Two parts, the second one scaled. */
static const unsigned char composite[] = {0xFF, 0xFF, 0,    1, 0, 1, 0,    3, 0,
                                          3,    0,    0x21, 0, 3, 0, 1,    0, 1, /* words */
                                          0,    0x08, 0,    9, 1, 1, 0x40, 0};

/* Says whether the glyph with its byte `at` changed is sound; its size is `size`. */
static bool sound(const unsigned char *glyph, size_t size, size_t at, unsigned char byte)
{
    unsigned char changed[64];
    assert_in_range(size, 0, sizeof changed);
    memcpy(changed, glyph, size);
    if (at < size)
        changed[at] = byte;
    return glyf_check(changed, size, GLYPHS);
}

static void sound_glyphs_pass(void **state)
{
    (void)state;
    assert_true(glyf_check(triangle, sizeof triangle, GLYPHS));
    assert_true(glyf_check(composite, sizeof composite, GLYPHS));
    assert_true(glyf_check(triangle, 0, GLYPHS)); /* a space */
    /* Bytes that fill up to the next glyph. */
    unsigned char padded[sizeof triangle + 3] = {0};
    memcpy(padded, triangle, sizeof triangle);
    assert_true(glyf_check(padded, sizeof padded, GLYPHS));
}

static void glyphs_that_are_cut_do_not(void **state)
{
    (void)state;
    for (size_t size = 1; size < sizeof triangle; size++)
        assert_false(glyf_check(triangle, size, GLYPHS));
    for (size_t size = 1; size < sizeof composite; size++)
        assert_false(glyf_check(composite, size, GLYPHS));
}

static void points_are_as_many_as_there_is_room_for(void **state)
{
    (void)state;
    const size_t size = sizeof triangle;
    assert_false(sound(triangle, size, 1, 9));     /* contours */
    assert_false(sound(triangle, size, 11, 4));    /* points */
    assert_false(sound(triangle, size, 11, 1));    /* a flag repeated beyond them */
    assert_false(sound(triangle, size, 13, 60));   /* bytes of the program */
    assert_false(sound(triangle, size, 15, 0x09)); /* steps of two bytes */
    assert_false(sound(triangle, size, 3, 9));     /* a box inside out */
    assert_false(sound(triangle, size, 5, 9));
}

static void contours_end_one_after_the_other(void **state)
{
    (void)state;
    unsigned char two[] = {0, 2, 0, 1,    0, 1, 0, 3, 0, 3, 0, 0, 0,
                           1, 0, 0, 0x3F, 1, 1, 1, 1, 1, 1, 1, 1};
    assert_true(glyf_check(two, sizeof two, GLYPHS));
    two[13] = 0;
    assert_false(glyf_check(two, sizeof two, GLYPHS));
}

static void parts_are_glyphs_of_the_font(void **state)
{
    (void)state;
    assert_false(sound(composite, sizeof composite, 21, GLYPHS));
    assert_false(sound(composite, sizeof composite, 12, 1));
    assert_false(
        sound(composite, sizeof composite, 19, 0x28)); /* one more part is said to come */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sound_glyphs_pass),
        cmocka_unit_test(glyphs_that_are_cut_do_not),
        cmocka_unit_test(points_are_as_many_as_there_is_room_for),
        cmocka_unit_test(contours_end_one_after_the_other),
        cmocka_unit_test(parts_are_glyphs_of_the_font),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
