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
    .serial = "0A1B2C3D4E5F60718293A4B5C6D7E8F901234567",
    .fingerprint = {{0xAB, 0xCD, 1}},
};

static bool is(const char *text)
{
    struct expected_signer expected;
    struct error err = {0};
    return expected_signer_read(text, &expected, &err) &&
           expected_signer_is(&expected, &somebody);
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
    struct expected_signer empty;
    struct error err = {0};
    assert_true(expected_signer_read("", &empty, &err));
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
}

static void a_serial_number_is_up_to_40(void **state)
{
    (void)state;
    assert_true(is("0A1B2C3D4E5F60718293A4B5C6D7E8F901234567"));
    assert_true(is("a1b2c3d4e5f60718293a4b5c6d7e8f901234567"));
    assert_true(is("0a:1b:2c:3d:4e:5f:60:71:82:93:a4:b5:c6:d7:e8:f9:01:23:45:67"));
    assert_false(is("0A1B2C3D4E5F60718293A4B5C6D7E8F901234568"));
    assert_false(is("A1B2C3D4E5F60718293A4B5C6D7E8F9012345"));
    assert_false(is("0"));
}

/* It must not be taken for the name of somebody who did not sign. */
static void a_mistyped_fingerprint_is_told(void **state)
{
    static const char *const mistyped[] = {
        "abcd01" ZEROS "00", "abcd0" ZEROS,  "a:bcd01" ZEROS,
        "abcdO1" ZEROS,      "abcdg1" ZEROS, "AB CD 01 0 " ZEROS,
    };
    (void)state;
    for (size_t i = 0; i < sizeof mistyped / sizeof *mistyped; i++) {
        struct expected_signer expected;
        struct error err = {0};
        if (expected_signer_read(mistyped[i], &expected, &err))
            fail_msg("%s was taken", mistyped[i]);
        assert_string_equal(err.what.code, "fingerprint-invalid");
    }
    struct expected_signer expected;
    struct error err = {0};
    assert_true(expected_signer_read("Secretariat of the Central Election Commission of all",
                                     &expected, &err));
    assert_true(expected_signer_read("CN=Somebody,O=Seminar,serialNumber=IIN123456789012",
                                     &expected, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_subject_is_a_name_or_a_number),
        cmocka_unit_test(a_fingerprint_is_64_digits),
        cmocka_unit_test(a_serial_number_is_up_to_40),
        cmocka_unit_test(a_mistyped_fingerprint_is_told),
    };
    return cmocka_run_group_tests_name("expected_signer", tests, NULL, NULL);
}
