/* Key files come from tests/pki.sh, and those that no program would write from OpenSSL's parts.
 */

#include "sign/pkcs12.h"
#include "unit/keys.h"
#include "unit/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs12.h>

#include <cmocka.h>

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 chain nuc kazakh gost gostcert nokey nocert colleague "
                            "renewed unlocked");
}

/* Opens the file and releases its bytes, of which the identity must need none. */
static struct identity opened(struct buf bytes, const char *with)
{
    struct identity identity;
    struct error err = {0};
    if (!pkcs12_open(&bytes, with, KEYS_NOW, &identity, &err))
        fail_msg("%s", words_of(&err));
    assert_string_equal(words_of(&err), "");
    buf_free(&bytes);
    return identity;
}

static void refused(struct buf bytes, const char *with, const char *why)
{
    struct identity identity;
    struct error err = {0};
    assert_false(pkcs12_open(&bytes, with, KEYS_NOW, &identity, &err));
    assert_string_equal(words_of(&err), why);
    assert_null(identity.key);
    assert_null(identity.certificate);
    assert_null(identity.chain);
    buf_free(&bytes);
    ERR_clear_error();
}

static void assert_whole(const struct identity *identity, int others)
{
    assert_int_equal(X509_check_private_key(identity->certificate, identity->key), 1);
    assert_int_equal(sk_X509_num(identity->chain), others);
}

static void the_key_comes_with_its_certificate_and_the_others(void **state)
{
    struct identity identity = opened(keys_load(state, "rsa2048.p12"), keys_password);
    assert_whole(&identity, 0);
    identity_free(&identity);
    assert_null(identity.key);
    identity_free(&identity); /* of nothing, nothing */
    identity = opened(keys_load(state, "chain.p12"), keys_password);
    assert_whole(&identity, 1);
    identity_free(&identity);
}

/* Whoever trusts the root has it, and each certificate would carry it along. */
static void the_root_does_not_go_along(void **state)
{
    struct identity identity = opened(keys_load(state, "chain.p12"), keys_password);
    assert_whole(&identity, 1);
    assert_int_equal(X509_self_signed(sk_X509_value(identity.chain, 0), 0), 0);
    identity_free(&identity);
}

static void the_old_encryption_is_understood(void **state)
{
    struct identity identity = opened(keys_load(state, "nuc.p12"), keys_password);
    assert_whole(&identity, 0);
    identity_free(&identity);
}

static void takes_a_password_in_kazakh(void **state)
{
    struct identity identity = opened(keys_load(state, "kazakh.p12"), "құпия сөз №1");
    assert_whole(&identity, 0);
    identity_free(&identity);
}

