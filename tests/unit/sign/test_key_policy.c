/* Names, keys and certificates are made here, since authorities would not issue most of them.
 */
#include "sign/key_policy.h"

#include "base/arena.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/conf.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cmocka.h>

enum { FIRST = 1483228800, LAST = 1514764800 }; /* 1 January 2017 and 2018 */

/* ---- names ------------------------------------------------------------------------------ */

static void add(X509_NAME *name, int nid, int type, const char *bytes, size_t size)
{
    assert_int_equal(X509_NAME_add_entry_by_NID(name, nid, type, (const unsigned char *)bytes,
                                                (int)size, -1, 0),
                     1);
}

static void shown(int type, const char *bytes, size_t size, const char *expected)
{
    char out[KEY_POLICY_NAME_SIZE] = "left over";
    X509_NAME *name = X509_NAME_new();
    add(name, NID_commonName, type, bytes, size);
    key_policy_subject_name(name, out);
    assert_string_equal(out, expected);
    X509_NAME_free(name);
}

static void utf8_shown(const char *text, const char *expected)
{
    shown(V_ASN1_UTF8STRING, text, strlen(text), expected);
}

static void the_organisation_stands_in_for_a_common_name(void **state)
{
    (void)state;
    char out[KEY_POLICY_NAME_SIZE] = "left over";
    X509_NAME *name = X509_NAME_new();
    key_policy_subject_name(name, out);
    assert_string_equal(out, "");
    add(name, NID_countryName, V_ASN1_PRINTABLESTRING, "KZ", 2);
    key_policy_subject_name(name, out);
    assert_string_equal(out, "");
    add(name, NID_organizationName, V_ASN1_UTF8STRING, "ЖШС", strlen("ЖШС"));
    key_policy_subject_name(name, out);
    assert_string_equal(out, "ЖШС");
    add(name, NID_commonName, V_ASN1_UTF8STRING, "Әлия", strlen("Әлия"));
    key_policy_subject_name(name, out);
    assert_string_equal(out, "Әлия");
    X509_NAME_free(name);
}

static void names_are_read_in_every_encoding(void **state)
{
    (void)state;
    shown(V_ASN1_BMPSTRING, "\x04\xD8\x04\x3B", 4, "Әл");
    shown(V_ASN1_UNIVERSALSTRING, "\0\0\x04\xD8", 4, "Ә");
    shown(V_ASN1_T61STRING, "\xC4li", 3, "Äli");
    shown(V_ASN1_PRINTABLESTRING, "Aset", 4, "Aset");
    shown(V_ASN1_UTF8STRING, "", 0, "");
}

/* A name must not hide a part of itself, nor show its parts in another order. */
static void controls_are_question_marks(void **state)
{
    (void)state;
    shown(V_ASN1_UTF8STRING, "Bank\0.evil", 10, "Bank?.evil");
    utf8_shown("a\tb\nc\rd\x1B[2J\x7F", "a?b?c?d?[2J?");
    utf8_shown("\xC2\x80\xC2\x9F\xC2\xA0", "??\xC2\xA0");
    utf8_shown("\u061C\u200E\u200F\u2028\u2029\u202A\u202E\u2066\u2069", "?????????");
    utf8_shown("\u061B\u200D\u2010\u2027\u202F\u2065\u206A",
               "\u061B\u200D\u2010\u2027\u202F\u2065\u206A");
}

static void long_names_are_cut_between_letters(void **state)
{
    (void)state;
    char name[KEY_POLICY_NAME_SIZE + 4] = "", cut[KEY_POLICY_NAME_SIZE] = "";
    memset(name, 'x', KEY_POLICY_NAME_SIZE - 1);
    utf8_shown(name, name);
    memcpy(cut, name, KEY_POLICY_NAME_SIZE - 1);
    name[KEY_POLICY_NAME_SIZE - 1] = 'y';
    utf8_shown(name, cut);
    strcpy(name + KEY_POLICY_NAME_SIZE - 2, "Ә");
    cut[KEY_POLICY_NAME_SIZE - 2] = '\0';
    utf8_shown(name, cut);
    strcpy(name + KEY_POLICY_NAME_SIZE - 3, "Ә");
    utf8_shown(name, name);
}

static void names_gost_algorithms(void **state)
{
    (void)state;
    assert_string_equal(key_policy_gost_name("1.2.398.3.10.1.1.1.1"), "GOST 34.310-2004");
    assert_string_equal(key_policy_gost_name("1.2.398.3.10.1.1.2.2"), "GOST 34.310-2015");
    assert_string_equal(key_policy_gost_name("1.2.398.3.10.1.1.2.3.2"), "GOST 34.310-2015");
    assert_string_equal(key_policy_gost_name("1.2.398.3.10.1.3.1"), "GOST of Kazakhstan");
    assert_string_equal(key_policy_gost_name("1.2.643.7.1.1.1.1"), "GOST R 34.10");
    assert_null(key_policy_gost_name("1.2.840.113549.1.1.1"));
    assert_null(key_policy_gost_name("1.2.6430.1"));
    assert_null(key_policy_gost_name("1.2.398.3.3.2.4"));
    assert_null(key_policy_gost_name(""));
}

