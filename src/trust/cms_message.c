#include "trust/cms_message.h"

#include "base/buf.h"
#include "trust/certificate.h"
#include "trust/cms_algorithm.h"
#include "trust/cms_strict.h"
#include "trust/ess.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>
#include <string.h>

enum { OID_ROOM = CMS_ATTRIBUTE_SIZE };

static enum cms_verdict not_understood(struct error *err, const char *code,
                                       const char *sentence)
{
    error_set_sentence(err, code, sentence);
    return CMS_UNKNOWN;
}

/* ---- taking it apart -------------------------------------------------------------------- */

/* Says whether the bytes are those, but for the order of what has none. */
static bool is_same_but_for_order(const void *der, const unsigned char *again, size_t size)
{
    struct buf sorted = {0};
    buf_add(&sorted, der, size);
    cms_strict_sort(sorted.data, size);
    bool same = memcmp(sorted.data, again, size) == 0;
    buf_free(&sorted);
    return same;
}

/* Anything that is not exactly what OpenSSL would write is not DER, or not all of it. */
static CMS_ContentInfo *decode(const void *der, size_t size)
{
    const unsigned char *at = der;
    if (size > INT_MAX)
        return NULL;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)size);
    unsigned char *again = NULL;
    int again_size = cms ? i2d_CMS_ContentInfo(cms, &again) : -1;
    bool same = again_size >= 0 && (size_t)again_size == size &&
                (memcmp(der, again, size) == 0 || is_same_but_for_order(der, again, size));
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

static bool is_pem(const void *der, size_t size)
{
    static const char mark[] = "-----BEGIN ";
    return size > strlen(mark) && memcmp(der, mark, strlen(mark)) == 0;
}

static enum cms_verdict fail_of_form(const void *der, size_t size, struct error *err)
{
    if (!is_pem(der, size))
        return not_understood(
            err, "signature-not-der",
            "The signature is damaged: it is not a CMS message in strict DER.");
    error_set(err, "signature-in-pem", "The signature is in PEM form; it is to be in DER.");
    error_advise(err, "`openssl cms -cmsout -inform PEM -outform DER` makes one of the other.");
    return CMS_UNKNOWN;
}