static void a_wrong_password_is_told_and_not_shown(void **state)
{
    static const char *const wrong[] = {"Tr0ub4dor", "", "demo-2017 ", "DEMO-2017"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        refused(keys_load(state, "rsa2048.p12"), wrong[i],
                "The password is wrong. It was tried once; correct it and start again.");
}

static void refuses_gost_keys_and_what_is_not_whole(void **state)
{
    static const char gost[] =
        "The key is of GOST 34.310-2015 (1.2.398.3.10.1.1.2.2), which OpenSSL cannot sign "
        "with. Ask the NUC RK for an RSA key: its file is named RSA256_….p12.";
    refused(keys_load(state, "gost.p12"), keys_password, gost);
    refused(keys_load(state, "gostcert.p12"), keys_password, gost);
    refused(keys_load(state, "nokey.p12"), keys_password,
            "The file holds no private key; export it again, together with its key.");
    refused(keys_load(state, "nocert.p12"), keys_password,
            "The file does not hold the certificate of its private key; export it again, with "
            "its certificate.");
    refused(keys_load(state, "ca.pem"), keys_password,
            "This is not a PKCS#12 file; give the file of the key, whose name usually ends in "
            ".p12 or .pfx.");
    refused((struct buf){0}, keys_password,
            "This is not a PKCS#12 file; give the file of the key, whose name usually ends in "
            ".p12 or .pfx.");
}

/* A file cut or spoilt anywhere is refused, and nothing worse. */
static void survives_damaged_files(void **state)
{
    struct buf bytes = keys_load(state, "nuc.p12");
    for (size_t size = 0; size < bytes.size; size += 97) {
        struct buf part = {0};
        buf_add(&part, bytes.data, size);
        refused(part, keys_password,
                "This is not a PKCS#12 file; give the file of the key, whose name usually ends "
                "in .p12 or .pfx.");
    }
    for (size_t i = 0; i < bytes.size; i += 7 * SAMPLE) {
        struct identity identity;
        struct error err = {0};
        bytes.data[i] ^= 0x10;
        bool good = pkcs12_open(&bytes, keys_password, KEYS_NOW, &identity, &err);
        bytes.data[i] ^= 0x10;
        assert_int_equal(good, !*words_of(&err));
        if (good)
            assert_whole(&identity, 0);
        identity_free(&identity);
        ERR_clear_error();
    }
    buf_free(&bytes);
}

/* What a file is made of: keys and certificates in this order, sealed if a password is
 * given.
 */
struct content {
    EVP_PKEY *keys[3];
    X509 *certificates[3];
    const char *encrypt, *seal;
    int key_rounds, certificate_rounds, seal_rounds; /* 0: one */
};

static struct buf pack(const struct content *content)
{
    struct buf bytes = {0};
    unsigned char *der = NULL;
    STACK_OF(PKCS12_SAFEBAG) *keys = NULL, *certificates = NULL;
    STACK_OF(PKCS7) *safes = NULL;
    for (size_t i = 0; i < 3 && content->keys[i]; i++)
        assert_non_null(PKCS12_add_key(
            &keys, content->keys[i], 0, content->key_rounds ? content->key_rounds : 1,
            content->encrypt ? NID_aes_256_cbc : -1, content->encrypt));
    for (size_t i = 0; i < 3 && content->certificates[i]; i++)
        assert_non_null(PKCS12_add_cert(&certificates, content->certificates[i]));
    assert_true(PKCS12_add_safe(&safes, keys, -1, 1, NULL));
    assert_true(PKCS12_add_safe(&safes, certificates, content->encrypt ? NID_aes_256_cbc : -1,
                                content->certificate_rounds ? content->certificate_rounds : 1,
                                content->encrypt));
    PKCS12 *file = PKCS12_add_safes(safes, 0);
    if (content->seal)
        assert_true(PKCS12_set_mac(file, content->seal, -1, NULL, 0,
                                   content->seal_rounds ? content->seal_rounds : 1,
                                   EVP_sha256()));
    int size = i2d_PKCS12(file, &der);
    buf_add(&bytes, der, (size_t)size);
    OPENSSL_free(der);
    PKCS12_free(file);
    sk_PKCS7_pop_free(safes, PKCS7_free);
    sk_PKCS12_SAFEBAG_pop_free(keys, PKCS12_SAFEBAG_free);
    sk_PKCS12_SAFEBAG_pop_free(certificates, PKCS12_SAFEBAG_free);
    return bytes;
}

static void the_certificate_is_found_wherever_it_stands(void **state)
{
    struct identity one = opened(keys_load(state, "chain.p12"), keys_password);
    X509 *other = sk_X509_value(one.chain, 0);
    struct content content = {{one.key}, {other, other, one.certificate}, NULL, NULL, 0, 0, 0};
    struct identity identity = opened(pack(&content), "");
    assert_whole(&identity, 1);
    identity_free(&identity);
    content.certificates[2] = NULL;
    refused(pack(&content), "",
            "The file does not hold the certificate of its private key; export it again, with "
            "its certificate.");
    identity_free(&one);
}

/* Without a seal only the decryption can tell. */
static void files_without_a_seal_open_too(void **state)
{
    struct identity one = opened(keys_load(state, "rsa2048.p12"), keys_password);
    struct content content = {{one.key}, {one.certificate}, keys_password, NULL, 0, 0, 0};
    struct identity identity = opened(pack(&content), keys_password);
    assert_whole(&identity, 0);
    identity_free(&identity);
    refused(pack(&content), "Tr0ub4dor",
            "The file cannot be decrypted: the password is wrong, or the file's encryption is "
            "unknown to OpenSSL. Correct the password, or export the key again.");
    content.seal = "another";
    refused(pack(&content), "another",
            "The file cannot be decrypted: the password is wrong, or the file's encryption is "
            "unknown to OpenSSL. Correct the password, or export the key again.");
    identity_free(&one);
}

static void several_keys_are_refused(void **state)
{
    struct identity one = opened(keys_load(state, "rsa2048.p12"), keys_password);
    EVP_PKEY *other = EVP_EC_gen("P-256");
    struct content content = {
        {other, one.key}, {one.certificate}, keys_password, keys_password, 0, 0, 0};
    refused(pack(&content), keys_password,
            "The file holds 2 private keys, so it is not clear who signs; export the one that "
            "is to sign to a file of its own.");
    content.keys[2] = one.key;
    refused(pack(&content), keys_password,
            "The file holds 3 private keys, so it is not clear who signs; export the one that "
            "is to sign to a file of its own.");
    EVP_PKEY_free(other);
    identity_free(&one);
}

/* Changes the first place where `from` stands into `to`, of the same size. */
static void change(struct buf *bytes, const void *from, const void *to, size_t size)
{
    size_t at = 0;
    while (at + size <= bytes->size && memcmp(bytes->data + at, from, size) != 0)
        at++;
    assert_true(at + size <= bytes->size);
    memcpy(bytes->data + at, to, size);
}

/* A hundred thousand rounds are made into eight million. */
static void more_rounds_than_one_can_wait_for_are_refused(void **state)
{
    static const char why[] =
        "Opening the file would take too long: it has the password hashed "
        "more than 5000000 times. Export the key again with fewer "
        "iterations.";
    struct identity one = opened(keys_load(state, "rsa2048.p12"), keys_password);
    const struct content contents[] = {
        {{one.key}, {one.certificate}, keys_password, keys_password, 100000, 0, 0},
        {{one.key}, {one.certificate}, keys_password, keys_password, 0, 100000, 0},
        {{one.key}, {one.certificate}, keys_password, keys_password, 0, 0, 100000},
    };
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        struct identity identity = opened(pack(&contents[i]), keys_password);
        identity_free(&identity);
        struct content unsealed = contents[i];
        if (!unsealed.seal_rounds)
            unsealed.seal = NULL;
        struct buf bytes = pack(&unsealed);
        change(&bytes, "\x02\x03\x01\x86\xA0", "\x02\x03\x7F\xFF\xFF", 5);
        refused(bytes, keys_password, why);
    }
    identity_free(&one);
}

