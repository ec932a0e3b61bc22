/* Key files come from tests/pki.sh. */

#include "sign/pem_key.h"
#include "unit/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/x509.h>

#include <cmocka.h>

static int set_up(void **state)
{
    return keys_make(state, "pem rsa2048");
}

static void assert_opens(void **state, const char *name, const char *password)
{
    struct identity identity;
    struct error err = {0};
    struct buf bytes = keys_load(state, name);
    assert_true(pem_key_is_one(&bytes));
    if (!pem_key_open(&bytes, password, KEYS_NOW, &identity, &err))
        fail_msg("%s", words_of(&err));
    assert_int_equal(X509_check_private_key(identity.certificate, identity.key), 1);
    assert_int_equal(sk_X509_num(identity.chain), 1); /* the one between, not the root */
    identity_free(&identity);
    buf_free(&bytes);
}

static void the_key_comes_with_its_own_chain(void **state)
{
    assert_opens(state, "locked.pem", keys_password);
    assert_opens(state, "open.pem", "");
}

static void assert_refused(void **state, const char *name, const char *password,
                           const char *why)
{
    struct identity identity;
    struct error err = {0};
    struct buf bytes = keys_load(state, name);
    assert_false(pem_key_open(&bytes, password, KEYS_NOW, &identity, &err));
    if (!strstr(words_of(&err), why))
        fail_msg("%s", words_of(&err));
    assert_null(identity.key);
    buf_free(&bytes);
}

static void what_is_missing_is_told(void **state)
{
    assert_refused(state, "locked.pem", "wrong", "The password is wrong. It was tried once");
    assert_refused(state, "locked.pem", "", "The password is wrong");
    assert_refused(state, "nokey.pem", "", "holds no private key");
    assert_refused(state, "nocert.pem", "", "does not hold the certificate of its private key");
}

/* Who is to sign is not guessed from the order of the keys, whatever their kinds. */
static void of_two_keys_none_is_taken(void **state)
{
    static const char *const seconds[] = {"open.pem", "locked.pem"};
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        struct identity identity;
        struct error err = {0};
        struct buf bytes = keys_load(state, "open.pem"), second = keys_load(state, seconds[i]);
        buf_puts(&bytes, buf_text(&second));
        assert_false(pem_key_open(&bytes, keys_password, KEYS_NOW, &identity, &err));
        assert_non_null(strstr(words_of(&err), "holds 2 private keys, so it is not clear who"));
        buf_free(&bytes);
        buf_free(&second);
    }
}

static void other_files_are_not_taken_for_one(void **state)
{
    struct buf bytes = keys_load(state, "rsa2048.p12"), empty = {0};
    assert_false(pem_key_is_one(&bytes));
    assert_false(pem_key_is_one(&empty));
    buf_free(&bytes);
    bytes = keys_load(state, "open.pem");
    assert_false(pem_key_is_encrypted(&bytes));
    buf_free(&bytes);
    bytes = keys_load(state, "locked.pem");
    assert_true(pem_key_is_encrypted(&bytes));
    buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_comes_with_its_own_chain),
        cmocka_unit_test(what_is_missing_is_told),
        cmocka_unit_test(of_two_keys_none_is_taken),
        cmocka_unit_test(other_files_are_not_taken_for_one),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
