#include "augment/revocation.h"

#include "base/hash.h"
#include "net/http.h"
#include "sign/key_policy.h"
#include "trust/certificate.h"
#include "trust/revocation_scope.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

enum {
    ANSWER_LIMIT = 100 << 10,
    LIST_LIMIT = 32 << 20,
    CLOCK_SKEW = 300, /* seconds that clocks may differ */
};

enum reply { REPLY_NONE, REPLY_GOOD, REPLY_REVOKED, REPLY_FALSE };

/* ---- lists ------------------------------------------------------------------------------ */

bool revocation_read_lists(struct revocation_source *source, const struct buf *bytes,
                           struct error *err)
{
    const unsigned char *at = bytes ? (const unsigned char *)buf_text(bytes) : NULL;
    X509_CRL *one = NULL;
    source->lists = bytes ? sk_X509_CRL_new_null() : NULL;
    if (!bytes)
        return true;
    BIO *bio =
        bytes->size <= INT_MAX ? BIO_new_mem_buf(buf_text(bytes), (int)bytes->size) : NULL;
    bool added = bio && source->lists;
    while (added && (one = PEM_read_bio_X509_CRL(bio, NULL, NULL, NULL)))
        added = sk_X509_CRL_push(source->lists, one) > 0;
    unsigned long reason = ERR_peek_last_error();
    bool at_end =
        ERR_GET_LIB(reason) == ERR_LIB_PEM && ERR_GET_REASON(reason) == PEM_R_NO_START_LINE;
    if (added && sk_X509_CRL_num(source->lists) == 0 &&
        (one = d2i_X509_CRL(NULL, &at, (long)bytes->size)))
        added = sk_X509_CRL_push(source->lists, one) > 0;
    BIO_free(bio);
    ERR_clear_error();
    if (!at_end)
        return error_set(err, "crl-damaged",
                         "A revocation list in the file of --crl is damaged.");
    return (added && sk_X509_CRL_num(source->lists) > 0) ||
           error_set(err, "crl-unusable", "The file of --crl holds no revocation list.");
}

void revocation_free_lists(struct revocation_source *source)
{
    sk_X509_CRL_pop_free(source->lists, X509_CRL_free);
    source->lists = NULL;
}

/* Says whether the list was in force at that time. */
static bool is_in_force(const X509_CRL *list, int64_t time)
{
    time_t then = (time_t)time;
    const ASN1_TIME *next = X509_CRL_get0_nextUpdate(list);
    return X509_cmp_time(X509_CRL_get0_lastUpdate(list), &then) <= 0 &&
           (!next || X509_cmp_time(next, &then) > 0);
}

/* Says whether the list tells of the certificate what there is to tell: the one of today, or
 * the last one before the certificate's end. */
static bool is_current(const X509_CRL *list, X509 *certificate, int64_t now)
{
    int64_t end;
    return revocation_scope_of_list(list, certificate) &&
           (is_in_force(list, now) ||
            (certificate_seconds(X509_get0_notAfter(certificate), &end) && end < now &&
             is_in_force(list, end)));
}

/* A list with a critical extension may be about some certificates only. */
static bool is_complete(const X509_CRL *list)
{
    return X509_CRL_get_ext_by_critical(list, 1, -1) < 0;
}

/* Says whether the list says itself that it was signed with another key, such as the one that
 * an authority of the same name had before (RFC 5280, 5.2.1). */
static bool is_of_another_key(const X509_CRL *list, const X509 *issuer)
{
    AUTHORITY_KEYID *named =
        X509_CRL_get_ext_d2i(list, NID_authority_key_identifier, NULL, NULL);
    bool other = named && X509_check_akid(issuer, named) != X509_V_OK;
    AUTHORITY_KEYID_free(named);
    return other;
}

/* What the list says, if it is one of the issuer, in force and rightly signed; that is left to
 * whoever gave it where the issuer (NULL) is not at hand. */
