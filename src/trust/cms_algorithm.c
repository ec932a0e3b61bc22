#include "trust/cms_algorithm.h"

#include "sign/signed_attributes.h"
#include "trust/der.h"

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/* Returns OpenSSL's number of the algorithm; `*plain`: its parameters are absent or NULL, as
 * those of all but RSASSA-PSS are (RFC 5754). */
static int kind_of(const X509_ALGOR *algorithm, bool *plain)
{
    const ASN1_OBJECT *type;
    int parameters;
    X509_ALGOR_get0(&type, &parameters, NULL, algorithm);
    *plain = parameters == V_ASN1_UNDEF || parameters == V_ASN1_NULL;
    return OBJ_obj2nid(type);
}

static bool is_strong(int digest)
{
    return digest == NID_sha256 || digest == NID_sha384 || digest == NID_sha512 ||
           digest == NID_sha3_256 || digest == NID_sha3_384 || digest == NID_sha3_512 ||
           digest == NID_shake256;
}

/* Names the parts of an algorithm for signatures; `*digest` is NID_undef if it goes with any.
 * The table has what OpenSSL 3.0 does not tell. */
static bool find_parts(int signature, int *digest, int *key)
{
    static const struct {
        int signature, digest, key;
    } others[] = {
        {NID_rsaEncryption, NID_undef, NID_rsaEncryption},
        {NID_ecdsa_with_SHA3_256, NID_sha3_256, NID_X9_62_id_ecPublicKey},
        {NID_ecdsa_with_SHA3_384, NID_sha3_384, NID_X9_62_id_ecPublicKey},
        {NID_ecdsa_with_SHA3_512, NID_sha3_512, NID_X9_62_id_ecPublicKey},
        {NID_ED25519, NID_sha512, NID_ED25519}, /* RFC 8419, section 3.1 */
        {NID_ED448, NID_shake256, NID_ED448},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].signature == signature) {
            *digest = others[i].digest;
            *key = others[i].key;
            return true;
        }
    return OBJ_find_sigid_algs(signature, digest, key) == 1;
}

static bool check_pair(int signature, bool plain, int digest, struct error *err)
{
    int of_digest, of_key;
    bool known = plain && find_parts(signature, &of_digest, &of_key) &&
                 (of_digest == NID_undef || of_digest == digest) &&
                 (of_key == NID_rsaEncryption || of_key == NID_X9_62_id_ecPublicKey ||
                  of_key == NID_ED25519 || of_key == NID_ED448);
    return known || error_set(err, "signature-algorithm",
                              "The signature's algorithm (%s) is not accepted together with "
                              "the digest %s.",
                              OBJ_nid2ln(signature), OBJ_nid2ln(digest));
}

/* ---- RSASSA-PSS ------------------------------------------------------------------------- */

static int digest_of(const X509_ALGOR *algorithm)
{
    bool plain;
    int digest = algorithm ? kind_of(algorithm, &plain) : NID_sha1; /* RFC 4055, 3.1 */
    return algorithm && !plain ? NID_undef : digest;
}

/* Returns the digest of the mask generation function; NID_undef if that is not MGF1. */
static int mask_of(const RSA_PSS_PARAMS *parameters)
{
    const X509_ALGOR *mask = parameters->maskGenAlgorithm;
    if (!mask)
        return NID_sha1;
    if (OBJ_obj2nid(mask->algorithm) != NID_mgf1)
        return NID_undef;
    X509_ALGOR *inner = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(X509_ALGOR), mask->parameter);
    int digest = inner ? digest_of(inner) : NID_undef;
    X509_ALGOR_free(inner);
    return digest;
}

static bool check_pss(const X509_ALGOR *algorithm, int digest, struct error *err)
{
    RSA_PSS_PARAMS *parameters =
        ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(RSA_PSS_PARAMS), algorithm->parameter);
    int own = parameters ? digest_of(parameters->hashAlgorithm) : NID_undef;
    int mask = parameters ? mask_of(parameters) : NID_undef;
    RSA_PSS_PARAMS_free(parameters);
    return (own == digest && mask == digest) ||
           error_set(err, "signature-algorithm",
                     "The parameters of RSASSA-PSS name the digests %s and %s (of the mask), "
                     "where the signature has %s: whoever signs so uses one digest alone.",
                     OBJ_nid2ln(own), OBJ_nid2ln(mask), OBJ_nid2ln(digest));
}

/* OpenSSL checks a signature by the kind of the key alone, whatever the message calls it. */
static bool check_key(int signature, X509 *signer, struct error *err)
{
    int digest, wanted = NID_undef, key = EVP_PKEY_get_base_id(X509_get0_pubkey(signer));
    bool fits = signature == NID_rsassaPss
                    ? key == EVP_PKEY_RSA || key == EVP_PKEY_RSA_PSS
                    : find_parts(signature, &digest, &wanted) && key == wanted;
    return fits || error_set(err, "signature-algorithm",
                             "The signature's algorithm (%s) is not one of the signer's key, "
                             "which is of the kind %s.",
                             OBJ_nid2ln(signature), OBJ_nid2ln(key));
}

