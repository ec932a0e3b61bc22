#include "sign/pades_level.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void names_are_those_of_the_standard(void **state)
{
    (void)state;
    static const char *const names[] = {"B-B", "B-T", "B-LT", "B-LTA"};
    enum pades_level level;
    for (int i = PADES_B; i <= PADES_LTA; i++) {
        assert_string_equal(pades_level_name((enum pades_level)i), names[i]);
        assert_true(pades_level_read(names[i], &level));
        assert_int_equal(level, i);
    }
}

static void others_are_none(void **state)
{
    (void)state;
    static const char *const others[] = {"", "B", "b-t", "B-LTAA", "PAdES-B-T"};
    enum pades_level level = PADES_NONE;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(pades_level_read(others[i], &level));
    assert_int_equal(level, PADES_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_those_of_the_standard),
        cmocka_unit_test(others_are_none),
    };
    return cmocka_run_group_tests_name("pades_level", tests, NULL, NULL);
}
