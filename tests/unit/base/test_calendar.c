#include "base/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_date(int64_t days, int year, int month, int day)
{
    struct date date = calendar_date(days);
    if (date.year != year || date.month != month || date.day != day)
        fail_msg("day %lld is %d-%02d-%02d", (long long)days, date.year, date.month, date.day);
}

static void days_are_counted_from_1970(void **state)
{
    (void)state;
    assert_date(0, 1970, 1, 1);
    assert_date(-1, 1969, 12, 31);
    assert_date(17444, 2017, 10, 5);
    assert_date(11016, 2000, 2, 29);
    assert_date(47540, 2100, 2, 28);
    assert_date(47541, 2100, 3, 1);
    assert_date(-25567, 1900, 1, 1);
    assert_date(-719162, 1, 1, 1);
    assert_date(2932896, 9999, 12, 31);
}

static void assert_exists(bool exists, int year, int month, int day)
{
    if (calendar_has(&(struct date){year, month, day}) != exists)
        fail_msg("%d-%d-%d", year, month, day);
}

static void days_are_counted_back_and_forth(void **state)
{
    (void)state;
    for (int64_t day = -719162; day <= 2932896; day += 17) {
        struct date date = calendar_date(day);
        assert_true(calendar_days(&date) == day);
    }
}

static void assert_shown(int64_t seconds, int offset, struct calendar_time wanted)
{
    struct calendar_time shown = calendar_time(seconds, offset);
    assert_memory_equal(&shown, &wanted, sizeof shown);
    assert_true(calendar_seconds(&wanted, offset) == seconds);
}

static void clocks_differ_from_zone_to_zone(void **state)
{
    (void)state;
    assert_shown(0, 0, (struct calendar_time){{1970, 1, 1}, 0, 0, 0});
    assert_shown(-1, 0, (struct calendar_time){{1969, 12, 31}, 23, 59, 59});
    assert_shown(1507204801, 300, (struct calendar_time){{2017, 10, 5}, 17, 0, 1});
    assert_shown(1507204801, -750, (struct calendar_time){{2017, 10, 4}, 23, 30, 1});
    assert_shown(60, -1, (struct calendar_time){{1970, 1, 1}, 0, 0, 0});
    assert_shown(CALENDAR_FIRST, 0, (struct calendar_time){{1, 1, 1}, 0, 0, 0});
    assert_shown(CALENDAR_LAST, 0, (struct calendar_time){{9999, 12, 31}, 23, 59, 59});
    assert_int_equal(calendar_time(INT64_MAX, 1439).date.year, 9999);
    assert_int_equal(calendar_time(INT64_MIN, -1439).date.year, 1);
    assert_int_equal(calendar_time(CALENDAR_LAST, 1).date.year, 9999);
}

static void some_days_do_not_exist(void **state)
{
    (void)state;
    assert_exists(true, 2024, 2, 29);
    assert_exists(false, 2023, 2, 29);
    assert_exists(false, 1900, 2, 29);
    assert_exists(true, 2000, 2, 29);
    assert_exists(true, 2017, 12, 31);
    assert_exists(false, 2017, 11, 31);
    assert_exists(false, 2017, 13, 1);
    assert_exists(false, 2017, 0, 1);
    assert_exists(false, 2017, 1, 0);
    assert_exists(false, 0, 1, 1);
    assert_exists(true, 9999, 12, 31);
    assert_exists(false, 10000, 1, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_from_1970),
        cmocka_unit_test(days_are_counted_back_and_forth),
        cmocka_unit_test(clocks_differ_from_zone_to_zone),
        cmocka_unit_test(some_days_do_not_exist),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
