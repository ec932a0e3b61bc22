/* Keys come from tests/pki.sh; OpenSSL's own command judges the signatures. */

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/mem.h"
#include "sign/cms.h"
#include "unit/words.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1507183200 }; /* 5 October 2017 */

static const char content[] = "what is signed";

static char *make_keys(void)
{
    static char folder[256];
    const char *temporary = getenv("TMPDIR");
    char command[600];
    snprintf(folder, sizeof folder, "%s/kualik-cms-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(folder))
        return NULL;
    snprintf(command, sizeof command,
             "sh tests/pki.sh '%s' rsa2048 rsa3072 rsa4096 p256 chain nuc stranger expired "
             "rsa1024 p384 encipher policy future >/dev/null 2>&1",
             folder);
    return system(command) == 0 ? folder : NULL;
}

static int set_up(void **state)
{
    *state = make_keys();
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    return system(command);
}

static struct buf load(void **state, const char *name)
{
    char path[600];
    struct buf bytes = {0};
    snprintf(path, sizeof path, "%s/%s", (char *)*state, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char part[4096];
    for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(&bytes, part, size);
    fclose(file);
    return bytes;
}

static void store(void **state, const char *name, const void *bytes, size_t size)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", (char *)*state, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static struct signer *open_at(void **state, const char *name, const char *password, int64_t now,
                              struct error *err)
{
    struct buf bytes = load(state, name);
    struct signer *signer = cms_signer_new(&bytes, password, name, now, err);
    buf_free(&bytes);
    return signer;
}

static struct signer *open_key(void **state, const char *name)
{
    struct error err = {0};
    struct signer *signer = open_at(state, name, "demo-2017", NOW, &err);
    assert_string_equal(words_of(&err), "");
    assert_non_null(signer);
    return signer;
}

static void refuses(void **state, const char *name, const char *sentence)
{
    struct error err = {0};
    assert_null(open_at(state, name, "demo-2017", NOW, &err));
    assert_string_equal(words_of(&err), sentence);
}

static struct digest content_digest(void)
{
    return hash_of(&(struct span){content, strlen(content)}, 1);
}

static struct buf sign(const struct signer *signer)
{
    struct buf der = {0};
    struct error err = {0};
    struct digest digest = content_digest();
    assert_true(signer->sign(signer, &digest, &der, &err));
    assert_in_range(der.size, 1, signer->room);
    return der;
}

static struct anchors *trust(void **state, const char *name)
{
    struct error err = {0};
    struct buf pem = load(state, name);
    struct anchors *anchors = anchors_new(&pem, name, &err);
    assert_non_null(anchors);
    buf_free(&pem);
    return anchors;
}

static struct cms_report check_with(const struct buf *der, const struct anchors *anchors,
                                    struct cms_memory *memory)
{
    struct cms_report report;
    struct digest digest = content_digest();
    cms_verify(der->data, der->size, &digest, anchors, NOW, memory, &report);
    return report;
}

static struct cms_report check(const struct buf *der, const struct anchors *anchors)
{
    return check_with(der, anchors, NULL);
}

static void openssl_agrees(void **state, const struct buf *der)
{
    char command[2000];
    const char *folder = *state;
    store(state, "s.cms", der->data, der->size);
    store(state, "content", content, strlen(content));
    snprintf(command, sizeof command,
             "openssl cms -verify -inform DER -in '%s/s.cms' -content '%s/content' -binary "
             "-CAfile '%s/ca.pem' -purpose any -cades -out /dev/null 2>/dev/null",
             folder, folder, folder);
    assert_int_equal(system(command), 0);
}

/* Every kind of key that may sign: its signature holds for us and for OpenSSL. */
static void signs_with_every_kind_of_key(void **state)
{
    static const char *const names[] = {"rsa2048.p12", "rsa3072.p12", "rsa4096.p12",
                                        "p256.p12",    "chain.p12",   "nuc.p12"};
    struct anchors *anchors = trust(state, "ca.pem");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct signer *signer = open_key(state, names[i]);
        assert_string_equal(signer->name, "ҮЛГІ Әлия Мұқанқызы");
        struct buf der = sign(signer);
        openssl_agrees(state, &der);
        struct cms_report report = check(&der, anchors);
        assert_string_equal(words_of(&report.why), "");
        assert_int_equal(report.verdict, CMS_VALID);
        assert_string_equal(report.signer, "ҮЛГІ Әлия Мұқанқызы");
        buf_free(&der);
        signer->free(signer);
    }
    anchors_free(anchors);
}

