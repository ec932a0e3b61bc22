#include "seal/seal_key.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Made by `openssl ecparam -name secp256k1 -genkey | openssl ec -pubout`. */
static const char other_curve[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEDzYiwCKuD4Gw3F6V/cErpLH3hWhlFN2o\n"
    "1clanrY4+K6KFQ88JsSm1R1c8vqgKEApIsXa3nL2tXoXmUl4v0ICJw==\n"
    "-----END PUBLIC KEY-----\n";

static struct seal_key *read(const struct buf *pem)
{
    struct error err = {0};
    struct seal_key *key = seal_key_read(pem, &err);
    assert_string_equal(words_of(&err), "");
    assert_non_null(key);
    return key;
}

static void both_halves_are_written_and_read(void **state)
{
    (void)state;
    struct error err = {0};
    struct buf secret = {0}, open = {0};
    uint8_t signature[SEAL_SIGNATURE_SIZE];
    struct seal_key *key = seal_key_new(&err);
    assert_true(seal_key_write_private(key, &secret));
    assert_true(seal_key_write_public(key, &open));
    assert_non_null(strstr(secret.data, "-----BEGIN PRIVATE KEY-----"));
    assert_non_null(strstr(open.data, "-----BEGIN PUBLIC KEY-----"));
    struct seal_key *sealing = read(&secret), *checking = read(&open);
    assert_memory_equal(seal_key_id(sealing), seal_key_id(checking), SEAL_KEY_ID_SIZE);
    assert_memory_equal(seal_key_point(sealing), seal_key_point(checking),
                        2 * (size_t)SEAL_COORDINATE_SIZE);
    assert_true(seal_key_sign(sealing, "text", 4, signature, &err));
    assert_true(seal_key_verify(checking, "text", 4, signature));
    assert_false(seal_key_verify(checking, "tex", 3, signature));
    assert_false(seal_key_sign(checking, "text", 4, signature, &err));
    assert_non_null(strstr(words_of(&err), "private key"));
    seal_key_free(key);
    seal_key_free(sealing);
    seal_key_free(checking);
    buf_free(&secret);
    buf_free(&open);
}

static void assert_refused(const char *text, const char *words)
{
    struct buf pem = {0};
    struct error err = {0};
    buf_puts(&pem, text);
    assert_null(seal_key_read(&pem, &err));
    if (!strstr(words_of(&err), words))
        fail_msg("%s", words_of(&err));
    buf_free(&pem);
}

static void what_is_no_such_key_is_refused(void **state)
{
    (void)state;
    assert_refused(other_curve, "not one of ECDSA on P-256");
    assert_refused("", "no key in this file");
    assert_refused("number;last_kk\n", "no key in this file");
    assert_refused("-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n",
                   "no key in this file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_halves_are_written_and_read),
        cmocka_unit_test(what_is_no_such_key_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
