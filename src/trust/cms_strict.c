#include "trust/cms_strict.h"

#include "base/buf.h"
#include "base/hash.h"

#include <openssl/asn1.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SET_LIMIT = 256 }; /* elements that are put into order */

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

/* Reads a version, a single digit; -1 if it is another number. */
static int read_version(struct der *der)
{
    struct der number;
    bool digit = is_universal(der, V_ASN1_INTEGER, &number) && number.end - number.at == 1;
    return digit ? *number.at : -1;
}

/* Says whether the version is that of a message with such content (RFC 5652, 5.1), whose
 * certificates and signers are of the usual kinds. */
static bool fits_content(int version, struct der content)
{
    static const unsigned char data[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01};
    struct der type;
    if (!is_universal(&content, V_ASN1_OBJECT, &type))
        return false;
    bool is_data =
        type.end - type.at == (long)sizeof data && memcmp(type.at, data, sizeof data) == 0;
    return version == (is_data ? 1 : 3);
}

/* One algorithm with parameters absent or NULL (RFC 5754, section 2); `*name` is its OID. */
static bool is_plain_algorithm(struct der *der, struct der *name)
{
    struct der algorithm, null;
    if (!is_universal(der, V_ASN1_SEQUENCE, &algorithm) ||
        !is_universal(&algorithm, V_ASN1_OBJECT, name))
        return false;
    return algorithm.at == algorithm.end ||
           (is_universal(&algorithm, V_ASN1_NULL, &null) && null.at == null.end &&
            algorithm.at == algorithm.end);
}

static bool is_same(const struct der *a, const struct der *b)
{
    return a->end - a->at == b->end - b->at &&
           memcmp(a->at, b->at, (size_t)(a->end - a->at)) == 0;
}

/* Steps over certificates and lists, if they are there. */
static void skip_sets(struct der *data, struct der sets[2])
{
    for (int tag = 0; tag < 2; tag++) {
        struct der behind = *data;
        if (enter(&behind, V_ASN1_CONTEXT_SPECIFIC, tag, &sets[tag]))
            *data = behind;
    }
}

/* Steps into the SignerInfo, behind its version. `sets` are the certificates and the lists,
 * `*digest` is the only algorithm that the frame names. */
static bool enter_signer(const void *der, size_t size, struct der sets[2], struct der *signer,
                         struct der *digest)
{
    struct der all = {der, (const unsigned char *)der + size};
    struct der info, type, explicit, data, algorithms, content, signers;
    int version = -1;
    if (!is_universal(&all, V_ASN1_SEQUENCE, &info) ||
        !is_universal(&info, V_ASN1_OBJECT, &type) ||
        !enter(&info, V_ASN1_CONTEXT_SPECIFIC, 0, &explicit) ||
        !is_universal(&explicit, V_ASN1_SEQUENCE, &data) ||
        (version = read_version(&data)) < 0 || !is_universal(&data, V_ASN1_SET, &algorithms) ||
        !is_plain_algorithm(&algorithms, digest) || algorithms.at != algorithms.end ||
        !is_universal(&data, V_ASN1_SEQUENCE, &content) || !fits_content(version, content))
        return false;
    skip_sets(&data, sets);
    return is_universal(&data, V_ASN1_SET, &signers) &&
           is_universal(&signers, V_ASN1_SEQUENCE, signer) && read_version(signer) == 1;
}

bool cms_strict_check(const void *der, size_t size)
{
    struct der sets[2] = {{0}}, signer, digest, skipped, own;
    return enter_signer(der, size, sets, &signer, &digest) && sets[0].at &&
           is_universal(&signer, V_ASN1_SEQUENCE, &skipped) && /* who: issuer, serial number */
           is_plain_algorithm(&signer, &own) && is_same(&digest, &own);
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
    struct der sets[2] = {{0}}, signer, skipped, attributes, digest, signature;
    if (!enter_signer(der, size, sets, &signer, &digest) ||
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

/* ---- the order of sets ------------------------------------------------------------------ */

/* The shorter one counts as if it ended with zeros. */
static int compare_elements(const void *a, const void *b)
{
    const struct der *left = a, *right = b;
    size_t left_size = (size_t)(left->end - left->at),
           right_size = (size_t)(right->end - right->at);
    int order = memcmp(left->at, right->at, left_size < right_size ? left_size : right_size);
    if (order == 0)
        order = (left_size > right_size) - (left_size < right_size);
    return order;
}

static void sort_set(const struct der *set)
{
    struct der elements[SET_LIMIT];
    struct buf sorted = {0};
    const unsigned char *at = set->at;
    size_t count = 0;
    for (; at < set->end && count < SET_LIMIT; count++) {
        long size;
        int tag, class;
        const unsigned char *inside = at;
        if (ASN1_get_object(&inside, &size, &tag, &class, set->end - at) & 0x80)
            return;
        elements[count] = (struct der){at, inside + size};
        at = inside + size;
    }
    if (at != set->end)
        return;
    qsort(elements, count, sizeof *elements, compare_elements);
    for (size_t i = 0; i < count; i++)
        buf_add(&sorted, elements[i].at, (size_t)(elements[i].end - elements[i].at));
    if (sorted.size)
        memcpy((void *)(uintptr_t)set->at, sorted.data, sorted.size);
    buf_free(&sorted);
}

void cms_strict_sort(void *der, size_t size)
{
    struct der sets[2] = {{0}}, signer, digest, skipped, attributes;
    if (!enter_signer(der, size, sets, &signer, &digest))
        return;
    for (size_t i = 0; i < 2; i++)
        if (sets[i].at)
            sort_set(&sets[i]);
    for (size_t i = 0; i < 2; i++) /* who, and the digest's algorithm */
        if (!is_universal(&signer, V_ASN1_SEQUENCE, &skipped))
            return;
    if (enter(&signer, V_ASN1_CONTEXT_SPECIFIC, 0, &attributes))
        sort_set(&attributes);
    if (is_universal(&signer, V_ASN1_SEQUENCE, &skipped) &&
        is_universal(&signer, V_ASN1_OCTET_STRING, &skipped) &&
        enter(&signer, V_ASN1_CONTEXT_SPECIFIC, 1, &attributes))
        sort_set(&attributes);
}