/* ---- keys ------------------------------------------------------------------------------- */

/* Says that the key is fit, or why it is not. */
static void judged(EVP_PKEY *key, const char *why)
{
    struct error err = {0};
    assert_non_null(key);
    assert_int_equal(key_policy_check_key(key, &err), !*why);
    assert_string_equal(words_of(&err), why);
    EVP_PKEY_free(key);
}

static void rsa_keys_have_2048_bits_or_more(void **state)
{
    (void)state;
    judged(EVP_RSA_gen(2048), "");
    judged(EVP_RSA_gen(2047), "The RSA key has only 2047 bits, which is no longer safe. Use an "
                              "RSA key of 2048 bits or more.");
    judged(EVP_RSA_gen(512), "The RSA key has only 512 bits, which is no longer safe. Use an "
                             "RSA key of 2048 bits or more.");
}

static void curves_of_nist_are_taken_others_named(void **state)
{
    (void)state;
    judged(EVP_EC_gen("P-256"), "");
    judged(EVP_EC_gen("P-384"), "");
    judged(EVP_EC_gen("P-521"), "");
    judged(EVP_EC_gen("secp256k1"), "The key is on the curve secp256k1, which is not "
                                    "supported. Use a key on P-256, P-384 or P-521, or an RSA "
                                    "key.");
    judged(EVP_EC_gen("P-192"), "The key is on the curve prime192v1, which is not supported. "
                                "Use a key on P-256, P-384 or P-521, or an RSA key.");
}

static void other_kinds_of_keys_are_refused(void **state)
{
    (void)state;
    static const char *const kinds[] = {"ED25519", "ED448", "X25519", "SM2"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        judged(EVP_PKEY_Q_keygen(NULL, NULL, kinds[i]),
               "The key is of a kind that kualik cannot sign with; use an RSA key, or an ECDSA "
               "key on P-256, P-384 or P-521.");
}

/* ---- certificates ----------------------------------------------------------------------- */

/* As whoever checks a signature gets it: OpenSSL looks at extensions only in whole ones. */
static X509 *read_again(X509 *made)
{
    unsigned char *der = NULL;
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509_set_version(made, X509_VERSION_3);
    X509_set_pubkey(made, key);
    assert_true(X509_sign(made, key, EVP_sha256()) > 0);
    int size = i2d_X509(made, &der);
    const unsigned char *at = der;
    X509 *certificate = d2i_X509(NULL, &at, size);
    assert_non_null(certificate);
    OPENSSL_free(der);
    EVP_PKEY_free(key);
    X509_free(made);
    return certificate;
}

/* A certificate with the key usage, the extended one and the policies; NULL: without. */
static X509 *issue(const char *usage, const char *extended, const char *policies)
{
    const char *const extensions[][2] = {
        {"keyUsage", usage}, {"extendedKeyUsage", extended}, {"certificatePolicies", policies}};
    X509V3_CTX context = {0};
    CONF *config = NCONF_new(NULL);
    X509 *certificate = X509_new();
    X509V3_set_nconf(&context, config);
    add(X509_get_subject_name(certificate), NID_commonName, V_ASN1_UTF8STRING, "Әлия\n",
        strlen("Әлия\n"));
    ASN1_TIME_set(X509_getm_notBefore(certificate), FIRST);
    ASN1_TIME_set(X509_getm_notAfter(certificate), LAST);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        if (!extensions[i][1])
            continue;
        X509_EXTENSION *extension =
            X509V3_EXT_nconf(config, &context, extensions[i][0], extensions[i][1]);
        assert_int_equal(X509_add_ext(certificate, extension, -1), 1);
        X509_EXTENSION_free(extension);
    }
    NCONF_free(config);
    return read_again(certificate);
}

static void used(const char *usage, const char *extended, const char *why)
{
    struct error err = {0};
    X509 *certificate = issue(usage, extended, NULL);
    assert_int_equal(key_policy_check_usage(certificate, &err), !*why);
    assert_string_equal(words_of(&err), why);
    X509_free(certificate);
}

static void key_usage_must_be_for_signing(void **state)
{
    (void)state;
    static const char why[] = "The certificate of Әлия? is not for signing: its key usage has "
                              "neither digitalSignature nor nonRepudiation. Use another key.";
    static const char silent[] = "The certificate of Әлия? does not say that its key is for "
                                 "signing: it has no keyUsage. Use another key.";
    used("digitalSignature", NULL, "");
    used("nonRepudiation", NULL, "");
    used("critical,nonRepudiation,keyEncipherment", NULL, "");
    used("keyEncipherment", NULL, why);
    used("keyCertSign,cRLSign,dataEncipherment,keyAgreement", NULL, why);
    used(NULL, NULL, silent);
    used(NULL, "codeSigning", silent);
}

