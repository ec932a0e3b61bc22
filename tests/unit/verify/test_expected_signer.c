#include "verify/expected_signer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct certificate somebody = {
    .name = "Әлия Мұқанқызы",
    .subject = "CN=Әлия Мұқанқызы,O=Seminar",
    .number = "IIN123456789012",
    .fingerprint = {{0xAB, 0xCD, 1}},
};

static bool is(const char *text)
{
    const struct expected_signer expected = expected_signer_of(text);
    return expected_signer_is(&expected, &somebody);
}

static void a_subject_is_a_name_or_a_number(void **state)
{
    (void)state;
    assert_true(is("Әлия Мұқанқызы"));
    assert_true(is("CN=Әлия Мұқанқызы,O=Seminar"));
    assert_true(is("IIN123456789012"));
    assert_false(is("Әлия"));
    assert_false(is("IIN12345678901"));
    assert_false(is(""));
    const struct certificate nobody = {.name = ""};
    const struct expected_signer empty = expected_signer_of("");
    assert_false(expected_signer_is(&empty, &nobody));
}

static void a_fingerprint_is_64_digits(void **state)
{
    (void)state;
#define ZEROS "0000000000000000000000000000000000000000000000000000000000"
    assert_true(is("abcd01" ZEROS));
    assert_true(is("AB:CD:01:" ZEROS));
    assert_true(is("AB CD 01 " ZEROS));
    assert_false(is("abcd02" ZEROS));
    assert_false(is("abcd01" ZEROS "00"));
    assert_false(is("abcd0" ZEROS));
    assert_false(is("a:bcd01" ZEROS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_subject_is_a_name_or_a_number),
        cmocka_unit_test(a_fingerprint_is_64_digits),
    };
    return cmocka_run_group_tests_name("expected_signer", tests, NULL, NULL);
}
