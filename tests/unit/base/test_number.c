#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void whole_numbers(void **state)
{
    (void)state;
    size_t number = 42;
    assert_true(number_read(" 17 ", 100, &number));
    assert_int_equal(number, 17);
    assert_true(number_read("100", 100, &number));
    assert_true(number_read("0", 0, &number));
    assert_true(number_read("18446744073709551615", SIZE_MAX, &number));
    assert_true(number == SIZE_MAX);
    assert_false(number_read("18446744073709551616", SIZE_MAX, &number));
    assert_false(number_read("101", 100, &number));
    assert_false(number_read("7", 6, &number));
    assert_false(number_read("-1", 100, &number));
    assert_false(number_read("1.0", 100, &number));
    assert_false(number_read("1 2", 100, &number));
    assert_false(number_read("", 100, &number));
    assert_true(number == SIZE_MAX);
}

static void digits_in_a_text(void **state)
{
    (void)state;
    size_t number = 42;
    const char *text = "0123x";
    assert_ptr_equal(number_digits(text, NULL, 123, &number), text + 4);
    assert_int_equal(number, 123);
    assert_ptr_equal(number_digits(text, text + 2, 100, &number), text + 2);
    assert_int_equal(number, 1);
    assert_null(number_digits(text, NULL, 122, &number));
    assert_null(number_digits(text, text, 100, &number));
    assert_null(number_digits("x", NULL, 100, &number));
    assert_null(number_digits(" 1", NULL, 100, &number));
    assert_null(number_digits("", NULL, 100, &number));
    assert_int_equal(number, 1);
}

static void assert_ranges(const size_t *numbers, size_t count, size_t most, const char *wanted)
{
    struct buf out = {0};
    number_ranges(&out, numbers, count, most);
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
}

static void ranges(void **state)
{
    (void)state;
    const size_t numbers[] = {2, 3, 5, 6, 7, 9, 20, 21, 22, 23};
    assert_ranges(numbers, 0, 5, "");
    assert_ranges(numbers, 1, 5, "2");
    assert_ranges(numbers, 2, 5, "2, 3");
    assert_ranges(numbers, 5, 5, "2, 3, 5–7");
    assert_ranges(numbers, 10, 5, "2, 3, 5–7, 9, 20–23");
    assert_ranges(numbers, 10, 4, "2, 3, 5–7, 9, …");
}

/* Digits count by their value, and zeros before them not at all. */
static void people_count_so(void **state)
{
    (void)state;
    assert_true(number_compare("2", "10") < 0);
    assert_true(number_compare("АСК-10/26", "АСК-2/26") > 0);
    assert_true(number_compare("АСК-2/26", "АСК-2/27") < 0);
    assert_true(number_compare("А-9", "Б-1") < 0);
    assert_true(number_compare("99999999999999999999", "100000000000000000000") < 0);
    assert_true(number_compare("", "0") < 0);
    assert_true(number_compare("1", "1а") < 0);
    assert_int_equal(number_compare("005", "5"), 0);
    assert_int_equal(number_compare("АСК-003/026", "АСК-3/26"), 0);
    assert_int_equal(number_compare("000", "0"), 0);
    assert_int_equal(number_compare("", ""), 0);
    assert_int_equal(number_compare_sized("12", 1, "13", 1), 0);
    assert_true(number_compare_sized("12", 2, "123", 1) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(digits_in_a_text),
        cmocka_unit_test(ranges),
        cmocka_unit_test(people_count_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
