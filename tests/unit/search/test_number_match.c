#include "search/number_match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static size_t distance_of(const char *number, const char *wanted)
{
    size_t distance;
    return number_match_near(number, wanted, &distance) ? distance : SIZE_MAX;
}

static void digits_are_enough(void **state)
{
    (void)state;
    assert_true(number_match_same("ОСК-2017-0017", "17"));
    assert_true(number_match_same("017", "0017"));
    assert_false(number_match_same("ОСК-2017-0017", "7"));
    assert_false(number_match_same("", ""));
}

static void a_slip_is_near(void **state)
{
    (void)state;
    assert_int_equal(distance_of("ОСК-2017-0017", "ОСК-2017-0117"), 1);
    assert_int_equal(distance_of("", "17"), SIZE_MAX);
}

/* Of numbers that are not there the one with the next value is near. */
static void so_is_the_next_value(void **state)
{
    (void)state;
    assert_true(distance_of("042", "77") < distance_of("041", "77"));
    assert_true(distance_of("ОСК-2017-0042", "77") < distance_of("ОСК-2017-0041", "77"));
    assert_true(distance_of("АСК-3/26", "АСК-5") < distance_of("АСК-1/26", "АСК-5"));
    assert_true(distance_of("АСК-11/26", "9/26") < distance_of("АСК-1/26", "9/26"));
    assert_true(distance_of("001", "4") != SIZE_MAX);
    assert_int_equal(distance_of("АСК-1", "БСК-555"), SIZE_MAX);
    assert_int_equal(distance_of("042", "870101300123"), SIZE_MAX);
    assert_int_equal(distance_of("042", "Болат"), SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_enough),
        cmocka_unit_test(a_slip_is_near),
        cmocka_unit_test(so_is_the_next_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
