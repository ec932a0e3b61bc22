#include "svg/svg_token.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_number(double number, unsigned decimals, const char *expected)
{
    struct buf out = {0};
    svg_token_number(&out, number, decimals);
    assert_string_equal(out.data, expected);
    buf_free(&out);
}

static void numbers_are_short(void **state)
{
    (void)state;
    assert_number(0, 2, "0");
    assert_number(-0.001, 2, "0");
    assert_number(12, 2, "12");
    assert_number(12.5, 2, "12.5");
    assert_number(-0.25, 2, "-.25");
    assert_number(0.126, 2, ".13");
    assert_number(100, 0, "100");
    assert_number(0.0135, 6, ".0135");
}

static void numbers_stay_in_range(void **state)
{
    (void)state;
    assert_number(NAN, 2, "0");
    assert_number(INFINITY, 2, "1000000000");
    assert_number(-1e300, 2, "-1000000000");
}

static void assert_text(const char *text, const char *expected)
{
    struct buf out = {0};
    svg_token_text(&out, text);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void no_text_becomes_markup(void **state)
{
    (void)state;
    assert_text("", "");
    assert_text("Әлия", "Әлия");
    assert_text("\"><script>&amp;", "&#34;&#62;&#60;script&#62;&#38;amp;");
    assert_text("a\tb\nc\r", "a&#9;b&#10;c&#13;");
}

static void what_xml_cannot_hold_is_replaced(void **state)
{
    (void)state;
    assert_text("a\x01z\x1F\x1B[31m", "a\uFFFDz\uFFFD\uFFFD[31m");
    assert_text("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", "\uFFFD\uFFFD\uFFFD");
    assert_text("\U0001F600", "\U0001F600");
    assert_text("a\xFF"
                "b\xD0",
                "a\uFFFDb\uFFFD");
}

static void assert_path(const struct path_step *steps, size_t count, double down,
                        unsigned decimals, const char *expected)
{
    struct buf out = {0};
    svg_token_path(&out, steps, count, 1, down, decimals);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void paths_are_told_from_the_pen(void **state)
{
    (void)state;
    const struct path_step steps[] = {
        {PATH_MOVE, {{10, 20}}}, {PATH_LINE, {{30, 20}}},
        {PATH_LINE, {{30, 25}}}, {PATH_LINE, {{28, 26.5}}},
        {PATH_LINE, {{27, 26}}}, {PATH_CURVE, {{26, 27}, {25, 28}, {24, 29}}},
        {.verb = PATH_CLOSE},    {PATH_MOVE, {{11, 21}}},
        {PATH_LINE, {{11, 21}}}, {PATH_RECTANGLE, {{12, 22}, {15, 24}}},
    };
    assert_path(steps, 9, 1, 2, "m10 20h20v5l-2 1.5-1-.5c-1 1-2 2-3 3zm1 1h0");
    assert_path(steps + 7, 3, 1, 2, "m11 21h0m1 1h3v2h-3z");
    assert_path(steps, 3, -1, 0, "m10-20h20v-5");
    assert_path(NULL, 0, 1, 2, "");
}

/* A thousand steps of a third do not drift away. */
static void rounding_does_not_add_up(void **state)
{
    (void)state;
    static struct path_step steps[1001] = {{PATH_MOVE, {{0, 0}}}};
    for (size_t i = 1; i <= 1000; i++)
        steps[i] = (struct path_step){PATH_LINE, {{(double)i / 3, 1}}};
    struct buf out = {0};
    svg_token_path(&out, steps, 1001, 1, 1, 2);
    double x = 0;
    char *at = out.data + 4; /* behind "m0 0" */
    assert_int_equal(*at, 'l');
    x += strtod(at + 1, &at);
    strtod(at, &at);
    assert_int_equal(*at++, 'h');
    while (*at)
        x += strtod(at, &at);
    assert_true(fabs(x - 333.33) < 0.001);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(numbers_stay_in_range),
        cmocka_unit_test(no_text_becomes_markup),
        cmocka_unit_test(what_xml_cannot_hold_is_replaced),
        cmocka_unit_test(paths_are_told_from_the_pen),
        cmocka_unit_test(rounding_does_not_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