static enum reply look_up(X509_CRL *list, X509 *certificate, X509 *issuer, int64_t now)
{
    X509_REVOKED *entry = NULL;
    if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_issuer_name(certificate)) != 0 ||
        (issuer && is_of_another_key(list, issuer)))
        return REPLY_NONE;
    if (issuer && X509_CRL_verify(list, X509_get0_pubkey(issuer)) != 1)
        return REPLY_FALSE;
    if (X509_CRL_get0_by_cert(list, &entry, certificate) == 1)
        return REPLY_REVOKED;
    if (!is_current(list, certificate, now))
        return REPLY_NONE;
    return is_complete(list) ? REPLY_GOOD : REPLY_NONE;
}

static void keep_list(const X509_CRL *list, struct buf *der)
{
    unsigned char *bytes = NULL;
    int size = i2d_X509_CRL(list, &bytes);
    if (size > 0)
        buf_add(der, bytes, (size_t)size);
    OPENSSL_free(bytes);
}

/* About one certificate. */
struct inquiry {
    const struct revocation_source *source;
    X509 *certificate, *issuer; /* the latter NULL: not at hand */
    struct buf *der;            /* the proof is appended here */
    struct buf failed;          /* the last address that was asked in vain … */
    bool unreached;             /* … because nobody was there */
};

static void note_failure(struct inquiry *inquiry, const char *url, const struct error *err)
{
    buf_clear(&inquiry->failed);
    buf_puts(&inquiry->failed, url);
    inquiry->unreached = http_is_out_of_reach(err);
}

static enum reply look_up_and_keep(struct inquiry *inquiry, X509_CRL *list)
{
    enum reply reply =
        look_up(list, inquiry->certificate, inquiry->issuer, inquiry->source->now);
    if (reply == REPLY_GOOD)
        keep_list(list, inquiry->der);
    return reply;
}

static enum reply look_in_given(struct inquiry *inquiry)
{
    STACK_OF(X509_CRL) *lists = inquiry->source->lists;
    enum reply reply = REPLY_NONE;
    for (int i = 0; reply == REPLY_NONE && lists && i < sk_X509_CRL_num(lists); i++)
        reply = look_up_and_keep(inquiry, sk_X509_CRL_value(lists, i));
    return reply;
}

static enum reply fetch_list(struct inquiry *inquiry, const char *url)
{
    struct buf bytes = {0};
    struct error err;
    enum reply reply = REPLY_NONE;
    struct http *http = http_new(url, inquiry->source->timeout, &err);
    if (http && http_get(http, LIST_LIMIT, &bytes, &err)) {
        const unsigned char *at = (const unsigned char *)bytes.data;
        X509_CRL *list = d2i_X509_CRL(NULL, &at, (long)bytes.size);
        reply = list ? look_up_and_keep(inquiry, list) : REPLY_NONE;
        if (reply == REPLY_FALSE) /* there may be another address */
            reply = REPLY_NONE;
        X509_CRL_free(list);
    } else if (http)
        note_failure(inquiry, url, &err);
    http_free(http);
    buf_free(&bytes);
    return reply;
}

static enum reply fetch_lists(struct inquiry *inquiry)
{
    CRL_DIST_POINTS *points =
        X509_get_ext_d2i(inquiry->certificate, NID_crl_distribution_points, NULL, NULL);
    enum reply reply = REPLY_NONE;
    for (int i = 0; reply == REPLY_NONE && i < sk_DIST_POINT_num(points); i++) {
        const DIST_POINT *point = sk_DIST_POINT_value(points, i);
        GENERAL_NAMES *names = point->distpoint && point->distpoint->type == 0
                                   ? point->distpoint->name.fullname
                                   : NULL;
        for (int j = 0; reply == REPLY_NONE && j < sk_GENERAL_NAME_num(names); j++) {
            const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, j);
            struct buf url = {0};
            if (name->type != GEN_URI)
                continue;
            const ASN1_STRING *text = name->d.uniformResourceIdentifier;
            buf_add(&url, ASN1_STRING_get0_data(text), (size_t)ASN1_STRING_length(text));
            reply = fetch_list(inquiry, buf_text(&url));
            buf_free(&url);
        }
    }
    CRL_DIST_POINTS_free(points);
    return reply;
}

/* ---- OCSP ------------------------------------------------------------------------------- */

