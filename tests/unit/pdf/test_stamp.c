#include "pdf/stamp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_stamp(int64_t time, int offset, const char *pdf, const char *xmp)
{
    char text[STAMP_SIZE];
    stamp_pdf(time, offset, text);
    assert_string_equal(text, pdf);
    stamp_xmp(time, offset, text);
    assert_string_equal(text, xmp);
}

static void moments_are_written_in_their_zone(void **state)
{
    (void)state;
    assert_stamp(0, 0, "D:19700101000000+00'00'", "1970-01-01T00:00:00+00:00");
    assert_stamp(1507183200, 360, "D:20171005120000+06'00'", "2017-10-05T12:00:00+06:00");
    assert_stamp(1507183200, -210, "D:20171005023000-03'30'", "2017-10-05T02:30:00-03:30");
}

static void leap_days_exist(void **state)
{
    (void)state;
    assert_stamp(951782400, 0, "D:20000229000000+00'00'", "2000-02-29T00:00:00+00:00");
    assert_stamp(1709251199, 0, "D:20240229235959+00'00'", "2024-02-29T23:59:59+00:00");
    assert_stamp(4107542400, 0, "D:21000301000000+00'00'", "2100-03-01T00:00:00+00:00");
}

static void extremes_keep_their_form(void **state)
{
    (void)state;
    assert_stamp(INT64_MAX - 100000, 0, "D:99991231235959+00'00'", "9999-12-31T23:59:59+00:00");
    assert_stamp(-5, 0, "D:19700101000000+00'00'", "1970-01-01T00:00:00+00:00");
    assert_stamp(0, 5000, "D:19700101000000+00'00'", "1970-01-01T00:00:00+00:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(moments_are_written_in_their_zone),
                                       cmocka_unit_test(leap_days_exist),
                                       cmocka_unit_test(extremes_keep_their_form)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
