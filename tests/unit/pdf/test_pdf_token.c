#include "pdf/pdf_token.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_number(double number, const char *expected)
{
    struct buf out = {0};
    pdf_token_number(&out, number);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void numbers_are_short_and_in_range(void **state)
{
    (void)state;
    assert_number(0, "0");
    assert_number(12, "12");
    assert_number(12.5, "12.5");
    assert_number(-12.345678, "-12.35");
    assert_number(0.05, ".05");
    assert_number(-0.5, "-.5");
    assert_number(100.1, "100.1");
    assert_number(-0.001, "0");
    assert_number(0.999, "1");
    assert_number(1e300, "1000000");
    assert_number(-INFINITY, "-1000000");
    assert_number(NAN, "0");
}

static void thousandths_are_short(void **state)
{
    (void)state;
    const struct {
        unsigned thousandths;
        const char *text;
    } cases[] = {{0, "0"}, {1, ".001"}, {20, ".02"}, {500, ".5"}, {999, ".999"}, {1000, "1"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        pdf_token_thousandths(&out, cases[i].thousandths);
        assert_string_equal(buf_text(&out), cases[i].text);
        buf_free(&out);
    }
}

static void integers_are_whole(void **state)
{
    (void)state;
    struct buf out = {0};
    pdf_token_integer(&out, 0);
    buf_putc(&out, ' ');
    pdf_token_integer(&out, INT64_MIN);
    buf_putc(&out, ' ');
    pdf_token_integer(&out, INT64_MAX);
    assert_string_equal(buf_text(&out), "0 -9223372036854775808 9223372036854775807");
    buf_free(&out);
}

static void text_becomes_utf16(void **state)
{
    (void)state;
    static const char text[] = "AҚ\xF0\x9F\x98\x80"; /* the last is beyond the first plane */
    struct buf out = {0};
    pdf_token_utf16_hex(&out, text, sizeof text - 1);
    assert_string_equal(buf_text(&out), "0041049AD83DDE00");
    buf_clear(&out);
    pdf_token_utf16(&out, text, sizeof text - 1);
    assert_int_equal(out.size, 8);
    assert_memory_equal(out.data, "\0A\x04\x9A\xD8\x3D\xDE\0", 8);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_short_and_in_range),
                                       cmocka_unit_test(thousandths_are_short),
                                       cmocka_unit_test(integers_are_whole),
                                       cmocka_unit_test(text_becomes_utf16)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
