/* What lists and OCSP answers say of a certificate: of which time, and by whom. */
#include "trust/validation_store.h"

#include "unit/stamps.h"

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

enum { DAY = 24 * 60 * 60, THEN = STAMPS_LATE, NOW = THEN + 3 * DAY };

static int set_up(void **state)
{
    return keys_make(state, "rsa2048 tsa ocsp stranger");
}

/* What `evidence` says of NAME.pem, which `ca` issued, at that time. */
static enum revocation judge(void **state, const struct validation_store *evidence,
                             const char *name, int64_t time)
{
    int64_t when = 0;
    X509 *certificate = stamps_certificate(state, name),
         *issuer = stamps_certificate(state, "ca.pem");
    enum revocation found = validation_store_judge(evidence, certificate, issuer, time, &when);
    X509_free(certificate);
    X509_free(issuer);
    return found;
}

/* ---- lists ------------------------------------------------------------------------------ */

static void a_list_names_who_is_revoked_and_when(void **state)
{
    struct validation_store *evidence = stamps_revoked(state, "rsa2048.pem", THEN, THEN + 60);
    assert_int_equal(judge(state, evidence, "rsa2048.pem", THEN + 30), REVOCATION_REVOKED);
    assert_int_equal(judge(state, evidence, "rsa2048.pem", THEN - 30), REVOCATION_NONE);
    assert_int_equal(judge(state, evidence, "tsa.pem", THEN + 30), REVOCATION_NONE);
    validation_store_free(evidence);
}

/* It is good until the next one. */
static void an_old_list_knows_only_of_whom_it_names(void **state)
{
    struct validation_store *evidence = stamps_revoked(state, "rsa2048.pem", THEN, THEN + 60);
    assert_int_equal(judge(state, evidence, "tsa.pem", THEN + 3 * DAY), REVOCATION_UNKNOWN);
    assert_int_equal(judge(state, evidence, "rsa2048.pem", THEN + 3 * DAY), REVOCATION_REVOKED);
    validation_store_free(evidence);
}

static void nobody_else_may_revoke(void **state)
{
    struct validation_store *evidence =
        stamps_list(state, "other", "rsa2048.pem", THEN, THEN + 60);
    assert_int_equal(judge(state, evidence, "rsa2048.pem", THEN + 30), REVOCATION_UNKNOWN);
    validation_store_free(evidence);
}

static void what_cannot_be_read_is_not_taken(void **state)
{
    struct validation_store *evidence = validation_store_new(THEN);
    (void)state;
    assert_false(validation_store_add(evidence, STORED_CRL, "nonsense", 8));
    assert_false(validation_store_add(evidence, STORED_OCSP, "nonsense", 8));
    assert_false(validation_store_add(evidence, STORED_CERTIFICATE, "", 0));
    assert_int_equal(sk_X509_num(validation_store_certificates(evidence)), 0);
    validation_store_free(evidence);
}

/* ---- OCSP ------------------------------------------------------------------------------- */

/* An answer about NAME.pem that BY signs, given at `given` and good until `next` (0: it does
 * not say). */
static struct validation_store *answer(void **state, const char *name, const char *by,
                                       int status, int64_t given, int64_t next)
{
    char pem[64], file[64];
    unsigned char *bytes = NULL;
    snprintf(pem, sizeof pem, "%s.pem", by);
    snprintf(file, sizeof file, "%s.key", by);
    X509 *certificate = stamps_certificate(state, name),
         *signer = stamps_certificate(state, pem),
         *issuer = stamps_certificate(state, "ca.pem");
    EVP_PKEY *key = stamps_key(state, file);
    OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
    OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), certificate, issuer);
    ASN1_TIME *from = ASN1_TIME_set(NULL, (time_t)given),
              *until = next ? ASN1_TIME_set(NULL, (time_t)next) : NULL;
    assert_non_null(OCSP_basic_add1_status(
        basic, id, status, 0, status == V_OCSP_CERTSTATUS_REVOKED ? from : NULL, from, until));
    assert_true(OCSP_basic_sign(basic, signer, key, EVP_sha256(), NULL, 0));
    OCSP_RESPONSE *response = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
    int size = i2d_OCSP_RESPONSE(response, &bytes);
    struct validation_store *evidence = validation_store_new(NOW);
    assert_true(size > 0 && validation_store_add(evidence, STORED_OCSP, bytes, (size_t)size));
    OPENSSL_free(bytes);
    OCSP_RESPONSE_free(response);
    OCSP_BASICRESP_free(basic);
    OCSP_CERTID_free(id);
    ASN1_TIME_free(from);
    ASN1_TIME_free(until);
    EVP_PKEY_free(key);
    X509_free(certificate);
    X509_free(signer);
    X509_free(issuer);
    return evidence;
}

static void said(void **state, struct validation_store *evidence, int64_t time,
                 enum revocation wanted)
{
    assert_int_equal(judge(state, evidence, "rsa2048.pem", time), wanted);
    validation_store_free(evidence);
}

