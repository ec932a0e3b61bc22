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

static void decimals_are_as_many_as_needed(void **state)
{
    (void)state;
    struct buf out = {0};
    const double numbers[] = {0.5, -0.001, 1.00001, 12, -3.25, 0.000001};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        pdf_token_decimal(&out, numbers[i], 5);
        buf_putc(&out, ' ');
    }
    assert_string_equal(buf_text(&out), ".5 -.001 1.00001 12 -3.25 0 ");
    buf_free(&out);
}

static void assert_date(int64_t time, int offset, const char *pdf, const char *xmp)
{
    char text[PDF_TOKEN_DATE_SIZE];
    pdf_token_date(time, offset, text);
    assert_string_equal(text, pdf);
    pdf_token_xmp_date(time, offset, text);
    assert_string_equal(text, xmp);
}

static void moments_are_written_in_their_zone(void **state)
{
    (void)state;
    assert_date(0, 0, "D:19700101000000+00'00'", "1970-01-01T00:00:00+00:00");
    assert_date(1507183200, 360, "D:20171005120000+06'00'", "2017-10-05T12:00:00+06:00");
    assert_date(1507183200, -210, "D:20171005023000-03'30'", "2017-10-05T02:30:00-03:30");
}

static void leap_days_exist(void **state)
{
    (void)state;
    assert_date(951782400, 0, "D:20000229000000+00'00'", "2000-02-29T00:00:00+00:00");
    assert_date(1709251199, 0, "D:20240229235959+00'00'", "2024-02-29T23:59:59+00:00");
    assert_date(4107542400, 0, "D:21000301000000+00'00'", "2100-03-01T00:00:00+00:00");
}

static void extremes_keep_their_form(void **state)
{
    (void)state;
    assert_date(INT64_MAX - 100000, 0, "D:99991231235959+00'00'", "9999-12-31T23:59:59+00:00");
    assert_date(-5, 0, "D:19700101000000+00'00'", "1970-01-01T00:00:00+00:00");
    assert_date(0, 5000, "D:19700101000000+00'00'", "1970-01-01T00:00:00+00:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_short_and_in_range),
                                       cmocka_unit_test(thousandths_are_short),
                                       cmocka_unit_test(integers_are_whole),
                                       cmocka_unit_test(text_becomes_utf16),
                                       cmocka_unit_test(decimals_are_as_many_as_needed),
                                       cmocka_unit_test(moments_are_written_in_their_zone),
                                       cmocka_unit_test(leap_days_exist),
                                       cmocka_unit_test(extremes_keep_their_form)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
