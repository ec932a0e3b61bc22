#include "trust/cms_verify.h"

#include "base/mem.h"
#include "sign/key_policy.h"
#include "trust/cms_memory.h"
#include "trust/cms_strict.h"

#include <libintl.h>
#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OID_ROOM = 128, CHAIN_LIMIT = 8 };

struct anchors {
    X509_STORE *store;
};

/* An encrypted PEM file must not make OpenSSL ask on the terminal. */
static int no_password(char *password, int size, int writing, void *data)
{
    (void)password, (void)size, (void)writing, (void)data;
    return -1;
}

/* Adds the certificate of a file in DER form, as authorities hand them out (.cer). */
static bool add_der(struct anchors *anchors, const struct buf *der)
{
    const unsigned char *at = (const unsigned char *)buf_text(der);
    X509 *certificate = der->size < LONG_MAX ? d2i_X509(NULL, &at, (long)der->size) : NULL;
    bool added = certificate && (const char *)at == der->data + der->size &&
                 X509_STORE_add_cert(anchors->store, certificate) == 1;
    X509_free(certificate);
    ERR_clear_error();
    return added;
}

struct anchors *anchors_new(const struct buf *pem, const char *path, struct error *err)
{
    struct anchors *anchors = mem_new(1, sizeof *anchors);
    anchors->store = X509_STORE_new();
    BIO *text = BIO_new_mem_buf(buf_text(pem), pem->size < INT_MAX ? (int)pem->size : INT_MAX);
    size_t count = 0;
    X509 *certificate;
    while (text && (certificate = PEM_read_bio_X509(text, NULL, no_password, NULL))) {
        count += X509_STORE_add_cert(anchors->store, certificate) == 1;
        X509_free(certificate);
    }
    bool whole = count && ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    BIO_free(text);
    ERR_clear_error();
    if (whole || (!count && add_der(anchors, pem)))
        return anchors;
    anchors_free(anchors);
    if (count)
        error_set(err, "authority-damaged", "One of the certificates is damaged.");
    else
        error_set(err, "authority-not-pem",
                  "The file holds no certificate, neither in PEM form (-----BEGIN "
                  "CERTIFICATE-----) nor in DER form (.cer).");
    error_at(err, (struct place){.file = path});
    return NULL;
}

void anchors_free(struct anchors *anchors)
{
    if (!anchors)
        return;
    X509_STORE_free(anchors->store);
    free(anchors);
}

/* A message taken apart. */
struct cms_message {
    CMS_ContentInfo *cms;
    CMS_SignerInfo *info;               /* the only one; lent by `cms` */
    struct stack_st_X509 *certificates; /* that travel with it */
    X509 *signer;                       /* lent by `certificates` */
    bool framed;                        /* cms_strict_check */
};

/* Anything that is not exactly what OpenSSL would write is not DER, or not all of it. */
static CMS_ContentInfo *decode(const void *der, size_t size)
{
    const unsigned char *at = der;
    if (size > INT_MAX)
        return NULL;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)size);
    unsigned char *again = NULL;
    int again_size = cms ? i2d_CMS_ContentInfo(cms, &again) : -1;
    bool same = again_size >= 0 && (size_t)again_size == size && memcmp(der, again, size) == 0;
    OPENSSL_free(again);
    if (same)
        return cms;
    CMS_ContentInfo_free(cms);
    return NULL;
}

static bool is_same(const ASN1_ITEM *item, const void *a, const void *b)
{
    unsigned char *left = NULL, *right = NULL;
    int size = ASN1_item_i2d(a, &left, item);
    bool same = size > 0 && ASN1_item_i2d(b, &right, item) == size &&
                memcmp(left, right, (size_t)size) == 0;
    OPENSSL_free(left);
    OPENSSL_free(right);
    return same;
}

/* OpenSSL takes names for the same that differ in letter case, blanks or the kind of string;
 * the signature covers none of that. */
static bool names_signer(const struct cms_message *message)
{
    X509_NAME *issuer = NULL;
    ASN1_INTEGER *number = NULL;
    return CMS_SignerInfo_get0_signer_id(message->info, NULL, &issuer, &number) == 1 &&
           issuer && number &&
           is_same(ASN1_ITEM_rptr(X509_NAME), issuer, X509_get_issuer_name(message->signer)) &&
           is_same(ASN1_ITEM_rptr(ASN1_INTEGER), number,
                   X509_get0_serialNumber(message->signer));
}