static void only_the_chain_goes_along(void **state)
{
    struct identity identity = opened(keys_load(state, "colleague.p12"), keys_password);
    assert_whole(&identity, 0);
    identity_free(&identity);
}

static void of_two_certificates_of_a_key_the_later_one_counts(void **state)
{
    struct identity identity = opened(keys_load(state, "renewed.p12"), keys_password);
    assert_whole(&identity, 0);
    struct tm end;
    assert_true(ASN1_TIME_to_tm(X509_get0_notAfter(identity.certificate), &end));
    assert_int_equal(end.tm_year + 1900, 2046);
    identity_free(&identity);
}

static void an_empty_password_opens_what_has_none(void **state)
{
    struct identity identity = opened(keys_load(state, "unlocked.p12"), "");
    assert_whole(&identity, 0);
    identity_free(&identity);
}

static void what_openssl_does_not_know_is_told(void **state)
{
    static const unsigned char sha256[] = {0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 1};
    static const unsigned char no_digest[] = {0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 0x7F};
    static const unsigned char rsa[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1};
    static const unsigned char no_key[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 0x7F};
    struct identity one = opened(keys_load(state, "rsa2048.p12"), keys_password);
    struct content content = {{one.key}, {one.certificate}, NULL, NULL, 0, 0, 0};
    struct buf bytes = pack(&content);
    change(&bytes, rsa, no_key, sizeof rsa);
    refused(bytes, "",
            "The file's private key is damaged or of an unknown kind; export it again, or use "
            "an RSA key.");
    content.seal = keys_password;
    bytes = pack(&content);
    change(&bytes, sha256, no_digest, sizeof sha256);
    refused(bytes, keys_password,
            "The file is protected with a digest that OpenSSL does not know; export the key "
            "again.");
    identity_free(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_comes_with_its_certificate_and_the_others),
        cmocka_unit_test(the_old_encryption_is_understood),
        cmocka_unit_test(takes_a_password_in_kazakh),
        cmocka_unit_test(a_wrong_password_is_told_and_not_shown),
        cmocka_unit_test(refuses_gost_keys_and_what_is_not_whole),
        cmocka_unit_test(survives_damaged_files),
        cmocka_unit_test(the_certificate_is_found_wherever_it_stands),
        cmocka_unit_test(files_without_a_seal_open_too),
        cmocka_unit_test(several_keys_are_refused),
        cmocka_unit_test(what_openssl_does_not_know_is_told),
        cmocka_unit_test(more_rounds_than_one_can_wait_for_are_refused),
        cmocka_unit_test(the_root_does_not_go_along),
        cmocka_unit_test(only_the_chain_goes_along),
        cmocka_unit_test(of_two_certificates_of_a_key_the_later_one_counts),
        cmocka_unit_test(an_empty_password_opens_what_has_none),
    };
    return cmocka_run_group_tests_name("cms_pkcs12", tests, set_up, keys_remove);
}
