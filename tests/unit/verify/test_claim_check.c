/* What signers claim of when they signed, against what is known of it. */
#include "verify/claim_check.h"

#include "sign/tsp.h"
#include "unit/stamps.h"

enum { MINUTE = 60, DAY = 24 * 60 * MINUTE, LATE = STAMPS_LATE };

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 expired tsa");
}

/* A signature with that key that claims to be of that time, with a time-stamp of STAMPS_EARLY
 * over it. */
static struct buf stamped(void **state, const char *name, int64_t claimed)
{
    enum { FLAGS = CMS_BINARY | CMS_PARTIAL | CMS_DETACHED | CMS_NOSMIMECAP };
    char pem[64], file[64];
    struct error err = {0};
    struct digest imprint;
    struct buf der = {0};
    unsigned char *bytes = NULL;
    snprintf(pem, sizeof pem, "%s.pem", name);
    snprintf(file, sizeof file, "%s.key", name);
    X509 *certificate = stamps_certificate(state, pem);
    EVP_PKEY *key = stamps_key(state, file);
    BIO *content = BIO_new_mem_buf(keys_content, (int)strlen(keys_content));
    ASN1_TIME *time = ASN1_TIME_set(NULL, (time_t)claimed);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, NULL, FLAGS);
    CMS_SignerInfo *info = CMS_add1_signer(cms, certificate, key, EVP_sha256(), FLAGS);
    assert_true(CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, time->type, time, -1));
    assert_true(CMS_final(cms, content, NULL, FLAGS));
    int size = i2d_CMS_ContentInfo(cms, &bytes);
    assert_true(size > 0);
    buf_add(&der, bytes, (size_t)size);
    assert_true(tsp_imprint(&der, &imprint, &err));
    struct buf token = stamps_token(state, "tsa", &imprint, STAMPS_EARLY);
    assert_true(tsp_attach(&der, &token, &err));
    buf_free(&token);
    OPENSSL_free(bytes);
    CMS_ContentInfo_free(cms);
    ASN1_TIME_free(time);
    BIO_free(content);
    EVP_PKEY_free(key);
    X509_free(certificate);
    return der;
}

/* The signature with that key that claims that time is found so, for that reason. */
static void judged(void **state, const char *name, int64_t claimed, enum verdict verdict,
                   const char *words)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    struct buf content = {0}, der = stamped(state, name, claimed);
    struct verification found;
    buf_puts(&content, keys_content);
    verify_detached(&der, &content, &(struct verify_request){.anchors = anchors, .now = LATE},
                    NULL, &found);
    assert_string_equal(words_of(&found.why), words);
    assert_int_equal(found.verdict, verdict);
    verification_free(&found);
    buf_free(&content);
    buf_free(&der);
    anchors_free(anchors);
}

/* The signer's clock may be fast by some minutes. */
static void nobody_signs_after_the_signature_was_stamped(void **state)
{
    judged(state, "rsa2048", STAMPS_EARLY - DAY, VERDICT_GOOD, "");
    judged(state, "rsa2048", STAMPS_EARLY + 5 * MINUTE, VERDICT_GOOD, "");
    judged(state, "rsa2048", STAMPS_EARLY + 20 * MINUTE, VERDICT_UNTRUSTED,
           "The signature claims to be of 2017-10-05 06:20:00 UTC, but it existed already on "
           "2017-10-05 06:00:00 UTC, by the clock of ҮЛГІ Әлия Мұқанқызы.");
}

/* That of `expired` is of the year 2017. */
static void nobody_signs_while_their_certificate_is_not_valid(void **state)
{
    judged(state, "expired", STAMPS_EARLY, VERDICT_GOOD, "");
    judged(state, "expired", 1514764800 + 1, VERDICT_UNTRUSTED,
           "The signature claims to be of 2018-01-01 00:00:01 UTC, when its certificate was no "
           "longer valid.");
    judged(
        state, "expired", 1483228800 - 1, VERDICT_UNTRUSTED,
        "The signature claims to be of 2016-12-31 23:59:59 UTC, when its certificate was not "
        "yet valid.");
}

static void nobody_signs_in_the_future(void **state)
{
    judged(state, "rsa2048", LATE + 20 * MINUTE, VERDICT_UNTRUSTED,
           "The signature claims to be of 2020-01-01 00:20:00 UTC, which is in the future.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_signs_after_the_signature_was_stamped),
        cmocka_unit_test(nobody_signs_while_their_certificate_is_not_valid),
        cmocka_unit_test(nobody_signs_in_the_future),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