/* Some people's only key is for both: nonRepudiation is what a log-in key does not have. */
static void keys_for_logging_in_are_refused(void **state)
{
    (void)state;
    static const char why[] =
        "The certificate of Әлия? is for logging in (authentication), not for signing. Take "
        "the key made for signing: the NUC RK names its file RSA256_….p12, not "
        "AUTH_RSA256_….p12.";
    used("digitalSignature", "clientAuth", why);
    used("digitalSignature", "emailProtection,clientAuth", why);
    used("digitalSignature", "emailProtection", "");
    used("nonRepudiation", "clientAuth", "");
}

static void keys_of_other_trades_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *usage, *extended, *trade;
    } cases[] = {
        {"nonRepudiation", "OCSPSigning", "for answering about revocation (OCSP)"},
        {"digitalSignature", "timeStamping", "for time-stamps"},
        {"digitalSignature", "codeSigning", "for signing programs"},
        {"digitalSignature", "serverAuth", "for servers (TLS)"},
        {"digitalSignature", "codeSigning,timeStamping", "for signing programs"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        used(cases[i].usage, cases[i].extended,
             arena_printf(&arena,
                          "The certificate of Әлия? is %s, not for signing documents. Use "
                          "another key.",
                          cases[i].trade));
        arena_free(&arena);
    }
    used("nonRepudiation", "serverAuth", "");
    used("digitalSignature", "codeSigning,emailProtection", "");
    used("digitalSignature", "1.3.6.1.5.5.7.3.36", ""); /* documents (RFC 9336) */
    used("digitalSignature", "anyExtendedKeyUsage", "");
}

static void the_policy_for_logging_in_is_found_among_others(void **state)
{
    (void)state;
    static const struct {
        const char *policies;
        bool fit;
    } cases[] = {
        {"1.2.398.3.3.2.2", false},
        {"1.2.398.3.3.2.4", false},
        {"1.2.398.3.3.2.4.1", false},
        {"1.2.398.3.3.2.3,1.2.398.3.3.2.4.2", false},
        {"1.2.398.3.3.2.4,1.2.398.3.3.2.3", false},
        {"1.2.398.3.3.2.3", true},
        {"1.2.398.3.3.2.40", true},
        {"1.2.398.3.3.2", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = {0};
        X509 *certificate = issue("nonRepudiation", NULL, cases[i].policies);
        assert_int_equal(key_policy_check_usage(certificate, &err), cases[i].fit);
        assert_int_equal(strstr(words_of(&err), "for logging in") != NULL, !cases[i].fit);
        X509_free(certificate);
    }
}

static void timed(int64_t now, const char *why)
{
    struct error err = {0};
    X509 *certificate = issue(NULL, NULL, NULL);
    assert_int_equal(key_policy_check_time(certificate, now, &err), !*why);
    assert_string_equal(words_of(&err), why);
    X509_free(certificate);
}

static void certificates_are_valid_from_their_first_second(void **state)
{
    (void)state;
    static const char early[] =
        "The certificate of Әлия? is not yet valid: it begins on 2017-01-01.";
    static const char late[] =
        "The certificate of Әлия? expired on 2018-01-01; ask its authority for a new one.";
    timed(FIRST - 1, early);
    timed(0, early);
    timed(FIRST, "");
    timed(LAST - 1, "");
    timed(LAST, "");
    timed(LAST + 1, late);
    timed(4102444800, late); /* 2100 */
}

static void dates_must_be_dates(void **state)
{
    (void)state;
    struct error err = {0};
    X509 *certificate = issue(NULL, NULL, NULL);
    ASN1_TIME *last = X509_getm_notAfter(certificate);
    assert_true(ASN1_STRING_set(last, "17", 2));
    assert_false(key_policy_check_time(certificate, FIRST, &err));
    assert_string_equal(words_of(&err), "The certificate of Әлия? has dates that cannot be "
                                        "read; ask its authority for a new one.");
    X509_free(certificate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_organisation_stands_in_for_a_common_name),
        cmocka_unit_test(names_are_read_in_every_encoding),
        cmocka_unit_test(controls_are_question_marks),
        cmocka_unit_test(long_names_are_cut_between_letters),
        cmocka_unit_test(names_gost_algorithms),
        cmocka_unit_test(rsa_keys_have_2048_bits_or_more),
        cmocka_unit_test(curves_of_nist_are_taken_others_named),
        cmocka_unit_test(other_kinds_of_keys_are_refused),
        cmocka_unit_test(key_usage_must_be_for_signing),
        cmocka_unit_test(keys_for_logging_in_are_refused),
        cmocka_unit_test(keys_of_other_trades_are_refused),
        cmocka_unit_test(the_policy_for_logging_in_is_found_among_others),
        cmocka_unit_test(certificates_are_valid_from_their_first_second),
        cmocka_unit_test(dates_must_be_dates),
    };
    return cmocka_run_group_tests_name("cms_key", tests, NULL, NULL);
}