bool cms_algorithm_check(CMS_SignerInfo *info, X509 *signer, int *digest, struct error *err)
{
    X509_ALGOR *digest_algorithm, *signature;
    bool plain, signature_plain;
    CMS_SignerInfo_get0_algs(info, NULL, NULL, &digest_algorithm, &signature);
    *digest = kind_of(digest_algorithm, &plain);
    int kind = kind_of(signature, &signature_plain);
    if (!plain || !is_strong(*digest))
        return error_set(err, "signature-algorithm",
                         "The signature's digest is %s, which is not known or no longer safe: "
                         "such a signature proves nothing.",
                         OBJ_nid2ln(*digest));
    bool goes = kind == NID_rsassaPss ? check_pss(signature, *digest, err)
                                      : check_pair(kind, signature_plain, *digest, err);
    return goes && check_key(kind, signer, err);
}

/* ---- cMSAlgorithmProtection ------------------------------------------------------------- */

/* Says whether the algorithm is the one with that content. */
static bool is_same(const X509_ALGOR *algorithm, const struct der *content)
{
    unsigned char *bytes = NULL;
    int size = i2d_X509_ALGOR(algorithm, &bytes);
    struct der all = der_of(bytes, size > 0 ? (size_t)size : 0), own;
    bool same = size > 0 && der_is(&all, V_ASN1_SEQUENCE, &own) &&
                der_equals(content, own.at, der_size(&own));
    OPENSSL_free(bytes);
    return same;
}

static bool is_protected(CMS_SignerInfo *info, const ASN1_STRING *value)
{
    X509_ALGOR *digest, *signature;
    struct der all = der_of(ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value));
    struct der both, content;
    CMS_SignerInfo_get0_algs(info, NULL, NULL, &digest, &signature);
    return der_is(&all, V_ASN1_SEQUENCE, &both) && der_is(&both, V_ASN1_SEQUENCE, &content) &&
           is_same(digest, &content) &&
           der_enter(&both, V_ASN1_CONTEXT_SPECIFIC, 1, &content) &&
           is_same(signature, &content) && both.at == both.end;
}

bool cms_algorithm_protected(CMS_SignerInfo *info, struct error *err)
{
    static const char oid[] = "1.2.840.113549.1.9.52"; /* OpenSSL 3.0 has no number for it */
    ASN1_OBJECT *type = OBJ_txt2obj(oid, 1);
    const ASN1_STRING *value = CMS_signed_get0_data_by_OBJ(info, type, -3, V_ASN1_SEQUENCE);
    bool holds =
        CMS_signed_get_attr_by_OBJ(info, type, -1) < 0 || (value && is_protected(info, value));
    ASN1_OBJECT_free(type);
    return holds || error_set(err, "signature-algorithm-changed",
                              "The signature's algorithms are not those that its signer "
                              "protected from being exchanged.");
}

/* ---- whether it is true ----------------------------------------------------------------- */

/* EdDSA digests by itself what it signs; OpenSSL 3.0 has no such messages. */
static bool holds_of_edwards(CMS_SignerInfo *info, EVP_PKEY *key)
{
    unsigned char *attributes = NULL;
    int size = signed_attributes_encode(info, false, &attributes);
    const ASN1_OCTET_STRING *signature = CMS_SignerInfo_get0_signature(info);
    EVP_MD_CTX *context = size > 0 ? EVP_MD_CTX_new() : NULL;
    bool holds =
        context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
        EVP_DigestVerify(context, ASN1_STRING_get0_data(signature),
                         (size_t)ASN1_STRING_length(signature), attributes, (size_t)size) == 1;
    EVP_MD_CTX_free(context);
    OPENSSL_free(attributes);
    return holds;
}

bool cms_algorithm_holds(CMS_SignerInfo *info, X509 *signer)
{
    X509_ALGOR *algorithm;
    bool plain;
    EVP_PKEY *key = X509_get0_pubkey(signer);
    CMS_SignerInfo_get0_algs(info, NULL, NULL, NULL, &algorithm);
    int kind = kind_of(algorithm, &plain);
    if (kind == NID_ED25519 || kind == NID_ED448)
        return EVP_PKEY_is_a(key, kind == NID_ED448 ? "ED448" : "ED25519") &&
               holds_of_edwards(info, key);
    CMS_SignerInfo_set1_signer_cert(info, signer);
    return CMS_SignerInfo_verify(info) == 1;
}

bool cms_algorithm_holds_of(CMS_SignerInfo *info, X509 *signer, int digest,
                            const struct span *parts, size_t count)
{
    EVP_PKEY *key = X509_get0_pubkey(signer);
    const ASN1_OCTET_STRING *signature = CMS_SignerInfo_get0_signature(info);
    int kind = EVP_PKEY_get_base_id(key);
    X509_ALGOR *algorithm;
    bool plain;
    CMS_SignerInfo_get0_algs(info, NULL, NULL, NULL, &algorithm);
    if ((kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC) ||
        kind_of(algorithm, &plain) == NID_rsassaPss)
        return false;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool holds = context && EVP_DigestVerifyInit(context, NULL, EVP_get_digestbynid(digest),
                                                 NULL, key) == 1;
    for (size_t i = 0; holds && i < count; i++)
        holds = EVP_DigestVerifyUpdate(context, parts[i].bytes, parts[i].size) == 1;
    holds = holds && EVP_DigestVerifyFinal(context, ASN1_STRING_get0_data(signature),
                                           (size_t)ASN1_STRING_length(signature)) == 1;
    EVP_MD_CTX_free(context);
    return holds;
}
