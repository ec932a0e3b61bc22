#include "table/number_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Says what becomes of the number in the format, and whether its cell shows it like that. */
static void assert_put(const char *code, const char *number, const char *expected, bool alike)
{
    struct buf out = {0};
    struct decimal decimal;
    assert_true(decimal_read(number, &decimal));
    buf_puts(&out, "= ");
    bool result = number_format_put(code, &decimal, &out);
    if (strncmp(out.data, "= ", 2) != 0 || strcmp(out.data + 2, expected) != 0 ||
        result != alike)
        fail_msg("%s in «%s» became «%s» (%s), not «%s»", number, code, buf_text(&out),
                 result ? "as shown" : "otherwise", expected);
    buf_free(&out);
}

static void assert_shown(const char *code, const char *number, const char *expected)
{
    assert_put(code, number, expected, true);
}

/* The number stays as it is, and is known to look different in its cell. */
static void assert_left(const char *code, const char *number)
{
    assert_put(code, number, number, false);
}

static void digits_are_filled_and_left_out(void **state)
{
    (void)state;
    assert_shown("0", "0", "0");
    assert_shown("0", "0.5", "1");
    assert_shown("0", "-0.4", "0");
    assert_shown("#0", "7", "7");
    assert_shown("??0", "7", "7");
    assert_shown("00#", "7", "007");
    assert_shown("#", "1234", "1234");
    assert_shown("0000", "123456", "123456");
    assert_shown("0.00", "2.995", "3.00");
    assert_shown("0.0##", "2.125", "2.125");
    assert_shown("0.0##", "2.1", "2.1");
    assert_shown("0.#0", "2", "2.00");
    assert_shown("0.00", "1E-30", "0.00");
    assert_shown("#.00", "0.25", ".25");
    assert_shown("000000000000000000", "999999999999999", "000999999999999999");
}

/* The last group of digits takes those of the code, the first one all that are more. */
static void signs_stand_between_digits(void **state)
{
    (void)state;
    assert_shown("00-00", "7", "00-07");
    assert_shown("00-00", "12345", "123-45");
    assert_shown("(000) 00", "12345", "(123) 45");
    assert_shown("0\"/\"00", "7", "0/07");
    assert_shown("0.0\"x\"0", "1.25", "1.2x5");
}

static void texts_are_shown_as_they_stand(void **state)
{
    (void)state;
    assert_shown("\"№ \"0", "7", "№ 7");
    assert_shown("\\№0\\0", "7", "№70");
    assert_shown("№ 00", "7", "№ 07");
    assert_shown("\"0;#\"0", "7", "0;#7");
    assert_shown("0\\;0", "12", "1;2");
    assert_shown("\"\"0", "7", "7");
    assert_shown("[$₸-43F] 0", "7", "₸ 7");
    assert_shown("[$-43F]0", "7", "7");
    assert_shown("0 [$тг]", "7", "7 тг");
    assert_shown("[Red]0", "7", "7");
    assert_shown("[COLOR12]0", "7", "7");
    assert_shown("_(0_)", "7", "7");
    assert_shown("*ә0_ә", "7", "7");
    assert_shown("GENERAL \"м\"", "-7.5", "-7.5 м");
    assert_shown("@", "7.25", "7.25");
}

static void percents_are_hundreds(void **state)
{
    (void)state;
    assert_shown("0%", "0.125", "13%");
    assert_shown("0.0 %", "0.125", "12.5 %");
    assert_shown("0%", "0", "0%");
    assert_shown("0%%", "0.5", "5000%%");
    assert_shown("%0", "-1.5", "-%150");
}

/* The second section has its own sign for what is below 0, the first one is given it. */
static void sections_are_for_their_numbers(void **state)
{
    (void)state;
    assert_shown("0;(0)", "-7", "(7)");
    assert_shown("0;(0)", "7", "7");
    assert_shown("0;(0)", "0", "0");
    assert_shown("0;0", "-7", "7");
    assert_shown("0;(0);\"нөл\"", "0", "нөл");
    assert_shown("0;(0);\"нөл\";\"«\"@\"»\"", "-7", "(7)");
    assert_shown("\"a;b\"0;\"c\"0", "-7", "c7");
    assert_shown("0", "-7", "-7");
}

