/* Signatures that other programs made, of OpenSSL's command line, and those that are none. */
#include "trust/signature_check.h"

#include "unit/keys.h"

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 p256 stranger");
}

/* Signs keys_content by `openssl cms` with these options. */
static struct buf sign_by_openssl(void **state, const char *key, const char *options)
{
    char command[1500];
    snprintf(command, sizeof command,
             "printf '%s' >'%s/content' && cd '%s' && openssl cms -sign -binary -in content "
             "-signer %s.pem -inkey %s.key -outform DER -out made %s 2>/dev/null",
             keys_content, (char *)*state, (char *)*state, key, key, options);
    assert_int_equal(system(command), 0);
    return keys_load(state, "made");
}

/* Checks it as one of that content by the owner of rsa2048.pem or of `owner`; returns what is
 * wrong with it. */
static const char *check(void **state, const struct buf *der, const char *owner,
                         const char *text, enum sub_filter *sub_filter)
{
    struct error err = {0};
    struct certificate certificate;
    struct buf pem = keys_load(state, owner);
    assert_true(certificate_load_signer(&pem, owner, KEYS_NOW, &certificate, &err));
    buf_free(&pem);
    const struct span part = {text, strlen(text)};
    const struct signature_wanted wanted = {
        .content = signed_content_of(&part, 1),
        .signer = &certificate.fingerprint,
        .name = certificate.name,
        .now = KEYS_NOW,
    };
    bool good = signature_check(der, &wanted, NULL, sub_filter, &err);
    assert_true(good == (err.what.code == NULL));
    return words_of(&err);
}

static void must_be(void **state, const char *key, const char *options, enum sub_filter wanted)
{
    enum sub_filter found;
    char owner[64];
    struct buf der = sign_by_openssl(state, key, options);
    snprintf(owner, sizeof owner, "%s.pem", key);
    assert_string_equal(check(state, &der, owner, keys_content, &found), "");
    assert_int_equal(found, wanted);
    buf_free(&der);
}

static void the_form_follows_from_what_it_is(void **state)
{
    must_be(state, "rsa2048", "-md sha256 -cades", SUB_FILTER_CADES);
    must_be(state, "rsa2048", "-md sha256", SUB_FILTER_PKCS7);
    must_be(state, "rsa2048", "-md sha512 -nosmimecap", SUB_FILTER_PKCS7);
    must_be(state, "rsa2048", "-md sha384 -keyopt rsa_padding_mode:pss", SUB_FILTER_PKCS7);
    must_be(state, "p256", "-md sha256 -cades", SUB_FILTER_CADES);
    must_be(state, "rsa2048", "-md sha256 -cades -certfile ca.pem", SUB_FILTER_CADES);
}

static void must_refuse(void **state, const char *options, const char *words)
{
    enum sub_filter found;
    struct buf der = sign_by_openssl(state, "rsa2048", options);
    assert_string_equal(check(state, &der, "rsa2048.pem", keys_content, &found), words);
    buf_free(&der);
}

static void what_is_no_such_signature_is_refused(void **state)
{
    must_refuse(state, "-md sha256 -nodetach",
                "The signature is not detached from what it signs.");
    must_refuse(state, "-md sha256 -signer p256.pem -inkey p256.key",
                "The signature does not have exactly one signer.");
    must_refuse(state, "-md sha256 -nocerts",
                "The signer's certificate is not in the signature.");
    must_refuse(state, "-md sha256 -stream -indef",
                "The signature is damaged: it is not a CMS message in strict DER.");
    must_refuse(state, "-md sha256 -certfile stranger.pem",
                "The signature carries a certificate that is neither the signer's nor of an "
                "authority above it. Let the program that signs leave that certificate out.");
    must_refuse(state, "-md sha1",
                "The signature's digest is sha1, which is not known or no longer safe: such a "
                "signature proves nothing.");
}

static void other_content_and_other_people_are_refused(void **state)
{
    enum sub_filter found;
    struct buf der = sign_by_openssl(state, "rsa2048", "-md sha256");
    assert_string_equal(check(state, &der, "rsa2048.pem", "something else", &found),
                        "The signature is that of another document: its digest differs.");
    const char *words = check(state, &der, "stranger.pem", keys_content, &found);
    assert_non_null(strstr(words, "not made with the certificate of Stranger that was named, "
                                  "but with that of ҮЛГІ Әлия Мұқанқызы (serial number "));
    buf_free(&der);
}

/* No byte of it can be otherwise, and none can be behind it. */
static void every_byte_counts(void **state)
{
    enum sub_filter found;
    struct buf der = sign_by_openssl(state, "rsa2048", "-md sha256 -cades");
    for (size_t i = 0; i < der.size; i += 7) {
        der.data[i] ^= 1;
        assert_string_not_equal(check(state, &der, "rsa2048.pem", keys_content, &found), "");
        der.data[i] ^= 1;
    }
    assert_string_equal(check(state, &der, "rsa2048.pem", keys_content, &found), "");
    buf_putc(&der, '\n');
    assert_string_not_equal(check(state, &der, "rsa2048.pem", keys_content, &found), "");
    der.size = 10;
    assert_string_not_equal(check(state, &der, "rsa2048.pem", keys_content, &found), "");
    buf_clear(&der);
    assert_string_not_equal(check(state, &der, "rsa2048.pem", keys_content, &found), "");
    buf_free(&der);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_form_follows_from_what_it_is),
        cmocka_unit_test(what_is_no_such_signature_is_refused),
        cmocka_unit_test(other_content_and_other_people_are_refused),
        cmocka_unit_test(every_byte_counts),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