bool revocation_is_exempt(const struct x509_st *certificate)
{
    return X509_get_ext_by_NID(certificate, NID_id_pkix_OCSP_noCheck, -1) >= 0;
}

/* Answers are signed by the issuer, or by somebody whom it has made its deputy. */
static bool is_signed(OCSP_BASICRESP *basic, X509 *issuer)
{
    X509_STORE *store = X509_STORE_new();
    STACK_OF(X509) *others = sk_X509_new_null();
    bool sound = store && others && X509_STORE_add_cert(store, issuer) == 1 &&
                 X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN) == 1 &&
                 sk_X509_push(others, issuer) > 0 &&
                 OCSP_basic_verify(basic, others, store, 0) == 1;
    sk_X509_free(others);
    X509_STORE_free(store);
    return sound;
}

static enum reply read_answer(OCSP_BASICRESP *basic, OCSP_CERTID *id,
                              const struct inquiry *inquiry)
{
    ASN1_GENERALIZEDTIME *from = NULL, *next = NULL;
    int at = OCSP_resp_find(basic, id, -1);
    OCSP_SINGLERESP *single = at < 0 ? NULL : OCSP_resp_get0(basic, at);
    int status = single ? OCSP_single_get0_status(single, NULL, NULL, &from, &next) : -1;
    if (!single || !is_signed(basic, inquiry->issuer) ||
        OCSP_check_validity(from, next, CLOCK_SKEW, -1) != 1)
        return REPLY_NONE;
    if (status == V_OCSP_CERTSTATUS_REVOKED)
        return REPLY_REVOKED;
    return status == V_OCSP_CERTSTATUS_GOOD &&
                   revocation_scope_of_answer(single, inquiry->certificate)
               ? REPLY_GOOD
               : REPLY_NONE;
}

static enum reply judge_answer(const struct buf *bytes, OCSP_CERTID *id,
                               struct inquiry *inquiry)
{
    const unsigned char *at = (const unsigned char *)buf_text(bytes);
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &at, (long)bytes->size);
    OCSP_BASICRESP *basic =
        response && OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL
            ? OCSP_response_get1_basic(response)
            : NULL;
    enum reply reply = basic ? read_answer(basic, id, inquiry) : REPLY_NONE;
    if (reply == REPLY_GOOD)
        buf_add(inquiry->der, bytes->data, bytes->size);
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(response);
    return reply;
}

/* Asks without a nonce: many responders have their answers ready, and give no other. */
static enum reply ask(struct inquiry *inquiry, const char *url, OCSP_CERTID *id)
{
    struct buf answer = {0};
    struct error err;
    unsigned char *bytes = NULL;
    enum reply reply = REPLY_NONE;
    struct http *http = http_new(url, inquiry->source->timeout, &err);
    OCSP_REQUEST *request = OCSP_REQUEST_new();
    OCSP_CERTID *own = OCSP_CERTID_dup(id);
    bool made = request && own && OCSP_request_add0_id(request, own);
    if (!made)
        OCSP_CERTID_free(own);
    int size = made ? i2d_OCSP_REQUEST(request, &bytes) : 0;
    const struct span body = {bytes, size > 0 ? (size_t)size : 0};
    if (http && size > 0) {
        if (http_post(http, "application/ocsp-request", &body, "application/ocsp-response",
                      ANSWER_LIMIT, &answer, &err))
            reply = judge_answer(&answer, id, inquiry);
        else
            note_failure(inquiry, url, &err);
    }
    OPENSSL_free(bytes);
    OCSP_REQUEST_free(request);
    http_free(http);
    buf_free(&answer);
    return reply;
}

static enum reply ask_all(struct inquiry *inquiry)
{
    STACK_OF(OPENSSL_STRING) *urls = X509_get1_ocsp(inquiry->certificate);
    OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), inquiry->certificate, inquiry->issuer);
    enum reply reply = REPLY_NONE;
    for (int i = 0; id && reply == REPLY_NONE && i < sk_OPENSSL_STRING_num(urls); i++)
        reply = ask(inquiry, sk_OPENSSL_STRING_value(urls, i), id);
    OCSP_CERTID_free(id);
    X509_email_free(urls);
    return reply;
}

