/* Signatures that are true, and those that somebody meddled with. */

#include "trust/cms_verify.h"

#include "sign/pkcs12.h"
#include "unit/messages.h"
#include "unit/sample.h"
#include "unit/stamps.h"

#include <openssl/cms.h>

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 rsa3072 rsa4096 p256 p384 p521 chain nuc stranger expired "
                            "encipher login rsa1024");
}

static struct cms_report check_at(const struct buf *der, const struct anchors *anchors,
                                  struct cms_memory *memory, int64_t now)
{
    struct cms_report report;
    struct digest digest = keys_content_digest();
    const struct cms_request request = {.der = der->data,
                                        .size = der->size,
                                        .content = {.digest = &digest},
                                        .pades = true,
                                        .anchors = anchors,
                                        .now = now};
    cms_verify(&request, memory, &report);
    return report;
}

static struct cms_report check_with(const struct buf *der, const struct anchors *anchors,
                                    struct cms_memory *memory)
{
    return check_at(der, anchors, memory, KEYS_NOW);
}

static struct cms_report check(const struct buf *der, const struct anchors *anchors)
{
    return check_with(der, anchors, NULL);
}

static void every_kind_of_key_is_known(void **state)
{
    static const char *const names[] = {"rsa2048.p12", "rsa3072.p12", "rsa4096.p12", "p256.p12",
                                        "p384.p12",    "p521.p12",    "chain.p12",   "nuc.p12"};
    struct anchors *anchors = keys_trust(state, "ca.pem");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct signer *signer = keys_signer(state, names[i]);
        struct buf der = keys_sign(signer);
        struct cms_report report = check(&der, anchors);
        assert_string_equal(words_of(&report.why), "");
        assert_int_equal(report.verdict, CMS_VALID);
        assert_string_equal(report.signer.name, "ҮЛГІ Әлия Мұқанқызы");
        buf_free(&der);
        signer->free(signer);
    }
    anchors_free(anchors);
}

/* Whoever verifies has no key that they could change. */
static void of_keys_that_are_not_fit_those_who_verify_are_told(void **state)
{
#define ASK "Ask whoever signed to sign anew, with a key that is fit for it."
    static const struct {
        const char *key, *words;
    } cases[] = {
        {"encipher", "The certificate of ҮЛГІ Әлия Мұқанқызы is not for signing: its key usage "
                     "has neither digitalSignature nor nonRepudiation. " ASK},
        {"login", "The certificate of ҮЛГІ Әлия Мұқанқызы is for logging in (authentication), "
                  "not for signing. " ASK},
        {"rsa1024", "The RSA key has only 1024 bits, which is no longer safe. " ASK},
    };
    struct anchors *anchors = keys_trust(state, "ca.pem");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct message_parts parts = {cases[i].key, NID_sha256,
                                            NID_sha256WithRSAEncryption, NULL};
        struct buf der = message_make(state, &parts);
        struct cms_report report;
        const struct digest digest = keys_content_digest();
        cms_verify(&(struct cms_request){.der = der.data,
                                         .size = der.size,
                                         .content = {.digest = &digest},
                                         .anchors = anchors,
                                         .now = KEYS_NOW},
                   NULL, &report);
        assert_string_equal(words_of(&report.why), cases[i].words);
        buf_free(&der);
    }
    anchors_free(anchors);
}

static void trusts_only_what_it_was_given(void **state)
{
    struct signer *signer = keys_signer(state, "stranger.p12");
    struct anchors *anchors = keys_trust(state, "ca.pem"),
                   *other = keys_trust(state, "other.pem");
    struct buf der = keys_sign(signer);
    struct cms_report report = check(&der, anchors);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_string_equal(report.signer.name, "Stranger");
    assert_string_equal(report.signer.issuer, "Another authority");
    assert_string_equal(
        words_of(&report.why),
        "The signature is sound, but nobody who is trusted vouches for «Another "
        "authority», which issued its certificate. If you trust it, add its "
        "certificate to the file of --trust.");
    assert_int_equal(check(&der, NULL).verdict, CMS_UNTRUSTED);
    assert_int_equal(check(&der, other).verdict, CMS_VALID);
    buf_free(&der);
    signer->free(signer);
    anchors_free(anchors);
    anchors_free(other);
}