/* A key identifier leads to a certificate only if that says the same of itself. */
static bool names_key_alone(CMS_SignerInfo *info)
{
    ASN1_OCTET_STRING *identifier = NULL;
    return CMS_SignerInfo_get0_signer_id(info, &identifier, NULL, NULL) == 1 && identifier;
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

static enum cms_verdict find_signer(struct cms_message *message, struct error *err)
{
    STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(message->cms);
    if (sk_CMS_SignerInfo_num(infos) != 1)
        return not_understood(err, "signature-signers",
                              "The signature does not have exactly one signer.");
    message->info = sk_CMS_SignerInfo_value(infos, 0);
    if (names_key_alone(message->info)) {
        error_set(err, "signature-signer-by-key",
                  "The signature names its signer by an identifier of the key; it is to name "
                  "the certificate, by its issuer and serial number.");
        error_advise(err, "Let it be signed anew like that; `openssl cms` does so without "
                          "-keyid.");
        return CMS_UNKNOWN;
    }
    message->certificates = CMS_get1_certs(message->cms);
    for (int i = 0; i < sk_X509_num(message->certificates) && !message->signer; i++) {
        X509 *certificate = sk_X509_value(message->certificates, i);
        if (CMS_SignerInfo_cert_cmp(message->info, certificate) == 0)
            message->signer = certificate;
    }
    if (!message->signer || !names_signer(message))
        return not_understood(err, "signature-certificate-absent",
                              "The signer's certificate is not in the signature.");
    return CMS_VALID;
}

enum cms_verdict cms_message_read(const void *der, size_t size, int content_type,
                                  struct cms_message *message, struct error *err)
{
    bool detached = content_type == NID_pkcs7_data;
    *message = (struct cms_message){.cms = decode(der, size), .content_type = content_type};
    if (!message->cms)
        return fail_of_form(der, size, err);
    if (OBJ_obj2nid(CMS_get0_type(message->cms)) != NID_pkcs7_signed)
        return not_understood(err, "signature-not-signed-data",
                              "The signature is not of the kind SignedData.");
    ASN1_OCTET_STRING **content = CMS_get0_content(message->cms);
    if (!content || (*content == NULL) != detached ||
        OBJ_obj2nid(CMS_get0_eContentType(message->cms)) != content_type)
        return detached ? not_understood(err, "signature-not-detached",
                                         "The signature is not detached from what it signs.")
                        : not_understood(err, "time-stamp-damaged",
                                         "The time-stamp does not hold what it should.");
    enum cms_verdict found = find_signer(message, err);
    if (found == CMS_VALID && !cms_strict_check(der, size))
        return not_understood(err, "signature-frame",
                              "The frame of the signature is of another form than its signer.");
    return found;
}

void cms_message_free(struct cms_message *message)
{
    sk_X509_pop_free(message->certificates, X509_free);
    CMS_ContentInfo_free(message->cms);
    ERR_clear_error();
}

/* ---- attributes ------------------------------------------------------------------------- */

/* Those of CMS, of CAdES (ETSI EN 319 122-1) and of Adobe that say something of the signer or
 * of the signature, and nothing of what else is signed. */
static const char *const known_signed[] = {
    "1.2.840.113549.1.9.3",       /* contentType */
    "1.2.840.113549.1.9.4",       /* messageDigest */
    "1.2.840.113549.1.9.16.2.12", /* signingCertificate */
    "1.2.840.113549.1.9.16.2.47", /* signingCertificateV2 */
    "1.2.840.113549.1.9.5",       /* signingTime */
    "1.2.840.113549.1.9.15",      /* sMIMECapabilities */
    "1.2.840.113549.1.9.52",      /* cMSAlgorithmProtection */
    "1.2.840.113549.1.9.16.2.4",  /* contentHints */
    "1.2.840.113549.1.9.16.2.15", /* signaturePolicyIdentifier */
    "1.2.840.113549.1.9.16.2.16", /* commitmentTypeIndication */
    "1.2.840.113549.1.9.16.2.17", /* signerLocation */
    "1.2.840.113549.1.9.16.2.18", /* signerAttributes */
    "1.2.840.113549.1.9.16.2.20", /* contentTimeStamp */
    "0.4.0.19122.1.1",            /* signerAttributesV2 */
    "1.2.840.113583.1.1.8",       /* adbe-revocationInfoArchival */
};

/* What is added later, and proves something or nothing of its own. */
static const char *const known_unsigned[] = {
    "1.2.840.113549.1.9.16.2.14", /* signatureTimeStampToken */
    "1.2.840.113549.1.9.16.2.21", /* completeCertificateReferences */
    "1.2.840.113549.1.9.16.2.22", /* completeRevocationReferences */
    "1.2.840.113549.1.9.16.2.23", /* certificateValues */
    "1.2.840.113549.1.9.16.2.24", /* revocationValues */
    "1.2.840.113549.1.9.16.2.25", /* CAdES-C-timestamp */
    "1.2.840.113549.1.9.16.2.26", /* certCRLTimestamp */
    "1.2.840.113549.1.9.16.2.48", /* archiveTimestampV2 */
    "0.4.0.1733.2.4",             /* archiveTimestampV3 */
    "1.2.840.113549.1.9.16.2.49", /* evidence record within (RFC 4998) */
    "1.2.840.113549.1.9.16.2.50", /* evidence record outside */
};

static bool is_known(const ASN1_OBJECT *type, const char *const *known, size_t count,
                     char name[OID_ROOM])
{
    OBJ_obj2txt(name, OID_ROOM, type, 1);
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, known[i]) == 0)
            return true;
    return false;
}

/* What its signer signed besides changes nothing of what else is signed (RFC 5652, 5.3, has no
 * attribute that must be understood), but is told. */
static void note_unknown(struct cms_message *message)
{
    char name[OID_ROOM];
    const CMS_SignerInfo *info = message->info;
    for (int i = 0; i < CMS_signed_get_attr_count(info) && !*message->unknown; i++)
        if (!is_known(X509_ATTRIBUTE_get0_object(CMS_signed_get_attr(info, i)), known_signed,
                      sizeof known_signed / sizeof *known_signed, name))
            snprintf(message->unknown, sizeof message->unknown, "%s", name);
}

/* What is not signed anybody may have put there. */
static enum cms_verdict check_unsigned(const CMS_SignerInfo *info, struct error *err)
{
    char name[OID_ROOM];
    for (int i = 0; i < CMS_unsigned_get_attr_count(info); i++)
        if (!is_known(X509_ATTRIBUTE_get0_object(CMS_unsigned_get_attr(info, i)),
                      known_unsigned, sizeof known_unsigned / sizeof *known_unsigned, name)) {
            error_set(err, "attribute-unknown", "The unsigned attribute %s is not known.",
                      name);
            return CMS_UNKNOWN;
        }
    return CMS_VALID;
}

