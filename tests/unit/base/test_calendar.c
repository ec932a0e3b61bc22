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
        cmocka_unit_test(some_days_do_not_exist),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
