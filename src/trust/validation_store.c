#include "trust/validation_store.h"

#include "base/mem.h"
#include "trust/certificate.h"
#include "trust/cms_strict.h"
#include "trust/revocation_scope.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

enum {
    MESSAGE_LIMIT = 64,         /* lists and answers that are looked at in one message */
    SINGLE_LIMIT = 64,          /* certificates that are looked for in one answer */
    LONGEST_AGE = 24 * 60 * 60, /* seconds, of an answer that names no next one */
    CLOCK_SKEW = 5 * 60,        /* seconds by which the clock of whoever answered may be fast */
};

struct validation_store {
    int64_t now;
    STACK_OF(X509) * certificates;
    STACK_OF(X509_CRL) * lists;
    OCSP_BASICRESP **answers;
    size_t answer_count, answer_room;
};

struct validation_store *validation_store_new(int64_t now)
{
    struct validation_store *evidence = mem_new(1, sizeof *evidence);
    evidence->now = now;
    evidence->certificates = sk_X509_new_null();
    evidence->lists = sk_X509_CRL_new_null();
    return evidence;
}

void validation_store_free(struct validation_store *evidence)
{
    if (!evidence)
        return;
    sk_X509_pop_free(evidence->certificates, X509_free);
    sk_X509_CRL_pop_free(evidence->lists, X509_CRL_free);
    for (size_t i = 0; i < evidence->answer_count; i++)
        OCSP_BASICRESP_free(evidence->answers[i]);
    free(evidence->answers);
    free(evidence);
}

static bool add_certificate(struct validation_store *evidence, const unsigned char *der,
                            long size)
{
    const unsigned char *end = der + size;
    X509 *certificate = d2i_X509(NULL, &der, size);
    if (certificate && der == end && sk_X509_push(evidence->certificates, certificate) > 0)
        return true;
    X509_free(certificate);
    return false;
}

static bool add_list(struct validation_store *evidence, const unsigned char *der, long size)
{
    const unsigned char *end = der + size;
    X509_CRL *list = d2i_X509_CRL(NULL, &der, size);
    if (list && der == end && sk_X509_CRL_push(evidence->lists, list) > 0)
        return true;
    X509_CRL_free(list);
    return false;
}

static bool add_answer(struct validation_store *evidence, const unsigned char *der, long size)
{
    const unsigned char *end = der + size;
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &der, size);
    OCSP_BASICRESP *answer = response && der == end ? OCSP_response_get1_basic(response) : NULL;
    OCSP_RESPONSE_free(response);
    if (!answer)
        return false;
    evidence->answers = mem_grow(evidence->answers, evidence->answer_count,
                                 &evidence->answer_room, sizeof(OCSP_BASICRESP *));
    evidence->answers[evidence->answer_count++] = answer;
    return true;
}

bool validation_store_add(struct validation_store *evidence, enum stored_kind kind,
                          const void *der, size_t size)
{
    bool added = false;
    if (size <= INT_MAX && kind == STORED_CERTIFICATE)
        added = add_certificate(evidence, der, (long)size);
    else if (size <= INT_MAX && kind == STORED_CRL)
        added = add_list(evidence, der, (long)size);
    else if (size <= INT_MAX)
        added = add_answer(evidence, der, (long)size);
    ERR_clear_error();
    return added;
}

/* An OtherRevocationInfoFormat; `other` is its content. */
static void add_other(struct validation_store *evidence, struct der other)
{
    static const unsigned char response[] = {/* id-ri-ocsp-response, 1.3.6.1.5.5.7.16.2 */
                                             0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x10, 0x02};
    struct der type;
    if (der_is(&other, V_ASN1_OBJECT, &type) && der_equals(&type, response, sizeof response))
        validation_store_add(evidence, STORED_OCSP, other.at, der_size(&other));
}

void validation_store_add_message(struct validation_store *evidence, const void *der,
                                  size_t size)
{
    struct der lists, inside;
    if (!cms_strict_lists(der, size, &lists))
        return;
    for (int i = 0; i < MESSAGE_LIMIT && lists.at < lists.end; i++) {
        const unsigned char *at = lists.at;
        if (der_is(&lists, V_ASN1_SEQUENCE, &inside))
            validation_store_add(evidence, STORED_CRL, at, (size_t)(lists.at - at));
        else if (der_enter(&lists, V_ASN1_CONTEXT_SPECIFIC, 1, &inside))
            add_other(evidence, inside);
        else
            return;
    }
}

struct stack_st_X509 *validation_store_certificates(const struct validation_store *evidence)
{
    return evidence ? evidence->certificates : NULL;
}

/* ---- whether it says something of that time --------------------------------------------- */

/* The time that is asked about, and now. */
struct question {
    int64_t time, now;
};

/* An answer is good for a time that it was given after, or that lies before the next one. */
static bool covers(const ASN1_TIME *given, const ASN1_TIME *next, struct question question)
{
    int64_t from, until;
    if (!certificate_seconds(given, &from) || from > question.now + CLOCK_SKEW)
        return false;
    if (!next)
        until = from + LONGEST_AGE;
    else if (!certificate_seconds(next, &until))
        return false;
    return question.time <= from || question.time <= until;
}

static enum revocation revoked_since(const ASN1_TIME *since, int64_t time, int64_t *when)
{
    if (!certificate_seconds(since, when))
        *when = time;
    return *when <= time ? REVOCATION_REVOKED : REVOCATION_NONE;
}

/* ---- OCSP ------------------------------------------------------------------------------- */

