#include "numbering/row_identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char shown[] = "name=Әлия\nregion=Ақтау\n";

static void fields_are_read_one_by_one(void **state)
{
    (void)state;
    const char *at = "name=Ә=лия\nalone\n+region=\n";
    struct row_field field;
    assert_true(row_identity_next_field(&at, &field));
    assert_int_equal(field.heading_size, 4);
    assert_memory_equal(field.text, "Ә=лия", field.text_size);
    assert_false(field.kept);
    assert_true(row_identity_next_field(&at, &field));
    assert_memory_equal(field.heading, "alone", field.heading_size);
    assert_int_equal(field.text_size, 0);
    assert_true(row_identity_next_field(&at, &field));
    assert_memory_equal(field.heading, "region", field.heading_size);
    assert_int_equal(field.heading_size, 6);
    assert_int_equal(field.text_size, 0);
    assert_true(field.kept);
    assert_false(row_identity_next_field(&at, &field));
}

static void what_is_only_kept_is_told_apart(void **state)
{
    (void)state;
    assert_int_equal(row_identity_size(shown), strlen(shown));
    assert_int_equal(row_identity_size("name=Әлия\nregion=Ақтау\n+post=хатшы\n"),
                     strlen(shown));
    assert_int_equal(row_identity_size("+post=хатшы\n"), 0);
    assert_int_equal(row_identity_size(""), 0);
}

static void only_what_the_certificate_shows_can_differ(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_null(row_identity_differences(shown, shown, &arena));
    assert_string_equal(row_identity_differences(shown, "name=Әлия\nregion=Ақтөбе\n", &arena),
                        "region");
    assert_string_equal(row_identity_differences(shown, "region=Семей\nname=Алия\n", &arena),
                        "region, name");
    assert_null(row_identity_differences(shown, "region=Ақтау\npost=хатшы\n", &arena));
    assert_null(row_identity_differences("name=Әлия\n+region=Ақтау\n",
                                         "name=Әлия\n+region=Семей\n", &arena));
    assert_null(row_identity_differences("name=Әлия\n+region=Ақтау\n",
                                         "name=Әлия\nregion=Ақтау\n", &arena));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_read_one_by_one),
        cmocka_unit_test(what_is_only_kept_is_told_apart),
        cmocka_unit_test(only_what_the_certificate_shows_can_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
