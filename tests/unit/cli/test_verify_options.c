/* For which time, and whose signature, `kualik verify` is asked. */
#include "cli/verify_options.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1507183200 /* 5 October 2017, 06:00 */, DAY = 24 * 60 * 60 };

static int64_t time_of(const char *at)
{
    struct verify_options options;
    struct error err = {0};
    assert_true(verify_options_read(&options, NULL, NULL, at, NOW, &err));
    int64_t time = options.request.now;
    verify_options_free(&options);
    return time;
}

static void a_time_is_that_time(void **state)
{
    (void)state;
    assert_int_equal(time_of(NULL), NOW);
    assert_int_equal(time_of("2017-10-05T06:00:00"), NOW);
    assert_int_equal(time_of("2017-10-05 11:00:00+05:00"), NOW);
}

/* What was issued on that day was there by its end. */
static void a_day_is_over_but_for_today(void **state)
{
    enum { MIDNIGHT = NOW - 6 * 60 * 60 };
    (void)state;
    assert_int_equal(time_of("2017-10-04"), MIDNIGHT - 1);
    assert_int_equal(time_of("2017-10-05"), NOW);
    assert_int_equal(time_of("2017-10-06"), MIDNIGHT + 2 * DAY - 1);
}

static void refused(const char *signers, const char *words)
{
    struct verify_options options;
    struct error err = {0};
    assert_false(verify_options_read(&options, NULL, signers, NULL, NOW, &err));
    if (!strstr(words_of(&err), words))
        fail_msg("%s", words_of(&err));
    verify_options_free(&options);
}

static void a_file_that_is_not_there_is_no_name(void **state)
{
    (void)state;
    refused("nobody/nowhere.pem", "nobody/nowhere.pem: ");
    refused("Somebody; nobody.CRT", "nobody.CRT: ");
    refused("./nobody", "./nobody: ");
}

static void what_is_mistyped_is_no_name(void **state)
{
    (void)state;
    refused("Somebody; 00112233445566778899aabbccddeeff00112233445566778899aabbccddeef",
            "is not a fingerprint");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_is_that_time),
        cmocka_unit_test(a_day_is_over_but_for_today),
        cmocka_unit_test(a_file_that_is_not_there_is_no_name),
        cmocka_unit_test(what_is_mistyped_is_no_name),
    };
    return cmocka_run_group_tests_name("verify_options", tests, NULL, NULL);
}