static void an_expired_signature_is_not_trusted(void **state)
{
    struct signer *signer = keys_signer(state, "expired.p12");
    struct anchors *anchors = keys_trust(state, "ca.pem");
    struct buf der = keys_sign(signer);
    struct cms_report report = check_at(&der, anchors, NULL, 1609459200);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_string_equal(words_of(&report.why),
                        "The certificate of ҮЛГІ Әлия Мұқанқызы expired on 2018-01-01, and "
                        "nothing proves that the signature is older.");
    buf_free(&der);
    signer->free(signer);
    anchors_free(anchors);
}

static void other_content_is_invalid(void **state)
{
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct anchors *anchors = keys_trust(state, "ca.pem");
    struct buf der = keys_sign(signer);
    const struct span forged = {"what is forged", 14};
    const struct cms_request request = {.der = der.data,
                                        .size = der.size,
                                        .content = {.parts = &forged, .count = 1},
                                        .anchors = anchors,
                                        .now = KEYS_NOW};
    struct cms_report report;
    cms_verify(&request, NULL, &report);
    assert_int_equal(report.verdict, CMS_INVALID);
    assert_string_equal(words_of(&report.why),
                        "The document was changed after it was signed: its digest differs.");
    buf_free(&der);
    signer->free(signer);
    anchors_free(anchors);
}

/* Not even the frame and the authority's certificate, which the signature does not cover. */
static void no_byte_can_change(void **state)
{
    static const char *const names[] = {"chain.p12", "p256.p12", "p384.p12", "p521.p12"};
    struct anchors *anchors = keys_trust(state, "ca.pem");
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct signer *signer = keys_signer(state, names[n]);
        struct buf der = keys_sign(signer);
        size_t step = n == 0 ? 1 : 5; /* elliptic curves are slow, and the frame is the same */
        for (size_t i = 0; i < 2 * der.size; i += step * SAMPLE) {
            /* One bit that also changes the letters' case, and one that changes with the place.
             */
            char bit = (char)(i % 2 ? 0x20 : 1 << i / 2 % 8), *byte = &der.data[i / 2];
            *byte = (char)(*byte ^ bit);
            if (check(&der, anchors).verdict == CMS_VALID)
                fail_msg("byte %zu of %zu was changed, and nobody noticed", i / 2, der.size);
            *byte = (char)(*byte ^ bit);
        }
        assert_int_equal(check(&der, anchors).verdict, CMS_VALID);
        buf_putc(&der, '\0');
        assert_int_equal(check(&der, anchors).verdict, CMS_UNKNOWN);
        der.size -= 2;
        assert_int_equal(check(&der, anchors).verdict, CMS_UNKNOWN);
        buf_free(&der);
        signer->free(signer);
    }
    anchors_free(anchors);
}

/* Nor when a whole signature was checked before. */
static void no_byte_can_change_in_the_next_one(void **state)
{
    struct signer *signer = keys_signer(state, "chain.p12");
    struct anchors *anchors = keys_trust(state, "ca.pem");
    struct cms_memory *memory = cms_memory_new();
    struct buf der = keys_sign(signer);
    assert_int_equal(check_with(&der, anchors, memory).verdict, CMS_VALID);
    for (size_t i = 0; i < der.size; i += SAMPLE) {
        der.data[i] = (char)(der.data[i] ^ 1);
        struct cms_report fresh = check(&der, anchors);
        struct cms_report remembering = check_with(&der, anchors, memory);
        if (remembering.verdict == CMS_VALID || remembering.verdict != fresh.verdict)
            fail_msg("byte %zu of %zu was changed, and nobody noticed", i, der.size);
        assert_string_equal(words_of(&remembering.why), words_of(&fresh.why));
        der.data[i] = (char)(der.data[i] ^ 1);
    }
    buf_free(&der);
    cms_memory_free(memory);
    signer->free(signer);
    anchors_free(anchors);
}

/* Signatures of several signers in turn, by one memory, are found to be what they are. */
static void remembers_one_signer_after_another(void **state)
{
    static const char *const names[] = {"rsa2048.p12", "stranger.p12", "p256.p12",
                                        "rsa2048.p12", "p256.p12",     "stranger.p12"};
    struct anchors *anchors = keys_trust(state, "ca.pem");
    struct cms_memory *memory = cms_memory_new();
    for (size_t i = 0; i < 18; i++) {
        struct signer *signer = keys_signer(state, names[i / 3]);
        struct buf der = keys_sign(signer);
        struct cms_report fresh = check(&der, anchors);
        struct cms_report remembering = check_with(&der, anchors, memory);
        assert_int_equal(remembering.verdict, fresh.verdict);
        assert_string_equal(words_of(&remembering.why), words_of(&fresh.why));
        assert_string_equal(remembering.signer.name, fresh.signer.name);
        assert_string_equal(remembering.signer.issuer, fresh.signer.issuer);
        assert_memory_equal(&remembering.signer.fingerprint, &signer->identity, DIGEST_SIZE);
        buf_free(&der);
        signer->free(signer);
    }
    cms_memory_free(memory);
    anchors_free(anchors);
}

