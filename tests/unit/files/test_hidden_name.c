#include "files/hidden_name.h"

#include "unit/issued.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_name_is_the_same_each_time_and_no_other_files(void **state)
{
    (void)state;
    char one[HIDDEN_NAME_SIZE], again[HIDDEN_NAME_SIZE], other[HIDDEN_NAME_SIZE];
    hidden_name_of("001_Әлия.pdf", one);
    hidden_name_of("001_Әлия.pdf", again);
    hidden_name_of("001_Әлия2.pdf", other);
    assert_string_equal(one, again);
    assert_string_not_equal(one, other);
    assert_int_equal(one[0], '.');                /* no folder shows it, … */
    assert_int_equal(strlen(one), strlen(other)); /* … and the longest name has one, too */
}

static void whatever_waits_is_known_by_its_name(void **state)
{
    (void)state;
    char name[HIDDEN_NAME_SIZE];
    assert_false(hidden_name_waits(folder, "1.pdf"));
    put_file("1.pdf", "");
    assert_false(hidden_name_waits(folder, "1.pdf"));
    hidden_name_of("1.pdf", name);
    put_file(name, "");
    assert_true(hidden_name_waits(folder, "1.pdf"));
    assert_false(hidden_name_waits(folder, "2.pdf"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_name_is_the_same_each_time_and_no_other_files,
                                        make_issued, discard_issued),
        cmocka_unit_test_setup_teardown(whatever_waits_is_known_by_its_name, make_issued,
                                        discard_issued),
    };
    return cmocka_run_group_tests_name("hidden_name", tests, NULL, NULL);
}
