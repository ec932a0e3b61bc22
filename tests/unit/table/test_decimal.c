#include "table/decimal.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct decimal number(const char *text)
{
    struct decimal decimal;
    memset(&decimal, 0x55, sizeof decimal); /* nothing is expected of what was there before */
    if (!decimal_read(text, &decimal))
        fail_msg("«%s» is not read", text);
    return decimal;
}

static void assert_put(const struct decimal *decimal, const char *expected)
{
    struct buf out = {0};
    buf_puts(&out, "=");
    decimal_put(decimal, &out);
    assert_string_equal(buf_text(&out) + 1, expected);
    buf_free(&out);
}

static void assert_read(const char *text, bool negative, const char *digits, int exponent)
{
    const struct decimal decimal = number(text);
    assert_int_equal(decimal.negative, negative);
    assert_int_equal(decimal.count, strlen(digits));
    assert_memory_equal(decimal.digits, digits, strlen(digits));
    assert_int_equal(decimal.exponent, exponent);
}

static void digits_begin_and_end_with_none_that_is_0(void **state)
{
    (void)state;
    assert_read("7", false, "7", 1);
    assert_read("-120.50", true, "1205", 3);
    assert_read("+000.0070e0", false, "7", -2);
    assert_read("100200000E-3", false, "1002", 6);
    assert_read("0.999999999999999", false, "999999999999999", 0);
    assert_read("0.9999999999999995", false, "1", 1);
    assert_read("1234567890123445", false, "123456789012345", 16);
    assert_read("12345678901234449", false, "123456789012344", 17);
    assert_read("1000000000000004999", false, "1", 19);
}

/* Nothing is below 0 by its sign alone. */
static void zero_is_one_number(void **state)
{
    (void)state;
    static const char *const zeros[] = {"0", "-0", "-0.000", "0E999", "0e-999", "-.0", "0."};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        assert_read(zeros[i], false, "", 0);
}

static void thirty_places_are_the_most(void **state)
{
    (void)state;
    struct decimal decimal;
    assert_read("1E29", false, "1", 30);
    assert_read("999999999999999E15", false, "999999999999999", 30);
    assert_read("-1E-30", true, "1", -29);
    assert_false(decimal_read("1E30", &decimal));
    assert_false(decimal_read("999999999999999500000000000000", &decimal));
    assert_false(decimal_read("0.1E31", &decimal));
    assert_false(decimal_read("1E-32", &decimal));
    assert_false(decimal_read("1E2147483648", &decimal));
    assert_false(decimal_read("1E-18446744073709551617", &decimal));
}

static void assert_rounded(const char *text, int places, const char *expected)
{
    struct decimal decimal = number(text);
    decimal_round(&decimal, places);
    if (decimal.count)
        assert_true(decimal.digits[0] != '0' && decimal.digits[decimal.count - 1] != '0');
    assert_put(&decimal, expected);
}

static void halves_are_rounded_away_from_0(void **state)
{
    (void)state;
    assert_rounded("2.5", 0, "3");
    assert_rounded("-2.5", 0, "-3");
    assert_rounded("2.4999", 0, "2");
    assert_rounded("1.005", 2, "1.01");
    assert_rounded("0.5", 0, "1");
    assert_rounded("0.05", 1, "0.1");
    assert_rounded("0.0049", 2, "0");
    assert_rounded("0.005", 2, "0.01");
    assert_rounded("0.00099", 2, "0");
    assert_rounded("-0.4", 0, "0");
    assert_rounded("0", 0, "0");
}

static void nines_carry_over(void **state)
{
    (void)state;
    assert_rounded("999.5", 0, "1000");
    assert_rounded("1.996", 2, "2");
    assert_rounded("0.0999", 2, "0.1");
    assert_rounded("-99.95", 1, "-100");
    assert_rounded("999999999999999E-1", 0, "100000000000000");
}

static void what_is_short_enough_stays(void **state)
{
    (void)state;
    assert_rounded("1.25", 2, "1.25");
    assert_rounded("1.25", 30, "1.25");
    assert_rounded("1E29", 0, "100000000000000000000000000000");
    assert_rounded("1250", -2, "1300");
    assert_rounded("5", -1, "10");
    assert_rounded("49", -2, "0");
    assert_rounded("50", -3, "0");
}

static void digits_have_places(void **state)
{
    (void)state;
    static const struct {
        int place;
        char digit;
    } places[] = {{-1000, '0'}, {-3, '0'}, {-2, '5'}, {-1, '4'},  {0, '3'},
                  {1, '0'},     {2, '1'},  {3, '0'},  {1000, '0'}};
    const struct decimal large = number("-103.45"), small = number("0.007"), zero = number("0");
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        assert_int_equal(decimal_digit(&large, places[i].place), places[i].digit);
        assert_int_equal(decimal_digit(&zero, places[i].place), '0');
    }
    assert_int_equal(decimal_digit(&small, -3), '7');
    assert_int_equal(decimal_digit(&small, -2), '0');
    assert_int_equal(decimal_digit(&small, 0), '0');
}

static void numbers_are_put_without_an_exponent(void **state)
{
    (void)state;
    static const char *const numbers[][2] = {
        {"0", "0"},          {"-1.50E1", "-15"},
        {"1E-5", "0.00001"}, {"12E-1", "1.2"},
        {"-.25", "-0.25"},   {"1E15", "1000000000000000"},
        {"10.01", "10.01"},  {"999999999999999", "999999999999999"}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct decimal decimal = number(numbers[i][0]);
        assert_put(&decimal, numbers[i][1]);
    }
}

/* Days of spreadsheets are whole ones exactly, and their times to the second. */
static void near_values_are_those_of_the_digits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } numbers[] = {{"0", 0},
                   {"1", 1},
                   {"43011", 43011},
                   {"0.5", 0.5},
                   {"999999999999999", 999999999999999.0},
                   {"1E15", 1e15}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct decimal decimal = number(numbers[i].text);
        assert_true(decimal_value(&decimal) == numbers[i].value);
    }
    const struct decimal time = number("43011.3958333333"), small = number("1E-30");
    struct decimal negative;
    assert_true(decimal_read("-0.3", &negative));
    assert_true(decimal_value(&negative) == -0.3);
    assert_false(decimal_read("1E-501", &negative));
    assert_true(fabs(decimal_value(&time) - 43011.3958333333) < 1e-10);
    assert_true(fabs(decimal_value(&small) - 1e-30) < 1e-44);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_begin_and_end_with_none_that_is_0),
        cmocka_unit_test(zero_is_one_number),
        cmocka_unit_test(thirty_places_are_the_most),
        cmocka_unit_test(halves_are_rounded_away_from_0),
        cmocka_unit_test(nines_carry_over),
        cmocka_unit_test(what_is_short_enough_stays),
        cmocka_unit_test(digits_have_places),
        cmocka_unit_test(numbers_are_put_without_an_exponent),
        cmocka_unit_test(near_values_are_those_of_the_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
