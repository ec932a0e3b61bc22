/* Signatures judged by the time that is proven: with time-stamps true and false, of
 * certificates that ended or were revoked before and after. */
#include "trust/cms_verify.h"

#include "sign/tsp.h"
#include "unit/stamps.h"

enum { MUCH_LATER = 1609459200 }; /* 1 January 2021 */

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 expired tsa untsa");
}

/* A signature with that key, and over it a token by the authority, of that time. */
static struct buf stamped(void **state, const char *key, const char *authority, int64_t time)
{
    struct error err = {0};
    struct digest imprint;
    struct signer *signer = keys_signer(state, key);
    struct buf der = keys_sign(signer);
    assert_true(tsp_imprint(&der, &imprint, &err));
    struct buf token = stamps_token(state, authority, &imprint, time);
    assert_true(tsp_attach(&der, &token, &err));
    buf_free(&token);
    signer->free(signer);
    return der;
}

static struct cms_report check(void **state, const struct buf *der,
                               const struct validation_store *evidence)
{
    struct cms_report report;
    struct digest digest = keys_content_digest();
    struct anchors *anchors = keys_trust(state, "ca.pem");
    cms_verify(&(struct cms_request){.der = der->data,
                                     .size = der->size,
                                     .content = {.digest = &digest},
                                     .pades = true,
                                     .anchors = anchors,
                                     .evidence = evidence,
                                     .now = MUCH_LATER},
               NULL, &report);
    anchors_free(anchors);
    return report;
}

static void judged(void **state, struct buf der, enum cms_verdict verdict, const char *code)
{
    struct cms_report report = check(state, &der, NULL);
    assert_int_equal(report.verdict, verdict);
    assert_string_equal(report.why.what.code ? report.why.what.code : "", code);
    buf_free(&der);
}

/* The certificate ends with the year 2017. */
static void a_stamp_before_the_end_keeps_a_signature_good(void **state)
{
    struct buf der = stamped(state, "expired.p12", "tsa", STAMPS_EARLY);
    struct cms_report report = check(state, &der, NULL);
    assert_int_equal(report.verdict, CMS_VALID);
    assert_int_equal(report.proven, STAMPS_EARLY);
    buf_free(&der);
}

static void a_stamp_after_the_end_does_not(void **state)
{
    judged(state, stamped(state, "expired.p12", "tsa", STAMPS_LATE), CMS_UNTRUSTED,
           "certificate-expired");
}

static void a_stamp_that_is_none_spoils_the_signature(void **state)
{
    judged(state, stamped(state, "rsa2048.p12", "untsa", STAMPS_EARLY), CMS_UNKNOWN,
           "time-stamp-not-by-authority");
}

static void a_stamp_of_another_signature_spoils_it(void **state)
{
    struct error err = {0};
    struct digest imprint = keys_content_digest();
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct buf der = keys_sign(signer),
               token = stamps_token(state, "tsa", &imprint, STAMPS_EARLY);
    assert_true(tsp_attach(&der, &token, &err));
    buf_free(&token);
    signer->free(signer);
    judged(state, der, CMS_INVALID, "time-stamp-of-other");
}

static void revoked_before_it_is_not_trusted(void **state)
{
    struct buf der = stamped(state, "rsa2048.p12", "tsa", STAMPS_EARLY);
    struct validation_store *evidence =
        stamps_revoked(state, "rsa2048.pem", STAMPS_EARLY - 60, STAMPS_LATE);
    struct cms_report report = check(state, &der, evidence);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_string_equal(words_of(&report.why),
                        "The certificate of ҮЛГІ Әлия Мұқанқызы was revoked on 2017-10-05.");
    assert_int_equal(report.revocation, REVOCATION_REVOKED);
    validation_store_free(evidence);
    buf_free(&der);
}

static void revoked_after_the_proven_time_it_stays_good(void **state)
{
    struct buf der = stamped(state, "rsa2048.p12", "tsa", STAMPS_EARLY);
    struct validation_store *evidence =
        stamps_revoked(state, "rsa2048.pem", STAMPS_EARLY + 60, STAMPS_LATE);
    assert_int_equal(check(state, &der, evidence).verdict, CMS_VALID);
    validation_store_free(evidence);
    buf_free(&der);
}

/* Nothing proves that it is older than its revocation. */
static void revoked_without_a_stamp_it_is_not_trusted(void **state)
{
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct buf der = keys_sign(signer);
    struct validation_store *evidence =
        stamps_revoked(state, "rsa2048.pem", STAMPS_LATE, STAMPS_LATE + 60);
    assert_int_equal(check(state, &der, evidence).verdict, CMS_UNTRUSTED);
    validation_store_free(evidence);
    buf_free(&der);
    signer->free(signer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stamp_before_the_end_keeps_a_signature_good),
        cmocka_unit_test(a_stamp_after_the_end_does_not),
        cmocka_unit_test(a_stamp_that_is_none_spoils_the_signature),
        cmocka_unit_test(a_stamp_of_another_signature_spoils_it),
        cmocka_unit_test(revoked_before_it_is_not_trusted),
        cmocka_unit_test(revoked_after_the_proven_time_it_stays_good),
        cmocka_unit_test(revoked_without_a_stamp_it_is_not_trusted),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
