#include "sign/tsp.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <string.h>
#include <time.h>

enum { NONCE_SIZE = 8, AUTH_LEVEL = 2, CHAIN_LIMIT = 10, TIME_ROOM = 32 };

/* Codes never change once they are told: here they are spelt `timestamp-`, and in trust
 * `time-stamp-`. */

static const char time_format[] = "%Y-%m-%d %H:%M";

/* ---- the request ------------------------------------------------------------------------ */

static bool set_imprint(TS_REQ *request, const struct digest *imprint)
{
    uint8_t bytes[DIGEST_SIZE];
    TS_MSG_IMPRINT *value = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    memcpy(bytes, imprint->bytes, sizeof bytes);
    bool set = value && algorithm &&
               X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
               TS_MSG_IMPRINT_set_algo(value, algorithm) == 1 &&
               TS_MSG_IMPRINT_set_msg(value, bytes, sizeof bytes) == 1 &&
               TS_REQ_set_msg_imprint(request, value) == 1;
    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(value);
    return set;
}

static bool set_nonce(TS_REQ *request)
{
    uint8_t bytes[NONCE_SIZE];
    BIGNUM *number = NULL;
    ASN1_INTEGER *nonce = NULL;
    bool set = RAND_bytes(bytes, sizeof bytes) == 1 &&
               (number = BN_bin2bn(bytes, sizeof bytes, NULL)) &&
               (nonce = BN_to_ASN1_INTEGER(number, NULL)) &&
               TS_REQ_set_nonce(request, nonce) == 1;
    BN_free(number);
    ASN1_INTEGER_free(nonce);
    return set;
}

static bool set_policy(TS_REQ *request, const char *policy, struct error *err)
{
    ASN1_OBJECT *object = OBJ_txt2obj(policy, 1);
    bool set = object && TS_REQ_set_policy_id(request, object) == 1;
    ASN1_OBJECT_free(object);
    if (set)
        return true;
    error_set(err, "tsa-policy-invalid", "«%s» is not the number of a time-stamp policy.",
              policy);
    return error_advise(err, "Write it with points, such as 1.2.398.3.3.2.6.4.");
}

struct TS_req_st *tsp_request(const struct digest *imprint, const char *policy,
                              struct error *err)
{
    TS_REQ *request = TS_REQ_new();
    bool made = request && TS_REQ_set_version(request, 1) == 1 &&
                TS_REQ_set_cert_req(request, 1) == 1 && set_imprint(request, imprint) &&
                set_nonce(request);
    if (!made)
        error_set(err, "timestamp-not-made", "OpenSSL could not make a time-stamp request.");
    if (made && (!policy || set_policy(request, policy, err)))
        return request;
    TS_REQ_free(request);
    ERR_clear_error();
    return NULL;
}

void tsp_request_free(struct TS_req_st *request)
{
    TS_REQ_free(request);
}

bool tsp_encode(const struct TS_req_st *request, struct buf *der, struct error *err)
{
    unsigned char *bytes = NULL;
    int size = i2d_TS_REQ(request, &bytes);
    if (size > 0)
        buf_add(der, bytes, (size_t)size);
    OPENSSL_free(bytes);
    return size > 0 ||
           error_set(err, "timestamp-not-made", "OpenSSL could not make a time-stamp request.");
}

/* ---- the answer ------------------------------------------------------------------------- */

static TS_RESP *decode(const struct buf *der)
{
    const unsigned char *at = (const unsigned char *)buf_text(der), *end = at + der->size;
    TS_RESP *answer = der->size <= LONG_MAX ? d2i_TS_RESP(NULL, &at, (long)der->size) : NULL;
    if (at == end)
        return answer;
    TS_RESP_free(answer);
    return NULL;
}

static bool check_status(TS_RESP *answer, struct error *err)
{
    TS_STATUS_INFO *info = TS_RESP_get_status_info(answer);
    const ASN1_INTEGER *status = info ? TS_STATUS_INFO_get0_status(info) : NULL;
    int number = status ? (int)ASN1_INTEGER_get(status) : -1;
    if (number != 0 && number != 1)
        return error_set(err, "timestamp-refused",
                         "The time-stamp authority refuses a time-stamp (status %d).", number);
    return TS_RESP_get_token(answer) ||
           error_set(err, "timestamp-damaged",
                     "The time-stamp authority's answer holds no time-stamp.");
}

static bool fail_damaged(struct error *err)
{
    return error_set(err, "timestamp-damaged", "The time-stamp authority's answer is damaged.");
}