/* Finds an attribute that must not stand there twice. NULL where it is not, or is odd. */
static const void *attribute(const CMS_SignerInfo *info, int nid, int type)
{
    return CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(nid), -3, type);
}

static bool has_attribute(const CMS_SignerInfo *info, int nid)
{
    return CMS_signed_get_attr_by_NID(info, nid, -1) >= 0;
}

static enum cms_verdict check_attributes(struct cms_message *message, struct error *err)
{
    const CMS_SignerInfo *info = message->info;
    note_unknown(message);
    const ASN1_OBJECT *type = attribute(info, NID_pkcs9_contentType, V_ASN1_OBJECT);
    if (!type || OBJ_obj2nid(type) != message->content_type)
        return not_understood(err, "signature-content-type",
                              "The signature says that it signs something other than data.");
    if (has_attribute(info, NID_pkcs9_signingTime)) {
        const ASN1_TIME *time = attribute(info, NID_pkcs9_signingTime, V_ASN1_UTCTIME);
        if (!time)
            time = attribute(info, NID_pkcs9_signingTime, V_ASN1_GENERALIZEDTIME);
        message->has_time = time && certificate_seconds(time, &message->time);
        if (!message->has_time)
            return not_understood(err, "signature-time-unreadable",
                                  "The signature has a signing time that cannot be read.");
    }
    return CMS_VALID;
}

const struct asn1_type_st *cms_message_token(const struct cms_message *message, int at)
{
    int place = CMS_unsigned_get_attr_by_NID(message->info, NID_id_smime_aa_timeStampToken, -1);
    return place < 0
               ? NULL
               : X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(message->info, place), at);
}

/* ---- what is signed --------------------------------------------------------------------- */

/* Ends a digest; one of SHAKE256, which has no length of its own, has 512 bits (RFC 8419, 3.1).
 */
static bool finish_digest(EVP_MD_CTX *context, int kind, unsigned char out[EVP_MAX_MD_SIZE],
                          unsigned *size)
{
    *size = EVP_MAX_MD_SIZE;
    return kind == NID_shake256 ? EVP_DigestFinalXOF(context, out, EVP_MAX_MD_SIZE) == 1
                                : EVP_DigestFinal_ex(context, out, size) == 1;
}

static bool digest_parts(const struct cms_content *content, int kind,
                         unsigned char out[EVP_MAX_MD_SIZE], unsigned *size)
{
    if (kind == NID_sha256) {
        struct digest digest =
            content->digest ? *content->digest : hash_of(content->parts, content->count);
        memcpy(out, digest.bytes, DIGEST_SIZE);
        *size = DIGEST_SIZE;
        return true;
    }
    EVP_MD_CTX *context = content->parts ? EVP_MD_CTX_new() : NULL;
    bool done = context && EVP_DigestInit_ex(context, EVP_get_digestbynid(kind), NULL) == 1;
    for (size_t i = 0; done && i < content->count; i++)
        done = EVP_DigestUpdate(context, content->parts[i].bytes, content->parts[i].size) == 1;
    done = done && finish_digest(context, kind, out, size);
    EVP_MD_CTX_free(context);
    return done;
}

static enum cms_verdict check_digest(struct cms_message *message,
                                     const struct cms_content *content, int kind,
                                     struct error *err)
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    const ASN1_STRING *digest =
        attribute(message->info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
    if (!digest)
        return not_understood(err, "signature-digest-absent",
                              "The signature does not say once what it signs.");
    if (digest_parts(content, kind, bytes, &size) &&
        (unsigned)ASN1_STRING_length(digest) == size &&
        memcmp(ASN1_STRING_get0_data(digest), bytes, size) == 0)
        return CMS_VALID;
    message->of_other = true;
    error_set(err, "changed-after-signing",
              "The document was changed after it was signed: its digest differs.");
    return CMS_INVALID;
}

/* The attribute by which a signature names its certificate; the newer one counts. */
static enum cms_verdict check_certificate(struct cms_message *message, struct error *err)
{
    bool first = has_attribute(message->info, NID_id_smime_aa_signingCertificate);
    bool second = has_attribute(message->info, NID_id_smime_aa_signingCertificateV2);
    const ASN1_STRING *value = attribute(message->info,
                                         second ? NID_id_smime_aa_signingCertificateV2
                                                : NID_id_smime_aa_signingCertificate,
                                         V_ASN1_SEQUENCE);
    if (!first && !second)
        return CMS_VALID;
    message->names_signer =
        value && ess_names(ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value),
                           second ? ESS_V2 : ESS_V1, message->signer, message->certificates);
    if (message->names_signer)
        return CMS_VALID;
    error_set(err, "signature-certificate",
              "The signature names another certificate than the one it carries.");
    return CMS_INVALID;
}

