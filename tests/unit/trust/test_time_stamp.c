/* Time-stamps that are what they say, and those that are of something else, by somebody who is
 * no authority, or of another time. */
#include "trust/time_stamp.h"

#include "unit/sample.h"
#include "unit/stamps.h"

static const struct span content = {keys_content, sizeof keys_content - 1};

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 tsa untsa stranger");
}

static struct stamp_report check(const struct buf *token, const struct anchors *anchors,
                                 const struct validation_store *evidence, int64_t now)
{
    struct stamp_report report;
    time_stamp_check(token->data, token->size, &(struct cms_content){&content, 1, NULL},
                     anchors, evidence, now, &report);
    return report;
}

/* The token of that authority, over the content, is found to be so, for that reason. */
static void judged(void **state, const char *by, enum cms_verdict verdict, const char *code)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    const struct digest imprint = keys_content_digest();
    struct buf token = stamps_token(state, by, &imprint, STAMPS_EARLY);
    struct stamp_report report = check(&token, anchors, NULL, STAMPS_LATE);
    assert_int_equal(report.verdict, verdict);
    assert_string_equal(report.why.what.code ? report.why.what.code : "", code);
    buf_free(&token);
    anchors_free(anchors);
}

static void an_authority_says_when(void **state)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    const struct digest imprint = keys_content_digest();
    struct buf token = stamps_token(state, "tsa", &imprint, STAMPS_EARLY);
    struct stamp_report report = check(&token, anchors, NULL, STAMPS_LATE);
    assert_string_equal(words_of(&report.why), "");
    assert_int_equal(report.verdict, CMS_VALID);
    assert_int_equal(report.time, STAMPS_EARLY);
    assert_string_equal(report.authority.name, "ҮЛГІ Әлия Мұқанқызы");
    assert_int_equal(check(&token, NULL, NULL, STAMPS_LATE).verdict, CMS_UNTRUSTED);
    buf_free(&token);
    anchors_free(anchors);
}

static void the_digest_must_be_of_this(void **state)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    const struct span other = {"what is forged", 14};
    const struct digest imprint = hash_of(&other, 1);
    struct buf token = stamps_token(state, "tsa", &imprint, STAMPS_EARLY);
    struct stamp_report report = check(&token, anchors, NULL, STAMPS_LATE);
    assert_int_equal(report.verdict, CMS_INVALID);
    assert_string_equal(words_of(&report.why),
                        "The time-stamp belongs to something else: its digest differs.");
    buf_free(&token);
    anchors_free(anchors);
}

static void only_authorities_for_time_stamps_alone_count(void **state)
{
    judged(state, "untsa", CMS_UNKNOWN, "time-stamp-not-by-authority");
    judged(state, "rsa2048", CMS_UNKNOWN, "time-stamp-not-by-authority");
    judged(state, "stranger", CMS_UNKNOWN, "time-stamp-not-by-authority");
}

static void the_future_proves_nothing(void **state)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    const struct digest imprint = keys_content_digest();
    struct buf token = stamps_token(state, "tsa", &imprint, STAMPS_LATE);
    struct stamp_report report = check(&token, anchors, NULL, STAMPS_EARLY);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_string_equal(words_of(&report.why), "The time-stamp is of the future.");
    buf_free(&token);
    anchors_free(anchors);
}

/* Its certificate begins with the year 2017; a key that was stolen later can date anything. */
static void an_authority_proves_nothing_of_the_time_before_its_own(void **state)
{
    enum { BEGIN = 1483228800 };
    struct anchors *anchors = keys_trust(state, "ca.pem");
    const struct digest imprint = keys_content_digest();
    struct buf early = stamps_token(state, "tsa", &imprint, BEGIN - 1),
               first = stamps_token(state, "tsa", &imprint, BEGIN);
    struct stamp_report report = check(&early, anchors, NULL, STAMPS_LATE);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_string_equal(words_of(&report.why),
                        "The time-stamp is dated 2016-12-31 23:59:59 UTC, but the certificate "
                        "of ҮЛГІ Әлия Мұқанқызы, who made it, was not valid before 2017-01-01 "
                        "00:00:00 UTC: it proves no time.");
    assert_int_equal(check(&first, anchors, NULL, STAMPS_LATE).verdict, CMS_VALID);
    buf_free(&early);
    buf_free(&first);
    anchors_free(anchors);
}

/* Its certificate ends in 2046. */
static void an_authority_whose_time_is_over_proves_nothing(void **state)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    const struct digest imprint = keys_content_digest();
    struct buf token = stamps_token(state, "tsa", &imprint, STAMPS_EARLY);
    struct stamp_report report = check(&token, anchors, NULL, INT64_C(2493072000));
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_string_equal(report.why.what.code, "certificate-expired");
    buf_free(&token);
    anchors_free(anchors);
}

static void a_revoked_authority_proves_nothing(void **state)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    const struct digest imprint = keys_content_digest();
    struct buf token = stamps_token(state, "tsa", &imprint, STAMPS_EARLY);
    struct validation_store *evidence =
        stamps_revoked(state, "tsa.pem", STAMPS_EARLY + 1, STAMPS_LATE);
    struct stamp_report report = check(&token, anchors, evidence, STAMPS_LATE);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_int_equal(report.revocation, REVOCATION_REVOKED);
    assert_string_equal(report.why.what.code, "certificate-revoked");
    assert_int_equal(check(&token, anchors, evidence, STAMPS_EARLY).verdict, CMS_VALID);
    validation_store_free(evidence);
    buf_free(&token);
    anchors_free(anchors);
}

static void no_byte_can_change(void **state)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    const struct digest imprint = keys_content_digest();
    struct buf token = stamps_token(state, "tsa", &imprint, STAMPS_EARLY);
    for (size_t i = 0; i < token.size; i += SAMPLE) {
        token.data[i] = (char)(token.data[i] ^ (1 << i % 8));
        if (check(&token, anchors, NULL, STAMPS_LATE).verdict == CMS_VALID)
            fail_msg("byte %zu of %zu was changed, and nobody noticed", i, token.size);
        token.data[i] = (char)(token.data[i] ^ (1 << i % 8));
    }
    token.size--;
    assert_int_equal(check(&token, anchors, NULL, STAMPS_LATE).verdict, CMS_UNKNOWN);
    buf_free(&token);
    anchors_free(anchors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_authority_says_when),
        cmocka_unit_test(the_digest_must_be_of_this),
        cmocka_unit_test(only_authorities_for_time_stamps_alone_count),
        cmocka_unit_test(the_future_proves_nothing),
        cmocka_unit_test(an_authority_proves_nothing_of_the_time_before_its_own),
        cmocka_unit_test(an_authority_whose_time_is_over_proves_nothing),
        cmocka_unit_test(a_revoked_authority_proves_nothing),
        cmocka_unit_test(no_byte_can_change),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