static void attributes_are_those_of_pades(void **state)
{
    char command[1000], out[16] = "";
    struct signer *signer = open_key(state, "rsa2048.p12");
    struct buf der = sign(signer);
    store(state, "s.cms", der.data, der.size);
    snprintf(command, sizeof command,
             "openssl cms -cmsout -print -noout -inform DER -in '%s/s.cms' | "
             "sed -n '/signedAttrs/,/signatureAlgorithm/p' | grep -c 'object:'",
             (char *)*state);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_non_null(fgets(out, sizeof out, pipe));
    pclose(pipe);
    assert_int_equal(atoi(out), 3);
    snprintf(command, sizeof command,
             "openssl cms -cmsout -print -noout -inform DER -in '%s/s.cms' | "
             "grep -q signingTime",
             (char *)*state);
    assert_int_not_equal(system(command), 0);
    buf_free(&der);
    signer->free(signer);
}

static void rsa_signatures_are_always_the_same_bytes(void **state)
{
    struct signer *signer = open_key(state, "rsa2048.p12");
    struct buf first = sign(signer), second = sign(signer);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.data, second.data, first.size);
    buf_free(&first);
    buf_free(&second);
    signer->free(signer);
}

static void ecdsa_signatures_always_fit(void **state)
{
    struct signer *signer = open_key(state, "p256.p12");
    for (int i = 0; i < 100; i++) {
        struct buf der = sign(signer);
        buf_free(&der);
    }
    signer->free(signer);
}

static void *sign_in_a_thread(void *signer)
{
    struct buf *der = mem_new(1, sizeof *der);
    for (int i = 0; i < 20; i++) {
        buf_free(der);
        *der = sign(signer);
    }
    return der;
}

static void threads_sign_together(void **state)
{
    struct signer *signer = open_key(state, "rsa2048.p12");
    struct buf alone = sign(signer);
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, sign_in_a_thread, signer), 0);
    for (size_t i = 0; i < 4; i++) {
        void *made;
        pthread_join(threads[i], &made);
        struct buf *der = made;
        assert_int_equal(der->size, alone.size);
        assert_memory_equal(der->data, alone.data, alone.size);
        buf_free(der);
        free(der);
    }
    buf_free(&alone);
    signer->free(signer);
}

/* The whole of what the parts refuse is in test_cms_pkcs12.c and test_cms_key.c. */
static void refuses_what_must_not_sign_by_its_file(void **state)
{
    refuses(state, "ca.pem", "ca.pem: This is not a PKCS#12 file (.p12).");
    refuses(state, "rsa1024.p12",
            "rsa1024.p12: The RSA key has 1024 bits; at least 2048 are needed.");
    refuses(state, "p384.p12",
            "p384.p12: The key is on the curve secp384r1; of ECDSA only P-256 is supported.");
    refuses(state, "encipher.p12",
            "encipher.p12: The certificate of ҮЛГІ Әлия Мұқанқызы is not for signing: its key "
            "usage has neither digitalSignature nor nonRepudiation.");
    refuses(state, "policy.p12",
            "policy.p12: The certificate of ҮЛГІ Әлия Мұқанқызы is for logging in "
            "(authentication), not for signing. Take the key made for signing: the NUC RK "
            "names its file RSA256_….p12, not AUTH_RSA256_….p12.");
    refuses(state, "future.p12",
            "future.p12: The certificate of ҮЛГІ Әлия Мұқанқызы is not yet valid: it begins on "
            "2045-01-01.");
}

static void refuses_an_expired_certificate_by_date(void **state)
{
    struct error err = {0};
    assert_null(open_at(state, "expired.p12", "demo-2017", 1514764801, &err));
    assert_string_equal(words_of(&err),
                        "expired.p12: The certificate of ҮЛГІ Әлия Мұқанқызы expired "
                        "on 2018-01-01.");
    struct signer *signer = open_key(state, "expired.p12"); /* still good in 2017 */
    signer->free(signer);
}

static void trusts_only_what_it_was_given(void **state)
{
    struct signer *signer = open_key(state, "stranger.p12");
    struct anchors *anchors = trust(state, "ca.pem"), *other = trust(state, "other.pem");
    struct buf der = sign(signer);
    struct cms_report report = check(&der, anchors);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_string_equal(report.signer, "Stranger");
    assert_string_equal(report.issuer, "Another authority");
    assert_int_equal(check(&der, NULL).verdict, CMS_UNTRUSTED);
    assert_int_equal(check(&der, other).verdict, CMS_VALID);
    buf_free(&der);
    signer->free(signer);
    anchors_free(anchors);
    anchors_free(other);
}

static void an_expired_signature_is_not_trusted(void **state)
{
    struct signer *signer = open_key(state, "expired.p12");
    struct anchors *anchors = trust(state, "ca.pem");
    struct buf der = sign(signer);
    struct digest digest = content_digest();
    struct cms_report report;
    cms_verify(der.data, der.size, &digest, anchors, 1609459200, NULL, &report);
    assert_int_equal(report.verdict, CMS_UNTRUSTED);
    assert_string_equal(words_of(&report.why),
                        "The certificate of ҮЛГІ Әлия Мұқанқызы expired on 2018-01-01.");
    buf_free(&der);
    signer->free(signer);
    anchors_free(anchors);
}