static bool find_signer(struct cms_message *message, struct error *err)
{
    if (OBJ_obj2nid(CMS_get0_type(message->cms)) != NID_pkcs7_signed)
        return error_set(err, "signature-not-pades",
                         "The signature is not of the kind SignedData.");
    ASN1_OCTET_STRING **content = CMS_get0_content(message->cms);
    if (!content || *content ||
        OBJ_obj2nid(CMS_get0_eContentType(message->cms)) != NID_pkcs7_data)
        return error_set(err, "signature-not-pades",
                         "The signature is not detached from what it signs.");
    STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(message->cms);
    if (sk_CMS_SignerInfo_num(infos) != 1)
        return error_set(err, "signature-not-pades",
                         "The signature does not have exactly one signer.");
    message->info = sk_CMS_SignerInfo_value(infos, 0);
    message->certificates = CMS_get1_certs(message->cms);
    for (int i = 0; i < sk_X509_num(message->certificates) && !message->signer; i++) {
        X509 *certificate = sk_X509_value(message->certificates, i);
        if (CMS_SignerInfo_cert_cmp(message->info, certificate) == 0)
            message->signer = certificate;
    }
    return (message->signer && names_signer(message)) ||
           error_set(err, "signature-not-pades",
                     "The signer's certificate is not in the signature.");
}

/* PAdES B-B: these signed attributes, each once with one value, and nothing that a reader
 * might believe though nobody checked it. */
static bool check_attributes(const CMS_SignerInfo *info, struct error *err)
{
    static const int wanted[] = {NID_pkcs9_contentType, NID_pkcs9_messageDigest,
                                 NID_id_smime_aa_signingCertificateV2};
    enum { WANTED = sizeof wanted / sizeof *wanted };
    int count = CMS_signed_get_attr_count(info);
    for (int i = 0; i < count; i++) {
        char name[OID_ROOM];
        const ASN1_OBJECT *type = X509_ATTRIBUTE_get0_object(CMS_signed_get_attr(info, i));
        bool known = false;
        for (size_t j = 0; j < WANTED; j++)
            known = known || OBJ_obj2nid(type) == wanted[j];
        OBJ_obj2txt(name, sizeof name, type, 0);
        if (!known)
            return error_set(err, "signature-not-pades",
                             "The signed attribute %s does not belong in PAdES B-B.", name);
    }
    for (size_t i = 0; i < WANTED; i++) {
        int at = CMS_signed_get_attr_by_NID(info, wanted[i], -1);
        if (at < 0 || CMS_signed_get_attr_by_NID(info, wanted[i], at) >= 0 ||
            X509_ATTRIBUTE_count(CMS_signed_get_attr(info, at)) != 1)
            return error_set(err, "signature-not-pades",
                             "The signed attribute %s is not there exactly once.",
                             OBJ_nid2ln(wanted[i]));
    }
    return CMS_unsigned_get_attr_count(info) <= 0 ||
           error_set(err, "signature-not-pades",
                     "The signature has unsigned attributes, which are not checked yet.");
}

/* Parameters of the algorithms in use are absent or NULL (RFC 5754). */
static int plain_algorithm(const X509_ALGOR *algorithm)
{
    const ASN1_OBJECT *type;
    int parameters;
    X509_ALGOR_get0(&type, &parameters, NULL, algorithm);
    return parameters == V_ASN1_UNDEF || parameters == V_ASN1_NULL ? OBJ_obj2nid(type)
                                                                   : NID_undef;
}

static bool check_algorithms(CMS_SignerInfo *info, struct error *err)
{
    X509_ALGOR *digest, *signature;
    CMS_SignerInfo_get0_algs(info, NULL, NULL, &digest, &signature);
    if (plain_algorithm(digest) != NID_sha256)
        return error_set(err, "signature-algorithm", "The signature's digest is not SHA-256.");
    int kind = plain_algorithm(signature);
    return kind == NID_rsaEncryption || kind == NID_sha256WithRSAEncryption ||
           kind == NID_ecdsa_with_SHA256 ||
           error_set(err, "signature-algorithm",
                     "The signature's algorithm (%s) is not accepted.", OBJ_nid2ln(kind));
}

static const void *attribute(const CMS_SignerInfo *info, int nid, int type)
{
    return CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(nid), -3, type);
}

