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

static void assert_read(const char *text, int offset, int64_t wanted)
{
    int64_t seconds = 0;
    if (!moment_read(text, offset, &seconds) || seconds != wanted)
        fail_msg("%s: %lld", text, (long long)seconds);
}

static void times_are_read_in_their_zone(void **state)
{
    (void)state;
    enum { NOON = 1507204800 }; /* 5 October 2017, 12:00 UTC */
    assert_read("2017-10-05", 0, NOON - 12 * 3600);
    assert_read("2017-10-05", 300, NOON - 17 * 3600);
    assert_read("2017-10-05T12", 0, NOON);
    assert_read("2017-10-05T17:00", 300, NOON);
    assert_read("2017-10-05 12:00:01", 0, NOON + 1);
    assert_read("2017-10-05T12:00Z", 300, NOON);
    assert_read("2017-10-05T17:00:00+05:00", 0, NOON);
    assert_read("2017-10-05T17:00+0500", 0, NOON);
    assert_read("2017-10-05T08:30-03:30", 60, NOON);
    assert_read("2017-10-05T15+03", 0, NOON);
}

static void what_is_no_time_is_not_read(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "never",
        "2017-10-5",
        "2017-02-29",
        "2017-10-05T",
        "2017-10-05T24:00",
        "2017-10-05T12:60",
        "2017-10-05T1:00",
        "2017-10-05T12:00:60",
        "2017-10-05T12:00+6",
        "2017-10-05T12:00+05:",
        "2017-10-05T12:00+05:00x",
        "2017-10-05T12:00 ",
        "2017-10-05Z",
        "05.10.2017",
    };
    int64_t seconds;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (moment_read(texts[i], 0, &seconds))
            fail_msg("%s", texts[i]);
}

static void a_time_is_written_in_utc(void **state)
{
    (void)state;
    char text[MOMENT_UTC_SIZE];
    moment_utc(1507183201, text);
    assert_string_equal(text, "2017-10-05T06:00:01Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed_time),
        cmocka_unit_test(test_local_time),
        cmocka_unit_test(times_are_read_in_their_zone),
        cmocka_unit_test(what_is_no_time_is_not_read),
        cmocka_unit_test(a_time_is_written_in_utc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