static void other_content_is_invalid(void **state)
{
    struct signer *signer = open_key(state, "rsa2048.p12");
    struct anchors *anchors = trust(state, "ca.pem");
    struct buf der = sign(signer);
    struct digest other = hash_of(&(struct span){"what is forged", 14}, 1);
    struct cms_report report;
    cms_verify(der.data, der.size, &other, anchors, NOW, NULL, &report);
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
    struct signer *signer = open_key(state, "chain.p12");
    struct anchors *anchors = trust(state, "ca.pem");
    struct buf der = sign(signer);
    assert_int_equal(check(&der, anchors).verdict, CMS_VALID);
    for (size_t i = 0; i < der.size; i++) {
        der.data[i] = (char)(der.data[i] ^ 1);
        if (check(&der, anchors).verdict == CMS_VALID)
            fail_msg("byte %zu of %zu was changed, and nobody noticed", i, der.size);
        der.data[i] = (char)(der.data[i] ^ 1);
    }
    assert_int_equal(check(&der, anchors).verdict, CMS_VALID);
    buf_putc(&der, '\0');
    assert_int_equal(check(&der, anchors).verdict, CMS_INVALID);
    der.size -= 2;
    assert_int_equal(check(&der, anchors).verdict, CMS_INVALID);
    buf_free(&der);
    signer->free(signer);
    anchors_free(anchors);
}

/* Nor when a whole signature was checked before. */
static void no_byte_can_change_in_the_next_one(void **state)
{
    struct signer *signer = open_key(state, "chain.p12");
    struct anchors *anchors = trust(state, "ca.pem");
    struct cms_memory *memory = cms_memory_new();
    struct buf der = sign(signer);
    assert_int_equal(check_with(&der, anchors, memory).verdict, CMS_VALID);
    for (size_t i = 0; i < der.size; i++) {
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
    struct anchors *anchors = trust(state, "ca.pem");
    struct cms_memory *memory = cms_memory_new();
    for (size_t i = 0; i < 18; i++) {
        struct signer *signer = open_key(state, names[i / 3]);
        struct buf der = sign(signer);
        struct cms_report fresh = check(&der, anchors);
        struct cms_report remembering = check_with(&der, anchors, memory);
        assert_int_equal(remembering.verdict, fresh.verdict);
        assert_string_equal(words_of(&remembering.why), words_of(&fresh.why));
        assert_string_equal(remembering.signer, fresh.signer);
        assert_string_equal(remembering.issuer, fresh.issuer);
        assert_memory_equal(&remembering.certificate, &signer->identity, DIGEST_SIZE);
        buf_free(&der);
        signer->free(signer);
    }
    cms_memory_free(memory);
    anchors_free(anchors);
}

/* The plain signature carries signing-time: good for OpenSSL, not for PAdES. */
static void a_plain_signature_is_not_pades(void **state)
{
    struct error err = {0};
    struct buf der = {0};
    struct signer *signer = open_key(state, "rsa2048.p12");
    assert_true(cms_sign_plain(signer, content, strlen(content), &der, &err));
    struct cms_report report = check(&der, NULL);
    assert_int_equal(report.verdict, CMS_INVALID);
    assert_string_equal(words_of(&report.why),
                        "The signed attribute signingTime does not belong in PAdES B-B.");
    buf_free(&der);
    signer->free(signer);
}

static void anchors_must_be_certificates(void **state)
{
    struct error err = {0};
    struct buf pem = load(state, "rsa2048.p12");
    assert_null(anchors_new(&pem, "trust.pem", &err));
    assert_string_equal(words_of(&err), "trust.pem: The file holds no certificate in PEM form "
                                        "(-----BEGIN CERTIFICATE-----).");
    buf_free(&pem);
    pem = load(state, "ca.pem");
    buf_puts(&pem, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assert_null(anchors_new(&pem, "trust.pem", &err));
    assert_string_equal(words_of(&err), "trust.pem: One of the certificates is damaged.");
    buf_free(&pem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_with_every_kind_of_key),
        cmocka_unit_test(attributes_are_those_of_pades),
        cmocka_unit_test(rsa_signatures_are_always_the_same_bytes),
        cmocka_unit_test(ecdsa_signatures_always_fit),
        cmocka_unit_test(threads_sign_together),
        cmocka_unit_test(refuses_what_must_not_sign_by_its_file),
        cmocka_unit_test(refuses_an_expired_certificate_by_date),
        cmocka_unit_test(trusts_only_what_it_was_given),
        cmocka_unit_test(an_expired_signature_is_not_trusted),
        cmocka_unit_test(other_content_is_invalid),
        cmocka_unit_test(no_byte_can_change),
        cmocka_unit_test(no_byte_can_change_in_the_next_one),
        cmocka_unit_test(remembers_one_signer_after_another),
        cmocka_unit_test(a_plain_signature_is_not_pades),
        cmocka_unit_test(anchors_must_be_certificates),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