static bool may_answer_for(X509 *signer, X509 *issuer, int64_t produced)
{
    int64_t begins, ends;
    if (X509_cmp(signer, issuer) == 0)
        return true;
    uint32_t usage = X509_get_extended_key_usage(signer);
    return usage != UINT32_MAX && (usage & XKU_OCSP_SIGN) &&
           X509_check_issued(issuer, signer) == X509_V_OK &&
           X509_verify(signer, X509_get0_pubkey(issuer)) == 1 &&
           certificate_seconds(X509_get0_notBefore(signer), &begins) &&
           certificate_seconds(X509_get0_notAfter(signer), &ends) && begins <= produced &&
           produced <= ends;
}

/* Says whether the answer is signed by somebody who may speak for the issuer. */
static bool is_authentic(OCSP_BASICRESP *answer, X509 *issuer)
{
    STACK_OF(X509) *known = sk_X509_new_null();
    X509 *signer = NULL;
    int64_t produced;
    bool authentic = known && sk_X509_push(known, issuer) > 0 &&
                     OCSP_basic_verify(answer, known, NULL, OCSP_NOVERIFY) == 1 &&
                     OCSP_resp_get0_signer(answer, &signer, known) == 1 &&
                     certificate_seconds(OCSP_resp_get0_produced_at(answer), &produced) &&
                     may_answer_for(signer, issuer, produced);
    sk_X509_free(known);
    return authentic;
}

static bool is_about(OCSP_SINGLERESP *single, X509 *certificate, X509 *issuer)
{
    ASN1_OBJECT *algorithm = NULL;
    OCSP_CERTID *id = OCSP_CERTID_dup(OCSP_SINGLERESP_get0_id(single)); /* not for const */
    const EVP_MD *digest = NULL;
    if (id && OCSP_id_get0_info(NULL, &algorithm, NULL, NULL, id) == 1)
        digest = EVP_get_digestbyobj(algorithm);
    OCSP_CERTID *wanted = digest ? OCSP_cert_to_id(digest, certificate, issuer) : NULL;
    bool same = wanted && OCSP_id_cmp(id, wanted) == 0;
    OCSP_CERTID_free(wanted);
    OCSP_CERTID_free(id);
    return same;
}

/* What one of the answer's parts, of which one is about the certificate, says. */
static enum revocation ask_single(OCSP_SINGLERESP *single, X509 *certificate,
                                  struct question question, int64_t *when)
{
    ASN1_GENERALIZEDTIME *since = NULL, *given = NULL, *next = NULL;
    int status = OCSP_single_get0_status(single, NULL, &since, &given, &next);
    if (status == V_OCSP_CERTSTATUS_REVOKED)
        return revoked_since(since, question.time, when);
    return status == V_OCSP_CERTSTATUS_GOOD && covers(given, next, question) &&
                   revocation_scope_of_answer(single, certificate)
               ? REVOCATION_NONE
               : REVOCATION_UNKNOWN;
}

/* The first part that tells something counts. Whether the answer is true is found out once. */
static enum revocation ask_answer(OCSP_BASICRESP *answer, X509 *certificate, X509 *issuer,
                                  struct question question, int64_t *when)
{
    enum revocation found = REVOCATION_UNKNOWN;
    for (int i = 0; i < OCSP_resp_count(answer) && i < SINGLE_LIMIT && !found; i++) {
        OCSP_SINGLERESP *single = OCSP_resp_get0(answer, i);
        if (is_about(single, certificate, issuer))
            found = ask_single(single, certificate, question, when);
    }
    return found && is_authentic(answer, issuer) ? found : REVOCATION_UNKNOWN;
}

/* ---- lists ------------------------------------------------------------------------------ */

/* A list with a critical extension may be about some certificates only. */
static bool is_complete(const X509_CRL *list)
{
    return X509_CRL_get_ext_by_critical(list, 1, -1) < 0;
}

static enum revocation ask_list(X509_CRL *list, X509 *certificate, X509 *issuer,
                                struct question question, int64_t *when)
{
    X509_REVOKED *entry = NULL;
    if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer)) != 0 ||
        X509_CRL_verify(list, X509_get0_pubkey(issuer)) != 1)
        return REVOCATION_UNKNOWN;
    if (X509_CRL_get0_by_cert(list, &entry, certificate) == 1)
        return revoked_since(X509_REVOKED_get0_revocationDate(entry), question.time, when);
    return is_complete(list) && revocation_scope_of_list(list, certificate) &&
                   covers(X509_CRL_get0_lastUpdate(list), X509_CRL_get0_nextUpdate(list),
                          question)
               ? REVOCATION_NONE
               : REVOCATION_UNKNOWN;
}

/* Whoever says that it is revoked goes before those that say that it is not. */
enum revocation validation_store_judge(const struct validation_store *evidence,
                                       X509 *certificate, X509 *issuer, int64_t time,
                                       int64_t *when)
{
    enum revocation found = REVOCATION_UNKNOWN;
    if (!evidence || !X509_get0_pubkey(issuer))
        return found;
    const struct question question = {time, evidence->now};
    for (size_t i = 0; i < evidence->answer_count; i++) {
        enum revocation one =
            ask_answer(evidence->answers[i], certificate, issuer, question, when);
        found = one > found ? one : found;
    }
    for (int i = 0; i < sk_X509_CRL_num(evidence->lists); i++) {
        enum revocation one = ask_list(sk_X509_CRL_value(evidence->lists, i), certificate,
                                       issuer, question, when);
        found = one > found ? one : found;
    }
    ERR_clear_error();
    return found;
}
