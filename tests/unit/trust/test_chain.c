/* Certificates come from tests/pki.sh. */
#include "trust/chain.h"

#include "unit/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cmocka.h>

enum { YEAR = 365 * 86400 };

static int set_up(void **state)
{
    return keys_make(state, "chain stranger expired tsa untsa");
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

/* Returns how many certificates the chain has, 0 for none; `words` says why. */
static int links(void **state, const char *leaf, const char *between,
                 struct chain_request request, const char **words)
{
    struct error err = {0};
    struct anchors *anchors = keys_trust(state, "ca.pem");
    STACK_OF(X509) *others = sk_X509_new_null();
    if (between)
        sk_X509_push(others, load(state, between));
    request.leaf = load(state, leaf);
    request.others = others;
    request.anchors = anchors;
    STACK_OF(X509) *chain = chain_build(&request, &err);
    int count = chain ? sk_X509_num(chain) : 0;
    if (chain) /* without evidence nobody knows whether one was revoked */
        assert_int_equal(chain_judge(&request, chain, &err), REVOCATION_UNKNOWN);
    *words = words_of(&err);
    sk_X509_pop_free(chain, X509_free);
    sk_X509_pop_free(others, X509_free);
    X509_free(request.leaf);
    anchors_free(anchors);
    return count;
}

static void it_leads_to_an_authority_that_is_trusted(void **state)
{
    const char *why;
    const struct chain_request now = {.time = KEYS_NOW};
    assert_int_equal(links(state, "chain.pem", "between.pem", now, &why), 3);
    assert_int_equal(links(state, "tsa.pem", NULL, now, &why), 2);
}

/* What travels with a signature is not trusted for that. */
static void strangers_prove_nothing(void **state)
{
    const char *why;
    const struct chain_request now = {.time = KEYS_NOW};
    assert_int_equal(links(state, "stranger.pem", "other.pem", now, &why), 0);
    assert_non_null(strstr(why, "nobody who is trusted vouches for «Another authority»"));
    assert_int_equal(links(state, "chain.pem", NULL, now, &why), 0);
    assert_non_null(
        strstr(why, "nobody who is trusted vouches for «ҮЛГІ ОБРАЗЕЦ Intermediate»"));
}

static void all_of_it_must_hold_at_that_time(void **state)
{
    const char *why;
    assert_int_equal(
        links(state, "expired.pem", NULL, (struct chain_request){.time = KEYS_NOW}, &why), 2);
    assert_int_equal(links(state, "expired.pem", NULL,
                           (struct chain_request){.time = KEYS_NOW + YEAR}, &why),
                     0);
    assert_non_null(strstr(why, "expired on 2018-01-01"));
    assert_int_equal(links(state, "expired.pem", NULL,
                           (struct chain_request){.time = KEYS_NOW - YEAR}, &why),
                     0);
    assert_non_null(strstr(why, "is not yet valid: it begins on 2017-01-01"));
}

static void a_time_stamp_is_made_by_those_who_do_nothing_else(void **state)
{
    const char *why;
    const struct chain_request stamp = {.time = KEYS_NOW, .time_stamping = true};
    assert_int_equal(links(state, "tsa.pem", NULL, stamp, &why), 2);
    assert_int_equal(links(state, "untsa.pem", NULL, stamp, &why), 0);
    assert_non_null(strstr(why, "is not meant for what it was used for"));
    assert_int_equal(links(state, "chain.pem", "between.pem", stamp, &why), 0);
}

/* What nobody here understands is named, so that one can ask what it is. */
static void an_extension_that_is_not_known_is_named(void **state)
{
    struct error err = {0};
    struct anchors *anchors = keys_trust(state, "ca.pem");
    X509 *leaf = load(state, "tsa.pem");
    ASN1_OBJECT *type = OBJ_txt2obj("1.2.3.4.5", 1);
    ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new();
    X509_EXTENSION *extension = X509_EXTENSION_create_by_OBJ(NULL, type, 1, value);
    assert_int_equal(X509_add_ext(leaf, extension, -1), 1);
    const struct chain_request request = {.leaf = leaf, .anchors = anchors, .time = KEYS_NOW};
    assert_null(chain_build(&request, &err));
    assert_string_equal(err.what.code, "certificate-extension-unknown");
    assert_non_null(strstr(words_of(&err), "a critical extension, 1.2.3.4.5, whose meaning"));
    X509_EXTENSION_free(extension);
    ASN1_OCTET_STRING_free(value);
    ASN1_OBJECT_free(type);
    X509_free(leaf);
    anchors_free(anchors);
}

/* A copy of the certificate whose signature is spoilt: the same name, and the same key. */
static X509 *spoilt(void **state, const char *name)
{
    unsigned char *der = NULL;
    X509 *x509 = load(state, name);
    int size = i2d_X509(x509, &der);
    assert_true(size > 0);
    der[size - 1] ^= 1;
    const unsigned char *at = der;
    X509_free(x509);
    x509 = d2i_X509(NULL, &at, size);
    assert_non_null(x509);
    OPENSSL_free(der);
    return x509;
}

/* What anybody could have put beside the true issuer does not hide it. */
static void a_false_issuer_does_not_hide_the_true_one(void **state)
{
    struct error err = {0};
    struct anchors *anchors = keys_trust(state, "ca.pem");
    X509 *leaf = load(state, "chain.pem");
    STACK_OF(X509) *others = sk_X509_new_null();
    const struct chain_request request = {
        .leaf = leaf, .others = others, .anchors = anchors, .time = KEYS_NOW};
    for (int i = 0; i < 3; i++)
        sk_X509_push(others, spoilt(state, "between.pem"));
    assert_null(chain_build(&request, &err));
    assert_string_equal(words_of(&err),
                        "The certificate of ҮЛГІ ОБРАЗЕЦ Intermediate is false: "
                        "«ҮЛГІ ОБРАЗЕЦ CA» did not issue it.");
    err = (struct error){0};
    sk_X509_push(others, load(state, "between.pem"));
    STACK_OF(X509) *chain = chain_build(&request, &err);
    assert_string_equal(words_of(&err), "");
    assert_int_equal(sk_X509_num(chain), 3);
    assert_int_equal(sk_X509_num(others), 4);
    sk_X509_pop_free(chain, X509_free);
    sk_X509_pop_free(others, X509_free);
    X509_free(leaf);
    anchors_free(anchors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_leads_to_an_authority_that_is_trusted),
        cmocka_unit_test(strangers_prove_nothing),
        cmocka_unit_test(all_of_it_must_hold_at_that_time),
        cmocka_unit_test(an_extension_that_is_not_known_is_named),
        cmocka_unit_test(a_false_issuer_does_not_hide_the_true_one),
        cmocka_unit_test(a_time_stamp_is_made_by_those_who_do_nothing_else),
    };
    return cmocka_run_group_tests_name("chain", tests, set_up, keys_remove);
}
