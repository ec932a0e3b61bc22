/* Certificates come from tests/pki.sh. */
#include "sign/identity.h"

#include "unit/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cmocka.h>

static int set_up(void **state)
{
    return keys_make(
        state, "chain renewed stranger rsa2048 future login policy nousage expired twinned");
}

static X509 *load(void **state, const char *name)
{
    struct buf pem = keys_load(state, name);
    BIO *text = BIO_new_mem_buf(pem.data, (int)pem.size);
    X509 *x509 = PEM_read_bio_X509(text, NULL, NULL, NULL);
    assert_non_null(x509);
    BIO_free(text);
    buf_free(&pem);
    return x509;
}

/* Takes the certificates for the key, up to NULL. */
static bool take(void **state, const char *key, const char *const *names,
                 struct identity *identity, struct error *err)
{
    STACK_OF(X509) *certificates = sk_X509_new_null();
    struct buf pem = keys_load(state, key);
    BIO *text = BIO_new_mem_buf(pem.data, (int)pem.size);
    *identity = (struct identity){.key = PEM_read_bio_PrivateKey(text, NULL, NULL, NULL)};
    BIO_free(text);
    buf_free(&pem);
    while (*names)
        sk_X509_push(certificates, load(state, *names++));
    bool taken = identity_take(identity, &certificates, KEYS_NOW, err);
    sk_X509_pop_free(certificates, X509_free);
    return taken;
}

static bool is_one(void **state, X509 *x509, const char *name)
{
    X509 *wanted = load(state, name);
    bool same = X509_cmp(x509, wanted) == 0;
    X509_free(wanted);
    return same;
}

/* In whatever order a file has them, with a colleague's certificate and the root among them. */
static void what_leads_to_the_root_is_kept_but_not_the_root(void **state)
{
    struct identity identity;
    struct error err = {0};
    const char *const names[] = {"ca.pem", "stranger.pem", "between.pem", "chain.pem", NULL};
    if (!take(state, "chain.key", names, &identity, &err))
        fail_msg("%s", words_of(&err));
    assert_true(is_one(state, identity.certificate, "chain.pem"));
    assert_int_equal(sk_X509_num(identity.chain), 1);
    assert_true(is_one(state, sk_X509_value(identity.chain, 0), "between.pem"));
    identity_free(&identity);
}

static void of_renewed_certificates_the_last_one_is_taken(void **state)
{
    struct identity identity;
    struct error err = {0};
    const char *const orders[][3] = {{"before.pem", "renewed.pem", NULL},
                                     {"renewed.pem", "before.pem", NULL}};
    for (size_t i = 0; i < 2; i++) {
        assert_true(take(state, "renewed.key", orders[i], &identity, &err));
        assert_true(is_one(state, identity.certificate, "renewed.pem"));
        assert_int_equal(sk_X509_num(identity.chain), 0);
        identity_free(&identity);
    }
}

/* All of them are of one key, and end no earlier than the one that may sign. */
static void one_that_may_sign_now_comes_before_all_others(void **state)
{
    struct identity identity;
    struct error err = {0};
    const char *const others[] = {"future.pem", "login.pem", "policy.pem", "nousage.pem",
                                  "expired.pem"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const char *const orders[][3] = {{others[i], "rsa2048.pem", NULL},
                                         {"rsa2048.pem", others[i], NULL}};
        for (size_t j = 0; j < 2; j++) {
            assert_true(take(state, "rsa2048.key", orders[j], &identity, &err));
            if (!is_one(state, identity.certificate, "rsa2048.pem"))
                fail_msg("%s was taken", others[i]);
            identity_free(&identity);
        }
    }
}

/* Two authorities have one name, and the certificate does not say which key signed it. */
static void the_authority_that_has_signed_is_taken(void **state)
{
    struct identity identity;
    struct error err = {0};
    const char *const orders[][4] = {{"twin.pem", "between.pem", "twinned.pem", NULL},
                                     {"between.pem", "twin.pem", "twinned.pem", NULL}};
    for (size_t i = 0; i < 2; i++) {
        assert_true(take(state, "twinned.key", orders[i], &identity, &err));
        assert_int_equal(sk_X509_num(identity.chain), 1);
        assert_true(is_one(state, sk_X509_value(identity.chain, 0), "twin.pem"));
        identity_free(&identity);
    }
}

static void without_its_certificate_a_key_is_nobodys(void **state)
{
    struct identity identity;
    struct error err = {0};
    const char *const names[] = {"stranger.pem", NULL};
    assert_false(take(state, "chain.key", names, &identity, &err));
    assert_string_equal(words_of(&err),
                        "The file does not hold the certificate of its private key; export it "
                        "again, with its certificate.");
    identity_free(&identity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_leads_to_the_root_is_kept_but_not_the_root),
        cmocka_unit_test(of_renewed_certificates_the_last_one_is_taken),
        cmocka_unit_test(one_that_may_sign_now_comes_before_all_others),
        cmocka_unit_test(the_authority_that_has_signed_is_taken),
        cmocka_unit_test(without_its_certificate_a_key_is_nobodys),
    };
    return cmocka_run_group_tests_name("identity", tests, set_up, keys_remove);
}