/* Whoever prints "1 500" as 1500, or 1/2 as 0.5, must be able to say so. */
static void what_cannot_be_applied_is_left(void **state)
{
    (void)state;
    static const char *const codes[] = {"0.00E+00", "0e0", "# /0",    "[>5]0", "[ссс]0",
                                        "0,",       "0,,", "0,\"т\"", "0.0.0", "x0",
                                        "[Red",     "0[",  "dd"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_left(codes[i], "1234.5");
    assert_left(";;;", "7");
    assert_left(";;;", "-7.5");
    assert_left("0;;", "-7");
    assert_left("0;0;", "0");
    assert_left("", "7");
    assert_left("", "-5");
    assert_left("#", "-0.4");
    assert_left("\"\"", "7");
    assert_left("[Red]", "7");
    assert_left("_-", "7");
    assert_left(".00", "1.5");
    assert_left("#", "0");
}

/* Only where there are thousands does a cell group them. */
static void thousands_are_not_grouped(void **state)
{
    (void)state;
    assert_shown("#,##0", "999", "999");
    assert_shown("#,##0.00", "-999.994", "-999.99");
    assert_put("#,##0", "1000", "1000", false);
    assert_put("#,##0", "999.5", "1000", false);
    assert_put("#,##0.00", "-1234.5", "-1234.50", false);
    assert_shown("#,##0", "0", "0");
}

/* A cell shows "2." there, which nobody wants on paper. */
static void no_point_is_left_alone(void **state)
{
    (void)state;
    assert_put("0.#", "2", "2", false);
    assert_put("0.##", "2.001", "2", false);
    assert_shown("0.#", "2.5", "2.5");
    assert_put("0.", "7", "7", false);
}

/* Spaces that keep a column in line go; those before the number were asked for. */
static void spaces_at_the_end_go(void **state)
{
    (void)state;
    assert_shown("0\"  \"", "7", "7");
    assert_shown("\" \"0 ", "7", " 7");
    assert_left("   ", "7");
}

static void damaged_codes_end_with_the_code(void **state)
{
    (void)state;
    assert_shown("0\\", "7", "7");
    assert_shown("0_", "7", "7");
    assert_shown("0*", "7", "7");
    assert_shown("0\"abc", "7", "7abc");
    assert_shown("0\"", "7", "7");
    assert_left("0[$x", "7");
    assert_left("[", "7");
}

static void any_bytes_are_read_to_their_end(void **state)
{
    (void)state;
    static const char bytes[] = "0#?.,%@;\"[]$\\_*-EG/ \xD0\x9A\xE2\x84\xFF\x80"
                                "general";
    static const char *const numbers[] = {"0", "-7", "999999999999999", "-1E-30", "1E29"};
    uint32_t seed = 11;
    for (size_t round = 0; round < 20000; round++) {
        char *code = malloc(round % 12 + 1); /* exact, so that a byte too many is seen */
        struct buf out = {0}, again = {0};
        struct decimal number;
        assert_non_null(code);
        for (size_t i = 0; i < round % 12; i++) {
            seed = seed * 1103515245u + 12345u;
            code[i] = bytes[(seed >> 16) % (sizeof bytes - 1)];
        }
        code[round % 12] = '\0';
        assert_true(decimal_read(numbers[round % 5], &number));
        bool shown = number_format_put(code, &number, &out);
        assert_int_equal(number_format_put(code, &number, &again), shown);
        assert_true(out.size > 0);
        assert_string_equal(out.data, again.data);
        buf_free(&out);
        buf_free(&again);
        free(code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_filled_and_left_out),
        cmocka_unit_test(signs_stand_between_digits),
        cmocka_unit_test(texts_are_shown_as_they_stand),
        cmocka_unit_test(percents_are_hundreds),
        cmocka_unit_test(sections_are_for_their_numbers),
        cmocka_unit_test(what_cannot_be_applied_is_left),
        cmocka_unit_test(thousands_are_not_grouped),
        cmocka_unit_test(no_point_is_left_alone),
        cmocka_unit_test(spaces_at_the_end_go),
        cmocka_unit_test(damaged_codes_end_with_the_code),
        cmocka_unit_test(any_bytes_are_read_to_their_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