static void the_issuer_and_its_deputy_may_answer(void **state)
{
    said(state, answer(state, "rsa2048.pem", "ca", V_OCSP_CERTSTATUS_GOOD, THEN, THEN + DAY),
         THEN + 60, REVOCATION_NONE);
    said(state, answer(state, "rsa2048.pem", "ocsp", V_OCSP_CERTSTATUS_GOOD, THEN, THEN + DAY),
         THEN + 60, REVOCATION_NONE);
    said(state,
         answer(state, "rsa2048.pem", "ocsp", V_OCSP_CERTSTATUS_REVOKED, THEN, THEN + DAY),
         THEN + 60, REVOCATION_REVOKED);
}

/* `rsa2048` and `tsa` come from the same issuer, but nobody charged them with answering. */
static void others_may_not(void **state)
{
    said(state,
         answer(state, "rsa2048.pem", "rsa2048", V_OCSP_CERTSTATUS_GOOD, THEN, THEN + DAY),
         THEN + 60, REVOCATION_UNKNOWN);
    said(state,
         answer(state, "rsa2048.pem", "tsa", V_OCSP_CERTSTATUS_REVOKED, THEN, THEN + DAY),
         THEN + 60, REVOCATION_UNKNOWN);
    said(state,
         answer(state, "rsa2048.pem", "stranger", V_OCSP_CERTSTATUS_GOOD, THEN, THEN + DAY),
         THEN + 60, REVOCATION_UNKNOWN);
}

static void an_answer_about_somebody_else_says_nothing(void **state)
{
    said(state, answer(state, "tsa.pem", "ocsp", V_OCSP_CERTSTATUS_GOOD, THEN, THEN + DAY),
         THEN + 60, REVOCATION_UNKNOWN);
}

static void an_answer_grows_old(void **state)
{
    said(state, answer(state, "rsa2048.pem", "ca", V_OCSP_CERTSTATUS_GOOD, THEN, THEN + 60),
         THEN + 120, REVOCATION_UNKNOWN);
    said(state, answer(state, "rsa2048.pem", "ca", V_OCSP_CERTSTATUS_GOOD, THEN, 0),
         THEN + 2 * DAY, REVOCATION_UNKNOWN);
    said(state, answer(state, "rsa2048.pem", "ca", V_OCSP_CERTSTATUS_GOOD, THEN, 0), THEN + 60,
         REVOCATION_NONE);
    said(state, answer(state, "rsa2048.pem", "ca", V_OCSP_CERTSTATUS_UNKNOWN, THEN, THEN + DAY),
         THEN + 60, REVOCATION_UNKNOWN);
}

/* Whoever has the key of an authority could say so of any time that is to come. */
static void what_is_of_the_future_proves_nothing(void **state)
{
    enum { MINUTE = 60 };
    said(state,
         answer(state, "rsa2048.pem", "ca", V_OCSP_CERTSTATUS_GOOD, NOW + MINUTE, NOW + DAY),
         THEN, REVOCATION_NONE);
    said(
        state,
        answer(state, "rsa2048.pem", "ca", V_OCSP_CERTSTATUS_GOOD, NOW + 6 * MINUTE, NOW + DAY),
        THEN, REVOCATION_UNKNOWN);
    said(state, answer(state, "rsa2048.pem", "ca", V_OCSP_CERTSTATUS_GOOD, NOW + 30 * DAY, 0),
         THEN, REVOCATION_UNKNOWN);
}

static void nor_does_a_list_of_the_future(void **state)
{
    enum { MADE = THEN + 30 * DAY };
    X509 *certificate = stamps_certificate(state, "tsa.pem"),
         *issuer = stamps_certificate(state, "ca.pem");
    struct validation_store *evidence = validation_store_new(NOW);
    struct buf der = stamps_list_der(state, "ca", "rsa2048.pem", MADE, MADE);
    int64_t when;
    assert_true(validation_store_add(evidence, STORED_CRL, der.data, der.size));
    assert_int_equal(validation_store_judge(evidence, certificate, issuer, THEN, &when),
                     REVOCATION_UNKNOWN);
    buf_free(&der);
    validation_store_free(evidence);
    X509_free(certificate);
    X509_free(issuer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_names_who_is_revoked_and_when),
        cmocka_unit_test(an_old_list_knows_only_of_whom_it_names),
        cmocka_unit_test(nobody_else_may_revoke),
        cmocka_unit_test(what_cannot_be_read_is_not_taken),
        cmocka_unit_test(the_issuer_and_its_deputy_may_answer),
        cmocka_unit_test(others_may_not),
        cmocka_unit_test(an_answer_about_somebody_else_says_nothing),
        cmocka_unit_test(an_answer_grows_old),
        cmocka_unit_test(what_is_of_the_future_proves_nothing),
        cmocka_unit_test(nor_does_a_list_of_the_future),
    };
    return cmocka_run_group_tests(tests, set_up, keys_remove);
}