/* Checks that it is an answer to this request. */
static bool check_match(const struct TS_req_st *asked, TS_RESP *answer, struct error *err)
{
    TS_REQ *request = TS_REQ_dup(asked);
    TS_VERIFY_CTX *context = request ? TS_REQ_to_TS_VERIFY_CTX(request, NULL) : NULL;
    bool match = context != NULL;
    unsigned long reason = 0;
    if (match) { /* the signature is checked later, by the time that the token tells */
        TS_VERIFY_CTX_set_flags(context,
                                TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_NONCE |
                                    (TS_REQ_get_policy_id(request) ? TS_VFY_POLICY : 0));
        match = TS_RESP_verify_response(context, answer) == 1;
        reason = ERR_peek_error();
    }
    TS_VERIFY_CTX_free(context);
    TS_REQ_free(request);
    if (match)
        return true;
    switch (ERR_GET_REASON(reason)) {
    case TS_R_NONCE_MISMATCH:
    case TS_R_NONCE_NOT_RETURNED:
        return error_set(err, "timestamp-nonce",
                         "The time-stamp answers another request: its nonce differs.");
    case TS_R_MESSAGE_IMPRINT_MISMATCH:
        return error_set(err, "timestamp-imprint",
                         "The time-stamp is about something else: its digest differs.");
    case TS_R_POLICY_MISMATCH:
        return error_set(err, "timestamp-policy",
                         "The time-stamp is of another policy than the one asked for.");
    default:
        return fail_damaged(err);
    }
}

static bool has_strong_digest(PKCS7 *token)
{
    STACK_OF(PKCS7_SIGNER_INFO) *infos = PKCS7_get_signer_info(token);
    if (sk_PKCS7_SIGNER_INFO_num(infos) != 1)
        return false;
    X509_ALGOR *digest = NULL;
    PKCS7_SIGNER_INFO_get0_algs(sk_PKCS7_SIGNER_INFO_value(infos, 0), NULL, &digest, NULL);
    const ASN1_OBJECT *type = NULL;
    X509_ALGOR_get0(&type, NULL, NULL, digest);
    int kind = OBJ_obj2nid(type);
    return kind == NID_sha256 || kind == NID_sha384 || kind == NID_sha512;
}

/* The authorities, as they were at the time that the token tells. */
static X509_STORE *store_at(const X509_STORE *anchors, const ASN1_GENERALIZEDTIME *time)
{
    struct tm parts;
    X509_STORE *store = X509_STORE_new();
    X509_VERIFY_PARAM *parameters = X509_VERIFY_PARAM_new();
    STACK_OF(X509_OBJECT) *objects = X509_STORE_get0_objects(anchors);
    bool made = store && parameters && time && ASN1_TIME_to_tm(time, &parts) == 1;
    for (int i = 0; made && i < sk_X509_OBJECT_num(objects); i++) {
        X509 *authority = X509_OBJECT_get0_X509(sk_X509_OBJECT_value(objects, i));
        made = !authority || X509_STORE_add_cert(store, authority) == 1;
    }
    if (made) {
        X509_VERIFY_PARAM_set_time(parameters, timegm(&parts));
        X509_VERIFY_PARAM_set_depth(parameters, CHAIN_LIMIT);
        X509_VERIFY_PARAM_set_auth_level(parameters, AUTH_LEVEL); /* no SHA-1, no short key */
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
        made = X509_STORE_set1_param(store, parameters) == 1;
    }
    X509_VERIFY_PARAM_free(parameters);
    if (made)
        return store;
    X509_STORE_free(store);
    return NULL;
}

/* The certificates that travel with the token are found by OpenSSL itself. */
static bool check_signature(TS_RESP *answer, const X509_STORE *anchors, struct error *err)
{
    PKCS7 *token = TS_RESP_get_token(answer);
    if (!has_strong_digest(token))
        return error_set(err, "timestamp-weak",
                         "The time-stamp is signed with a digest that is no longer safe.");
    X509_STORE *store = store_at(anchors, TS_TST_INFO_get_time(TS_RESP_get_tst_info(answer)));
    bool sound = store && TS_RESP_verify_signature(token, NULL, store, NULL) == 1;
    unsigned long reason = ERR_peek_last_error();
    X509_STORE_free(store);
    if (sound)
        return true;
    if (ERR_GET_LIB(reason) == ERR_LIB_TS &&
        ERR_GET_REASON(reason) == TS_R_CERTIFICATE_VERIFY_ERROR) {
        error_set(err, "timestamp-not-trusted",
                  "The time-stamp authority's certificate is not meant for time-stamps, has "
                  "expired, or leads to none of the authorities that are trusted.");
        return error_advise(err, "If you trust it, give its authority with --tsa-trust.");
    }
    return error_set(err, "timestamp-false",
                     "The time-stamp is false: its signature does not hold.");
}