static enum cms_verdict check_signature(const struct cms_message *message, struct error *err)
{
    if (cms_algorithm_holds(message->info, message->signer))
        return CMS_VALID;
    error_set(err, "signature-false",
              "The signature is false: it was not made with the signer's key.");
    return CMS_INVALID;
}

void cms_message_advise(struct error *err)
{
    error_advise_instead(err,
                         "Ask whoever signed to sign anew, with a key that is fit for it.");
}

/* ---- all of it -------------------------------------------------------------------------- */

static bool is_pdf(const struct cms_content *content)
{
    static const char mark[] = "%PDF-";
    size_t size = strlen(mark);
    return content->count && content->parts && content->parts[0].size >= size &&
           memcmp(content->parts[0].bytes, mark, size) == 0;
}

/* Without attributes the content itself is signed (RFC 5652, 5.4), which is legal for a PDF
 * (ISO 32000-1, 12.8.3.3.1). Of anything else nobody can tell whether it was signed as it is,
 * or as the attributes of another message, which are signed in the same way. */
static enum cms_verdict check_absence(const struct cms_message *message,
                                      const struct cms_content *content, struct error *err)
{
    if (CMS_signed_get_attr_count(message->info) < 0 &&
        message->content_type == NID_pkcs7_data && is_pdf(content))
        return CMS_VALID;
    return not_understood(
        err, "signature-attributes-absent",
        "The signature has no signed attributes: it does not say what it is a "
        "signature of.");
}

static enum cms_verdict check_bare(const struct cms_message *message,
                                   const struct cms_content *content, int digest,
                                   struct error *err)
{
    if (cms_algorithm_holds_of(message->info, message->signer, digest, content->parts,
                               content->count))
        return CMS_VALID;
    error_set(err, "signature-false-or-changed",
              "The signature is not of this document: it was changed after it was signed, or "
              "the signature was not made with the signer's key.");
    return CMS_INVALID;
}

/* What the attributes say of the content, and the signature of them. */
static enum cms_verdict check_attributed(struct cms_message *message,
                                         const struct cms_content *content, int digest,
                                         struct error *err)
{
    enum cms_verdict found = check_digest(message, content, digest, err);
    found = found == CMS_VALID ? check_certificate(message, err) : found;
    if (found == CMS_VALID && !cms_algorithm_protected(message->info, err))
        found = CMS_INVALID;
    return found == CMS_VALID ? check_signature(message, err) : found;
}

enum cms_verdict cms_message_check(struct cms_message *message,
                                   const struct cms_content *content, struct error *err)
{
    int digest = NID_undef;
    bool attributed = CMS_signed_get_attr_count(message->info) > 0;
    enum cms_verdict found = check_unsigned(message->info, err);
    if (found == CMS_VALID)
        found =
            attributed ? check_attributes(message, err) : check_absence(message, content, err);
    if (found == CMS_VALID && !certificate_check_key(message->signer, err)) {
        cms_message_advise(err);
        found = CMS_UNKNOWN;
    }
    if (found == CMS_VALID &&
        !cms_algorithm_check(message->info, message->signer, &digest, err))
        found = CMS_UNKNOWN;
    if (found != CMS_VALID)
        return found;
    return attributed ? check_attributed(message, content, digest, err)
                      : check_bare(message, content, digest, err);
}

/* ---- who travels along ------------------------------------------------------------------ */

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

/* Finds the issuer among them; NULL where it is not, or where the certificate is a root. */
static X509 *issuer_of(X509 *certificate, struct stack_st_X509 *others)
{
    for (int i = 0; i < sk_X509_num(others); i++) {
        X509 *other = sk_X509_value(others, i);
        if (X509_cmp(other, certificate) != 0 &&
            X509_check_issued(other, certificate) == X509_V_OK)
            return other;
    }
    return NULL;
}

bool cms_message_is_one_chain(const struct cms_message *message)
{
    STACK_OF(X509) *chain = sk_X509_new_null();
    int most = sk_X509_num(message->certificates);
    bool whole = chain != NULL;
    for (X509 *at = message->signer; whole && at && sk_X509_num(chain) < most;
         at = issuer_of(at, message->certificates))
        whole = sk_X509_push(chain, at) > 0;
    whole = whole && cms_message_has_no_strangers(message, chain);
    sk_X509_free(chain);
    return whole;
}

bool cms_message_has_no_strangers(const struct cms_message *message,
                                  struct stack_st_X509 *chain)
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
