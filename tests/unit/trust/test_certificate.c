/* Certificates come from tests/pki.sh. */
#include "trust/certificate.h"

#include "unit/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 expired rsa1024 login gostcert");
}

static void it_says_whom_it_is_for(void **state)
{
    struct certificate read;
    struct error err = {0};
    char day[16];
    struct buf pem = keys_load(state, "rsa2048.pem");
    assert_true(certificate_load_signer(&pem, "a.pem", KEYS_NOW, &read, &err));
    assert_string_equal(read.name, "ҮЛГІ Әлия Мұқанқызы");
    assert_string_equal(read.issuer, "ҮЛГІ ОБРАЗЕЦ CA");
    assert_string_equal(read.number, "IIN000000000000");
    assert_string_equal(read.subject, "serialNumber=IIN000000000000,CN=ҮЛГІ Әлия Мұқанқызы");
    assert_true(*read.serial && !read.serial[strspn(read.serial, "0123456789ABCDEF")]);
    certificate_day(read.begins, day);
    assert_string_equal(day, "2017-01-01");
    certificate_day(read.ends, day);
    assert_string_equal(day, "2046-12-31");
    buf_free(&pem);
}

static void both_forms_of_a_file_are_one_certificate(void **state)
{
    struct certificate of_text, of_bytes;
    struct error err = {0};
    char command[600];
    snprintf(command, sizeof command,
             "cd '%s' && openssl x509 -in rsa2048.pem -outform DER -out rsa2048.der",
             (char *)*state);
    assert_int_equal(system(command), 0);
    struct buf pem = keys_load(state, "rsa2048.pem"), der = keys_load(state, "rsa2048.der");
    assert_true(certificate_load(&pem, "a.pem", &of_text, &err));
    assert_true(certificate_load(&der, "a.der", &of_bytes, &err));
    struct digest digest = hash_of(&(struct span){der.data, der.size}, 1);
    assert_memory_equal(&of_text.fingerprint, &digest, sizeof digest);
    assert_memory_equal(&of_bytes.fingerprint, &digest, sizeof digest);
    buf_free(&pem);
    buf_free(&der);
}

static void assert_unfit(void **state, const char *name, const char *why)
{
    struct certificate read;
    struct error err = {0};
    struct buf pem = keys_load(state, name);
    assert_false(certificate_load_signer(&pem, name, KEYS_NOW + 400 * 86400LL, &read, &err));
    if (!strstr(words_of(&err), why) || strncmp(words_of(&err), name, strlen(name)) != 0)
        fail_msg("%s", words_of(&err));
    buf_free(&pem);
}

static void one_that_is_not_fit_to_sign_is_refused(void **state)
{
    assert_unfit(state, "expired.pem", "expired");
    assert_unfit(state, "rsa1024.pem", "1024");
    assert_unfit(state, "login.pem", "not");
    assert_unfit(state, "gostcert.pem", "GOST 34.310-2015 (1.2.398.3.10.1.1.2.2)");
    assert_unfit(state, "password", "The file holds no certificate");
}

static void days_before_1970_are_days(void **state)
{
    (void)state;
    char day[16];
    certificate_day(-1, day);
    assert_string_equal(day, "1969-12-31");
    certificate_day(0, day);
    assert_string_equal(day, "1970-01-01");
}

static void so_are_times(void **state)
{
    (void)state;
    char time[CERTIFICATE_TIME_SIZE];
    certificate_time(-1, time);
    assert_string_equal(time, "1969-12-31 23:59:59 UTC");
    certificate_time(KEYS_NOW, time);
    assert_string_equal(time, "2017-10-05 06:00:00 UTC");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_whom_it_is_for),
        cmocka_unit_test(both_forms_of_a_file_are_one_certificate),
        cmocka_unit_test(one_that_is_not_fit_to_sign_is_refused),
        cmocka_unit_test(days_before_1970_are_days),
        cmocka_unit_test(so_are_times),
    };
    return cmocka_run_group_tests_name("certificate", tests, set_up, keys_remove);
}