/* A stamp that is far from our own clock would prove a wrong time, or none at all. */
static bool check_clock(TS_RESP *answer, int64_t now, struct error *err)
{
    enum { TOLERANCE = 600 }; /* seconds */
    struct tm parts;
    char told[TIME_ROOM] = "", ours[TIME_ROOM] = "";
    const ASN1_GENERALIZEDTIME *time = TS_TST_INFO_get_time(TS_RESP_get_tst_info(answer));
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return fail_damaged(err);
    int64_t away = (int64_t)timegm(&parts) - now;
    if (away > -TOLERANCE && away < TOLERANCE)
        return true;
    strftime(told, sizeof told, time_format, &parts);
    time_t own = (time_t)now;
    if (gmtime_r(&own, &parts))
        strftime(ours, sizeof ours, time_format, &parts);
    error_set(err, "timestamp-clock",
              "The time-stamp authority's clock says %s, and that of this computer %s (UTC).",
              told, ours);
    return error_advise(err, "Set the clock of this computer right, or take another time-stamp "
                             "authority.");
}

static bool add_token(TS_RESP *answer, struct buf *token)
{
    unsigned char *bytes = NULL;
    int size = i2d_PKCS7(TS_RESP_get_token(answer), &bytes);
    if (size > 0)
        buf_add(token, bytes, (size_t)size);
    OPENSSL_free(bytes);
    return size > 0;
}

bool tsp_accept(const struct TS_req_st *request, const struct buf *der,
                const struct x509_store_st *anchors, const int64_t *now, struct buf *token,
                struct error *err)
{
    ERR_clear_error();
    TS_RESP *answer = decode(der);
    bool accepted = answer ? check_status(answer, err) && check_match(request, answer, err) &&
                                 (!now || check_clock(answer, *now, err)) &&
                                 check_signature(answer, anchors, err)
                           : fail_damaged(err);
    accepted = accepted && add_token(answer, token);
    TS_RESP_free(answer);
    ERR_clear_error();
    return accepted;
}

/* ---- in a signature --------------------------------------------------------------------- */

static CMS_SignerInfo *only_signer(CMS_ContentInfo *message)
{
    STACK_OF(CMS_SignerInfo) *infos = message ? CMS_get0_SignerInfos(message) : NULL;
    return infos && sk_CMS_SignerInfo_num(infos) == 1 ? sk_CMS_SignerInfo_value(infos, 0)
                                                      : NULL;
}

static CMS_ContentInfo *decode_message(const struct buf *der)
{
    const unsigned char *at = (const unsigned char *)buf_text(der);
    return der->size <= LONG_MAX ? d2i_CMS_ContentInfo(NULL, &at, (long)der->size) : NULL;
}

bool tsp_imprint(const struct buf *der, struct digest *imprint, struct error *err)
{
    CMS_ContentInfo *message = decode_message(der);
    CMS_SignerInfo *info = only_signer(message);
    const ASN1_OCTET_STRING *value = info ? CMS_SignerInfo_get0_signature(info) : NULL;
    if (value) {
        const struct span part = {ASN1_STRING_get0_data(value),
                                  (size_t)ASN1_STRING_length(value)};
        *imprint = hash_of(&part, 1);
    }
    CMS_ContentInfo_free(message);
    ERR_clear_error();
    return value || error_set(err, "timestamp-not-attached",
                              "There is no signature that a time-stamp could be about.");
}

bool tsp_is_attached(const struct buf *der)
{
    CMS_ContentInfo *message = decode_message(der);
    const CMS_SignerInfo *info = only_signer(message);
    bool attached =
        info && CMS_unsigned_get_attr_by_NID(info, NID_id_smime_aa_timeStampToken, -1) >= 0;
    CMS_ContentInfo_free(message);
    ERR_clear_error();
    return attached;
}

bool tsp_attach(struct buf *der, const struct buf *token, struct error *err)
{
    CMS_ContentInfo *message = decode_message(der);
    CMS_SignerInfo *info = only_signer(message);
    unsigned char *bytes = NULL;
    int size = -1;
    if (info && token->size <= INT_MAX &&
        CMS_unsigned_add1_attr_by_NID(info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE,
                                      buf_text(token), (int)token->size) == 1)
        size = i2d_CMS_ContentInfo(message, &bytes);
    if (size > 0) {
        buf_clear(der);
        buf_add(der, bytes, (size_t)size);
    }
    OPENSSL_free(bytes);
    CMS_ContentInfo_free(message);
    ERR_clear_error();
    return size > 0 || error_set(err, "timestamp-not-attached",
                                 "The time-stamp could not be put into the signature.");
}
