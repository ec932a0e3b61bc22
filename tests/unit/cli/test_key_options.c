#include "cli/key_options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char text[400]; /* what was said last */

static void keep(const struct error *err)
{
    struct buf words = {0};
    error_print(err, &words);
    snprintf(text, sizeof text, "%s", words.data);
    buf_free(&words);
}

static bool is_password(const char *argument)
{
    char words[80];
    snprintf(words, sizeof words, "%s", argument);
    struct error err;
    if (key_options_check_words(2, (char *[]){"kualik", words, NULL}, &err))
        return false;
    keep(&err);
    assert_null(strstr(text, "secret"));
    return true;
}

/* getopt_long would take each of them for an abbreviation of --password-file. */
static void a_password_on_the_command_line_is_refused(void **state)
{
    (void)state;
    assert_true(is_password("--password=secret"));
    assert_true(is_password("--password"));
    assert_true(is_password("--passw=secret"));
    assert_true(is_password("--pa"));
    assert_false(is_password("--password-file"));
    assert_false(is_password("--password-file=secret"));
    assert_false(is_password("--password-f"));
    assert_false(is_password("--p"));
    assert_false(is_password("--page"));
    assert_false(is_password("password"));
}

static bool fits(struct key_options options)
{
    struct error err;
    bool good = key_options_check(&options, &err);
    if (!good)
        keep(&err);
    return good;
}

static void options_of_a_token_need_one(void **state)
{
    (void)state;
    assert_true(fits((struct key_options){.key = "signer.p12", .password_file = "p"}));
    assert_true(fits((struct key_options){.key = "pkcs11:object=a", .jobs = "64"}));
    assert_true(fits((struct key_options){.key = "PKCS11:object=a", .module = "m"}));
    assert_false(fits((struct key_options){.key = "signer.p12", .module = "m"}));
    assert_false(fits((struct key_options){.key = "signer.p12", .jobs = "2"}));
    assert_false(fits((struct key_options){.certificate = "c.pem"}));
    assert_non_null(strstr(text, "--key pkcs11:token=NAME;object=NAME."));
}

static void a_number_of_signatures_has_bounds(void **state)
{
    (void)state;
    static const char *const wrong[] = {"0", "65", "x", "", "-1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(fits((struct key_options){.key = "pkcs11:object=a", .jobs = wrong[i]}));
    assert_string_equal(text, "--sign-jobs takes a number, 1 to 64, not «-1».");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_password_on_the_command_line_is_refused),
        cmocka_unit_test(options_of_a_token_need_one),
        cmocka_unit_test(a_number_of_signatures_has_bounds),
    };
    return cmocka_run_group_tests_name("key_options", tests, NULL, NULL);
}
