#include "trust/cms_strict.h"

#include "base/hash.h"

#include <openssl/asn1.h>
#include <string.h>

/* What is left to read of a value's content. */
struct der {
    const unsigned char *at, *end;
};

/* Steps into the next value, which must have that tag, and behind it in `outer`. */
static bool enter(struct der *outer, int class, int tag, struct der *inner)
{
    long size;
    int found_tag, found_class;
    const unsigned char *at = outer->at;
    int head = ASN1_get_object(&at, &size, &found_tag, &found_class, outer->end - outer->at);
    if (head & 0x80 || found_tag != tag || found_class != class)
        return false;
    *inner = (struct der){at, at + size};
    outer->at = inner->end;
    return true;
}

static bool is_universal(struct der *der, int tag, struct der *inner)
{
    return enter(der, V_ASN1_UNIVERSAL, tag, inner);
}

static bool is_one(struct der *der)
{
    struct der number;
    return is_universal(der, V_ASN1_INTEGER, &number) && number.end - number.at == 1 &&
           *number.at == 1;
}

/* Exactly one algorithm, SHA-256, with parameters absent or NULL (RFC 5754, section 2). */
static bool is_sha256(struct der *der)
{
    static const unsigned char oid[] = {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01};
    struct der set, algorithm, name, null;
    if (!is_universal(der, V_ASN1_SET, &set) ||
        !is_universal(&set, V_ASN1_SEQUENCE, &algorithm) || set.at != set.end ||
        !is_universal(&algorithm, V_ASN1_OBJECT, &name) ||
        name.end - name.at != (long)sizeof oid || memcmp(name.at, oid, sizeof oid) != 0)
        return false;
    return algorithm.at == algorithm.end ||
           (is_universal(&algorithm, V_ASN1_NULL, &null) && null.at == null.end &&
            algorithm.at == algorithm.end);
}

/* Steps into the SignerInfo, behind its version. */
static bool enter_signer(const void *der, size_t size, struct der *signer)
{
    struct der all = {der, (const unsigned char *)der + size};
    struct der info, type, explicit, data, content, certificates, signers;
    return is_universal(&all, V_ASN1_SEQUENCE, &info) &&
           is_universal(&info, V_ASN1_OBJECT, &type) &&
           enter(&info, V_ASN1_CONTEXT_SPECIFIC, 0, &explicit) &&
           is_universal(&explicit, V_ASN1_SEQUENCE, &data) && is_one(&data) &&
           is_sha256(&data) && is_universal(&data, V_ASN1_SEQUENCE, &content) &&
           enter(&data, V_ASN1_CONTEXT_SPECIFIC, 0, &certificates) &&
           is_universal(&data, V_ASN1_SET, &signers) &&
           is_universal(&signers, V_ASN1_SEQUENCE, signer) && is_one(signer);
}

bool cms_strict_check(const void *der, size_t size)
{
    struct der signer;
    return enter_signer(der, size, &signer);
}

/* Finds the value of the attribute messageDigest (RFC 5652, 11.2). */
static bool find_digest(struct der attributes, struct der *digest)
{
    static const unsigned char oid[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04};
    struct der attribute, type, values;
    while (is_universal(&attributes, V_ASN1_SEQUENCE, &attribute))
        if (is_universal(&attribute, V_ASN1_OBJECT, &type) &&
            type.end - type.at == (long)sizeof oid && memcmp(type.at, oid, sizeof oid) == 0)
            return is_universal(&attribute, V_ASN1_SET, &values) &&
                   is_universal(&values, V_ASN1_OCTET_STRING, digest) &&
                   digest->end - digest->at == DIGEST_SIZE;
    return false;
}

bool cms_strict_places(const void *der, size_t size, struct cms_places *places)
{
    const unsigned char *start = der, *attributes_at;
    struct der signer, skipped, attributes, digest, signature;
    if (!enter_signer(der, size, &signer) ||
        !is_universal(&signer, V_ASN1_SEQUENCE, &skipped) || /* who: issuer, serial number */
        !is_universal(&signer, V_ASN1_SEQUENCE, &skipped))   /* digest's algorithm */
        return false;
    attributes_at = signer.at;
    if (!enter(&signer, V_ASN1_CONTEXT_SPECIFIC, 0, &attributes) ||
        !find_digest(attributes, &digest) ||
        !is_universal(&signer, V_ASN1_SEQUENCE, &skipped) || /* signature's algorithm */
        !is_universal(&signer, V_ASN1_OCTET_STRING, &signature))
        return false;
    *places = (struct cms_places){
        .digest = (size_t)(digest.at - start),
        .attributes = (size_t)(attributes_at - start),
        .attributes_size = (size_t)(attributes.end - attributes_at),
        .signature = (size_t)(signature.at - start),
        .signature_size = (size_t)(signature.end - signature.at),
    };
    return true;
}