/* OpenSSL's usual call does not name the certificate: good for OpenSSL, not for PAdES. */
static void a_plain_signature_is_not_pades(void **state)
{
    struct error err = {0};
    struct buf file = keys_load(state, "rsa2048.p12"), der = {0};
    struct identity identity = {0};
    assert_true(pkcs12_open(&file, keys_password, KEYS_NOW, &identity, &err));
    BIO *content = BIO_new_mem_buf(keys_content, (int)strlen(keys_content));
    CMS_ContentInfo *message = CMS_sign(identity.certificate, identity.key, identity.chain,
                                        content, CMS_DETACHED | CMS_BINARY);
    unsigned char *bytes = NULL;
    int size = i2d_CMS_ContentInfo(message, &bytes);
    assert_in_range(size, 1, 1 << 16);
    buf_add(&der, bytes, (size_t)size);
    struct cms_report report = check(&der, NULL);
    assert_int_equal(report.verdict, CMS_UNKNOWN);
    assert_string_equal(words_of(&report.why),
                        "The signature does not name its certificate, as PAdES demands.");
    OPENSSL_free(bytes);
    CMS_ContentInfo_free(message);
    BIO_free(content);
    identity_free(&identity);
    buf_free(&file);
    buf_free(&der);
}

/* Adds the list to what travels with the message. */
static struct buf with_list(const struct buf *der, const struct buf *list)
{
    const unsigned char *at = (const unsigned char *)der->data,
                        *from = (const unsigned char *)list->data;
    CMS_ContentInfo *message = d2i_CMS_ContentInfo(NULL, &at, (long)der->size);
    X509_CRL *read = d2i_X509_CRL(NULL, &from, (long)list->size);
    unsigned char *bytes = NULL;
    struct buf out = {0};
    assert_true(CMS_add1_crl(message, read) == 1);
    int size = i2d_CMS_ContentInfo(message, &bytes);
    assert_true(size > 0);
    buf_add(&out, bytes, (size_t)size);
    OPENSSL_free(bytes);
    X509_CRL_free(read);
    CMS_ContentInfo_free(message);
    return out;
}

static void a_message_may_have_the_list_by_which_it_is_judged(void **state)
{
    struct anchors *anchors = keys_trust(state, "ca.pem");
    struct signer *signer = keys_signer(state, "rsa2048.p12");
    struct buf der = keys_sign(signer);
    static const struct {
        const char *by, *revoked;
        enum cms_verdict verdict;
        enum revocation revocation;
    } cases[] = {
        {"ca", "rsa2048.pem", CMS_UNTRUSTED, REVOCATION_REVOKED},
        {"ca", "p256.pem", CMS_VALID, REVOCATION_NONE},
        {"other", "rsa2048.pem", CMS_VALID, REVOCATION_UNKNOWN},
    };
    assert_int_equal(check(&der, anchors).revocation, REVOCATION_UNKNOWN);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf list =
            stamps_list_der(state, cases[i].by, cases[i].revoked, KEYS_NOW - 60, KEYS_NOW - 30);
        struct buf carrying = with_list(&der, &list);
        struct cms_report report = check(&carrying, anchors);
        assert_int_equal(report.verdict, cases[i].verdict);
        assert_int_equal(report.revocation, cases[i].revocation);
        buf_free(&carrying);
        buf_free(&list);
    }
    buf_free(&der);
    signer->free(signer);
    anchors_free(anchors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_key_is_known),
        cmocka_unit_test(of_keys_that_are_not_fit_those_who_verify_are_told),
        cmocka_unit_test(trusts_only_what_it_was_given),
        cmocka_unit_test(an_expired_signature_is_not_trusted),
        cmocka_unit_test(other_content_is_invalid),
        cmocka_unit_test(no_byte_can_change),
        cmocka_unit_test(no_byte_can_change_in_the_next_one),
        cmocka_unit_test(remembers_one_signer_after_another),
        cmocka_unit_test(a_plain_signature_is_not_pades),
        cmocka_unit_test(a_message_may_have_the_list_by_which_it_is_judged),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