static bool check_digest(const CMS_SignerInfo *info, const struct digest *content,
                         struct error *err)
{
    const ASN1_OBJECT *type = attribute(info, NID_pkcs9_contentType, V_ASN1_OBJECT);
    if (!type || OBJ_obj2nid(type) != NID_pkcs7_data)
        return error_set(err, "signature-not-pades",
                         "The signature says that it signs something other than data.");
    const ASN1_STRING *digest = attribute(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
    return (digest && ASN1_STRING_length(digest) == DIGEST_SIZE &&
            memcmp(ASN1_STRING_get0_data(digest), content->bytes, DIGEST_SIZE) == 0) ||
           error_set(err, "changed-after-signing",
                     "The document was changed after it was signed: its digest differs.");
}

/* The attribute signing-certificate-v2 names the signer's certificate by its digest, so that
 * no other one with the same key can be put in its place (RFC 5035). */
static bool check_certificate(const struct cms_message *message, struct error *err)
{
    const ASN1_STRING *value =
        attribute(message->info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE);
    const unsigned char *at = value ? ASN1_STRING_get0_data(value) : NULL;
    const unsigned char *end = value ? at + ASN1_STRING_length(value) : NULL;
    ESS_SIGNING_CERT_V2 *named =
        value ? d2i_ESS_SIGNING_CERT_V2(NULL, &at, ASN1_STRING_length(value)) : NULL;
    STACK_OF(X509) *signer = sk_X509_new_null();
    bool same = named && at == end && signer && sk_X509_push(signer, message->signer) > 0 &&
                OSSL_ESS_check_signing_certs(NULL, named, signer, 1) > 0;
    sk_X509_free(signer);
    ESS_SIGNING_CERT_V2_free(named);
    return same ||
           error_set(err, "signature-certificate",
                     "The signature names another certificate than the one it carries.");
}

static bool check_key(const struct cms_message *message, struct error *err)
{
    EVP_PKEY *key = X509_get0_pubkey(message->signer);
    if (key)
        return key_policy_check_key(key, err);
    ASN1_OBJECT *algorithm;
    char oid[OID_ROOM];
    X509_PUBKEY_get0_param(&algorithm, NULL, NULL, NULL, X509_get_X509_PUBKEY(message->signer));
    OBJ_obj2txt(oid, sizeof oid, algorithm, 1);
    const char *name = key_policy_gost_name(oid);
    if (!name)
        return error_set(
            err, "signature-algorithm",
            "The signer's key is of an unknown kind (%s), which OpenSSL cannot check.", oid);
    return error_set(err, "signature-algorithm",
                     "The signer's key is of %s (%s), which OpenSSL cannot check.", name, oid);
}

static bool check_signature(const struct cms_message *message, struct error *err)
{
    CMS_SignerInfo_set1_signer_cert(message->info, message->signer);
    return CMS_SignerInfo_verify(message->info) == 1 ||
           error_set(err, "signature-false",
                     "The signature is false: it was not made with the signer's key.");
}

static bool is_sound(const struct cms_message *message, const struct digest *content,
                     struct error *err)
{
    return check_attributes(message->info, err) && check_algorithms(message->info, err) &&
           check_digest(message->info, content, err) && check_certificate(message, err) &&
           check_key(message, err) && check_signature(message, err) &&
           key_policy_check_usage(message->signer, err);
}

/* Says whether a certificate that travels along is a sound root above another that does. */
static bool is_root_above(X509 *root, struct stack_st_X509 *others)
{
    EVP_PKEY *key = X509_get0_pubkey(root);
    if (!key || X509_check_issued(root, root) != X509_V_OK || X509_verify(root, key) != 1)
        return false;
    for (int i = 0; i < sk_X509_num(others); i++) {
        X509 *other = sk_X509_value(others, i);
        if (other != root && X509_check_issued(root, other) == X509_V_OK &&
            X509_verify(other, key) == 1)
            return true;
    }
    return false;
}

/* Every certificate in the message must have been used, to the last byte, or end the chain
 * beyond the authority that is trusted. */
static bool has_no_strangers(const struct cms_message *message, struct stack_st_X509 *chain)
{
    for (int i = 0; i < sk_X509_num(message->certificates); i++) {
        X509 *certificate = sk_X509_value(message->certificates, i);
        bool used = false;
        for (int j = 0; !used && j < sk_X509_num(chain); j++)
            used = X509_cmp(certificate, sk_X509_value(chain, j)) == 0;
        if (!used && !is_root_above(certificate, message->certificates))
            return false;
    }
    return true;
}

static void set_parameters(X509_STORE_CTX *context, int64_t now)
{
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_ANY);
    X509_VERIFY_PARAM_set_time(parameters, (time_t)now);
    X509_VERIFY_PARAM_set_depth(parameters, CHAIN_LIMIT);
    X509_VERIFY_PARAM_set_auth_level(parameters, 2); /* no SHA-1, RSA of 2048 bits or more */
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
}