/* ---- both ------------------------------------------------------------------------------- */

static bool fail_of_revoked(const char *name, enum validation_subject subject,
                            struct error *err)
{
    error_set(err, "certificate-revoked", "The certificate of «%s» is revoked.", name);
    switch (subject) {
    case VALIDATION_SIGNER:
        return error_advise(err, "Sign with another key.");
    case VALIDATION_SIGNED:
        return error_advise(err,
                            "The file stays as it is; if it is still needed, issue it anew "
                            "with another key.");
    case VALIDATION_STAMPS:
        break;
    }
    return error_advise(err, "Take another time-stamp authority with --tsa URL.");
}

static bool fail_of_false_list(const char *name, struct error *err)
{
    error_set(err, "crl-false",
              "The revocation list of «%s» in the file of --crl is false: its signature does "
              "not hold.",
              name);
    return error_advise(err, "Get it once more from the authority, or leave it out.");
}

static bool has_ended(const struct inquiry *inquiry)
{
    int64_t end;
    return certificate_seconds(X509_get0_notAfter(inquiry->certificate), &end) &&
           end < inquiry->source->now;
}

static bool fail_of_ended(const char *name, struct error *err)
{
    error_set(
        err, "revocation-too-late",
        "The certificate of «%s» has ended, and what its authority says now need not tell "
        "any more whether it was revoked before.",
        name);
    return error_advise(err, "Give with --crl FILE a revocation list of that authority that "
                             "was in force at the certificate's end.");
}

static bool fail_of_unknown(const struct inquiry *inquiry, const char *name,
                            enum validation_subject subject, struct error *err)
{
    const char *failed = buf_text(&inquiry->failed);
    if (has_ended(inquiry))
        return fail_of_ended(name, err);
    if (!*failed)
        error_set(
            err, "revocation-unknown",
            "Nothing tells whether the certificate of «%s» is revoked: neither a list that was "
            "given nor the addresses in the certificate.",
            name);
    else if (inquiry->unreached)
        error_set(err, "revocation-unknown",
                  "Nothing tells whether the certificate of «%s» is revoked: %s, which it "
                  "names for that, cannot be reached.",
                  name, failed);
    else
        error_set(err, "revocation-unknown",
                  "Nothing tells whether the certificate of «%s» is revoked: %s, which it "
                  "names for that, gives no answer.",
                  name, failed);
    if (subject == VALIDATION_SIGNER)
        return error_advise(err,
                            "Give its authority's revocation list with --crl FILE, or sign "
                            "at the level B-T.");
    return error_advise(err, "Give its authority's revocation list with --crl FILE.");
}

/* Looks everywhere; `*list` says whether a list told. */
static enum reply look_for(struct inquiry *inquiry, bool *list)
{
    enum reply reply = look_in_given(inquiry);
    *list = true;
    if (reply != REPLY_NONE || inquiry->source->lists_only)
        return reply;
    *list = false;
    reply = ask_all(inquiry);
    if (reply != REPLY_NONE)
        return reply;
    *list = true;
    return fetch_lists(inquiry);
}

bool revocation_check(const struct revocation_source *source, struct x509_st *certificate,
                      struct x509_st *issuer, enum validation_subject subject, bool *list,
                      struct buf *der, struct error *err)
{
    char name[KEY_POLICY_NAME_SIZE];
    struct inquiry inquiry = {
        .source = source, .certificate = certificate, .issuer = issuer, .der = der};
    enum reply reply = look_for(&inquiry, list);
    ERR_clear_error();
    key_policy_subject_name(reply == REPLY_FALSE ? X509_get_issuer_name(certificate)
                                                 : X509_get_subject_name(certificate),
                            name);
    bool proven = reply == REPLY_GOOD || (reply == REPLY_NONE && source->lists_only);
    if (reply == REPLY_REVOKED)
        fail_of_revoked(name, subject, err);
    else if (reply == REPLY_FALSE)
        fail_of_false_list(name, err);
    else if (!proven)
        fail_of_unknown(&inquiry, name, subject, err);
    buf_free(&inquiry.failed);
    return proven;
}
