#include "trust/ess.h"

#include "trust/der.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

/* Returns OpenSSL's number of the digest that comes next: SHA-1 in the old form, and SHA-256
 * where the new one names none. */
static int read_digest(struct der *id, enum ess_version version)
{
    struct der algorithm, name;
    if (version == ESS_V1)
        return NID_sha1;
    if (!der_is(id, V_ASN1_SEQUENCE, &algorithm))
        return NID_sha256;
    const unsigned char *at = algorithm.at;
    ASN1_OBJECT *type = der_is(&algorithm, V_ASN1_OBJECT, &name)
                            ? d2i_ASN1_OBJECT(NULL, &at, name.end - at)
                            : NULL;
    int kind = type ? OBJ_obj2nid(type) : NID_undef;
    ASN1_OBJECT_free(type);
    return kind;
}

/* SHAKE256, which has no length of its own, has 512 bits (RFC 8702, 3.1). */
static bool digests_to(X509 *certificate, int kind, const struct der *wanted)
{
    unsigned char *der = NULL, bytes[EVP_MAX_MD_SIZE];
    unsigned count = sizeof bytes;
    const EVP_MD *digest = EVP_get_digestbynid(kind);
    int size = digest ? i2d_X509(certificate, &der) : -1;
    EVP_MD_CTX *context = size > 0 ? EVP_MD_CTX_new() : NULL;
    bool made = context && EVP_DigestInit_ex(context, digest, NULL) == 1 &&
                EVP_DigestUpdate(context, der, (size_t)size) == 1 &&
                (kind == NID_shake256 ? EVP_DigestFinalXOF(context, bytes, sizeof bytes) == 1
                                      : EVP_DigestFinal_ex(context, bytes, &count) == 1);
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
    return made && der_equals(wanted, bytes, count);
}

/* Says whether issuer and serial number, which may be left out, are the certificate's. */
static bool issuer_fits(struct der *id, X509 *certificate)
{
    struct der both, names, name, number;
    if (id->at == id->end)
        return true;
    if (!der_is(id, V_ASN1_SEQUENCE, &both) || id->at != id->end ||
        !der_is(&both, V_ASN1_SEQUENCE, &names) ||
        !der_enter(&names, V_ASN1_CONTEXT_SPECIFIC, 4, &name) || names.at != names.end)
        return false;
    const unsigned char *at = both.at;
    bool whole = der_is(&both, V_ASN1_INTEGER, &number) && both.at == both.end;
    ASN1_INTEGER *serial = whole ? d2i_ASN1_INTEGER(NULL, &at, both.end - at) : NULL;
    at = name.at;
    X509_NAME *issuer = d2i_X509_NAME(NULL, &at, name.end - at);
    bool fits = serial && issuer &&
                ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(certificate)) == 0 &&
                X509_NAME_cmp(issuer, X509_get_issuer_name(certificate)) == 0;
    ASN1_INTEGER_free(serial);
    X509_NAME_free(issuer);
    return fits;
}

/* Says whether the ESSCertID or ESSCertIDv2 is that of the certificate. */
static bool is_id_of(struct der id, enum ess_version version, X509 *certificate)
{
    struct der digest;
    int kind = read_digest(&id, version);
    return der_is(&id, V_ASN1_OCTET_STRING, &digest) &&
           digests_to(certificate, kind, &digest) && issuer_fits(&id, certificate);
}

static bool is_id_among(struct der id, enum ess_version version, struct stack_st_X509 *others)
{
    for (int i = 0; i < sk_X509_num(others); i++)
        if (is_id_of(id, version, sk_X509_value(others, i)))
            return true;
    return false;
}

bool ess_names(const void *der, size_t size, enum ess_version version, X509 *signer,
               struct stack_st_X509 *others)
{
    struct der all = der_of(der, size), value, ids, id;
    bool named = der_is(&all, V_ASN1_SEQUENCE, &value) && all.at == all.end &&
                 der_is(&value, V_ASN1_SEQUENCE, &ids) && /* policies may follow */
                 der_is(&ids, V_ASN1_SEQUENCE, &id) && is_id_of(id, version, signer);
    while (named && ids.at < ids.end)
        named = der_is(&ids, V_ASN1_SEQUENCE, &id) && is_id_among(id, version, others);
    return named;
}