static const char *chain_fault(int fault)
{
    switch (fault) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return gettext("it has expired");
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return gettext("it is not valid yet");
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return gettext("it is signed with its own key");
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
        return gettext("the signature of a certificate does not match");
    case X509_V_ERR_INVALID_CA:
        return gettext("one of the certificates is not an authority's");
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
        return gettext("there are more authorities than one of them allows");
    case X509_V_ERR_EE_KEY_TOO_SMALL:
        return gettext("the key is too short");
    case X509_V_ERR_CA_KEY_TOO_SMALL:
        return gettext("the key of an authority is too short");
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return gettext("an authority signs with an outdated digest");
    default:
        return X509_verify_cert_error_string(fault);
    }
}

/* Says why the chain does not lead to an authority. The usual case is one that ends too early:
 * key files of the NUC RK hold no certificate but the signer's. */
static void set_untrusted(X509_STORE_CTX *context, struct error *err)
{
    int fault = X509_STORE_CTX_get_error(context);
    const X509 *last = X509_STORE_CTX_get_current_cert(context);
    char issuer[KEY_POLICY_NAME_SIZE] = "";
    if (last)
        key_policy_subject_name(X509_get_issuer_name(last), issuer);
    if (fault != X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY || !*issuer) {
        error_set(err, "not-trusted",
                  "The signature is sound, but its certificate is not trusted: %s.",
                  chain_fault(fault));
        return;
    }
    error_set(
        err, "authority-absent",
        "The signature is sound, but nobody who is trusted vouches for «%s», which issued "
        "its certificate.",
        issuer);
    error_advise(err, "If you trust it, add its certificate to the file of --trust.");
}

static enum cms_verdict judge_chain(const struct cms_message *message,
                                    const struct anchors *anchors, int64_t now,
                                    struct error *err)
{
    enum cms_verdict verdict = CMS_UNTRUSTED;
    if (!anchors) {
        error_set(err, "no-authority",
                  "The signature is sound, but no trusted authority was given.");
        return verdict;
    }
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool ready = context && X509_STORE_CTX_init(context, anchors->store, message->signer,
                                                message->certificates);
    if (ready)
        set_parameters(context, now);
    if (!ready) {
        error_set(err, "no-memory",
                  "There is not enough memory to check the certificate; close other programs "
                  "and start again.");
    } else if (X509_verify_cert(context) != 1) {
        set_untrusted(context, err);
    } else if (!has_no_strangers(message, X509_STORE_CTX_get0_chain(context))) {
        error_set(err, "signature-certificate",
                  "The signature carries a certificate that is damaged, or of somebody else.");
        verdict = CMS_INVALID;
    } else {
        verdict = CMS_VALID;
    }
    X509_STORE_CTX_free(context);
    return verdict;
}

static struct digest certificate_digest(const X509 *certificate)
{
    unsigned char *der = NULL;
    int size = i2d_X509(certificate, &der);
    struct digest digest = hash_of(&(struct span){der, size > 0 ? (size_t)size : 0}, 1);
    OPENSSL_free(der);
    return digest;
}

static enum cms_verdict judge(struct cms_message *message, const struct digest *content,
                              const struct anchors *anchors, int64_t now,
                              struct cms_report *report, struct error *err)
{
    if (!message->cms) {
        error_set(err, "signature-damaged",
                  "The signature is damaged: it is not a CMS message in strict DER.");
        return CMS_INVALID;
    }
    if (!find_signer(message, err))
        return CMS_INVALID;
    if (!message->framed) {
        error_set(err, "signature-not-pades",
                  "The signature is not of the form that PAdES B-B has with SHA-256.");
        return CMS_INVALID;
    }
    key_policy_subject_name(X509_get_subject_name(message->signer), report->signer);
    key_policy_subject_name(X509_get_issuer_name(message->signer), report->issuer);
    report->certificate = certificate_digest(message->signer);
    if (!is_sound(message, content, err))
        return CMS_INVALID;
    if (!key_policy_check_time(message->signer, now, err))
        return CMS_UNTRUSTED;
    return judge_chain(message, anchors, now, err);
}

static void message_free(struct cms_message *message)
{
    sk_X509_pop_free(message->certificates, X509_free);
    CMS_ContentInfo_free(message->cms);
    ERR_clear_error();
}

void cms_verify(const void *der, size_t size, const struct digest *content,
                const struct anchors *anchors, int64_t now, struct cms_memory *memory,
                struct cms_report *report)
{
    *report = (struct cms_report){.verdict = CMS_INVALID};
    if (memory && cms_memory_recall(memory, der, size, content, report))
        return;
    struct cms_message message = {.cms = decode(der, size),
                                  .framed = cms_strict_check(der, size)};
    report->verdict = judge(&message, content, anchors, now, report, &report->why);
    if (memory && report->verdict != CMS_INVALID)
        cms_memory_keep(memory, der, size, X509_get0_pubkey(message.signer), report);
    message_free(&message);
}
