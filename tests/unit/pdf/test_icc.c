#include "pdf/icc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void the_profile_is_srgb_and_always_the_same(void **state)
{
    (void)state;
    struct buf one = {0}, two = {0};
    struct error err;
    assert_true(icc_srgb(&one, &err));
    assert_true(icc_srgb(&two, &err));
    assert_in_range(one.size, 128, 10000);
    assert_memory_equal(one.data + 12, "mntrRGB XYZ ", 12); /* a display, its colours' space */
    assert_memory_equal(one.data + 36, "acsp", 4);
    assert_memory_equal(one.data + 24, "\x07\xD0\0\1\0\1\0\0\0\0\0\0", 12); /* not today */
    assert_memory_equal(one.data + 40, "\0\0\0\0", 4); /* nor this computer's system */
    assert_memory_equal(one.data + 84, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                        16); /* no sum of it */
    assert_int_equal(one.size, two.size);
    assert_memory_equal(one.data, two.data, one.size);
    buf_free(&one);
    buf_free(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_profile_is_srgb_and_always_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
