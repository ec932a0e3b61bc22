#include "cli/moment.h"

#include "cli/output.h"
#include "unit/capture.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Runs moment_get with SOURCE_DATE_EPOCH (NULL: without) and in the time zone. */
static bool now(const char *epoch, const char *zone, struct moment *moment, char reported[512])
{
    setenv("TZ", zone, 1);
    tzset();
    if (epoch)
        setenv("SOURCE_DATE_EPOCH", epoch, 1);
    struct capture capture = capture_begin(stderr);
    struct error err;
    bool good = moment_get(moment, &err);
    if (!good)
        output_error(&err);
    capture_end(&capture, reported, 512);
    unsetenv("SOURCE_DATE_EPOCH");
    unsetenv("TZ");
    tzset();
    return good;
}

static void test_fixed_time(void **state)
{
    (void)state;
    struct moment moment;
    char reported[512];
    assert_true(now("1507183200", "UTC-6", &moment, reported));
    assert_int_equal(moment.time, 1507183200);
    assert_int_equal(moment.offset, 0);
    assert_string_equal(moment.text, "05.10.2017 06:00 UTC+00:00");
    assert_false(now("yesterday", "UTC-6", &moment, reported));
    assert_string_equal(reported,
                        "kualik: SOURCE_DATE_EPOCH is «yesterday». It must be a number of "
                        "seconds since 1970.\n");
}

static void test_local_time(void **state)
{
    (void)state;
    struct moment moment;
    char reported[512];
    time_t before = time(NULL);
    assert_true(now(NULL, "UTC-6", &moment, reported));
    assert_true(moment.time >= before && moment.time <= time(NULL));
    assert_int_equal(moment.offset, 360);
    assert_non_null(strstr(moment.text, " UTC+06:00"));
    assert_true(now(NULL, "UTC+3:30", &moment, reported));
    assert_int_equal(moment.offset, -210);
    assert_non_null(strstr(moment.text, " UTC-03:30"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed_time),
        cmocka_unit_test(test_local_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
