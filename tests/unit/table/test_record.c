#include "table/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void white_space_does_not_fill_a_field(void **state)
{
    (void)state;
    const char *const fields[] = {"", " ", "\u00A0\t", "\n", "a", " Ә ", "0", "-"};
    struct record record = {.fields = fields, .count = 4};
    assert_int_equal(record_filled(&record), 0);
    record.count = 5;
    assert_int_equal(record_filled(&record), 1);
    record.count = 8;
    assert_int_equal(record_filled(&record), 4);
    assert_int_equal(record_filled(&(struct record){0}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(white_space_does_not_fill_a_field)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
