#include "trust/cms_strict.h"

#include "base/buf.h"
#include "base/hash.h"
#include "trust/der.h"

#include <openssl/asn1.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SET_LIMIT = 256 }; /* elements that are put into order */

/* Reads a version, a single digit; -1 if it is another number. */
static int read_version(struct der *der)
{
    struct der number;
    bool digit = der_is(der, V_ASN1_INTEGER, &number) && number.end - number.at == 1;
    return digit ? *number.at : -1;
}

/* Says whether there is something among the lists that is none, such as an OCSP answer. */
static bool has_others(struct der lists)
{
    struct der skipped;
    while (der_is(&lists, V_ASN1_SEQUENCE, &skipped))
        continue;
    return lists.at != lists.end;
}

/* Says whether the version is that of a message with such content and lists (RFC 5652, 5.1),
 * whose certificates and signers are of the usual kinds. */
static bool fits_content(int version, struct der content, struct der lists)
{
    static const unsigned char data[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01};
    struct der type;
    if (!der_is(&content, V_ASN1_OBJECT, &type))
        return false;
    if (has_others(lists))
        return version == 5;
    return version == (der_equals(&type, data, sizeof data) ? 1 : 3);
}

/* One algorithm with parameters absent or NULL (RFC 5754, section 2); `*name` is its OID. */
static bool is_plain_algorithm(struct der *der, struct der *name)
{
    struct der algorithm, null;
    if (!der_is(der, V_ASN1_SEQUENCE, &algorithm) || !der_is(&algorithm, V_ASN1_OBJECT, name))
        return false;
    return algorithm.at == algorithm.end ||
           (der_is(&algorithm, V_ASN1_NULL, &null) && null.at == null.end &&
            algorithm.at == algorithm.end);
}

/* Steps over certificates and lists, if they are there. */
static void skip_sets(struct der *data, struct der sets[2])
{
    for (int tag = 0; tag < 2; tag++) {
        struct der behind = *data;
        if (der_enter(&behind, V_ASN1_CONTEXT_SPECIFIC, tag, &sets[tag]))
            *data = behind;
    }
}

/* Steps into the SignerInfo, behind its version. `sets` are the certificates and the lists,
 * `*digest` is the only algorithm that the frame names. */
static bool enter_signer(const void *der, size_t size, struct der sets[2], struct der *signer,
                         struct der *digest)
{
    struct der all = der_of(der, size);
    struct der info, type, explicit, data, algorithms, content, signers;
    int version = -1;
    if (!der_is(&all, V_ASN1_SEQUENCE, &info) || !der_is(&info, V_ASN1_OBJECT, &type) ||
        !der_enter(&info, V_ASN1_CONTEXT_SPECIFIC, 0, &explicit) ||
        !der_is(&explicit, V_ASN1_SEQUENCE, &data) || (version = read_version(&data)) < 0 ||
        !der_is(&data, V_ASN1_SET, &algorithms) || !is_plain_algorithm(&algorithms, digest) ||
        algorithms.at != algorithms.end || !der_is(&data, V_ASN1_SEQUENCE, &content))
        return false;
    skip_sets(&data, sets);
    return fits_content(version, content, sets[1]) && der_is(&data, V_ASN1_SET, &signers) &&
           der_is(&signers, V_ASN1_SEQUENCE, signer) && read_version(signer) == 1;
}

bool cms_strict_check(const void *der, size_t size)
{
    struct der sets[2] = {{0}}, signer, digest, skipped, own;
    return enter_signer(der, size, sets, &signer, &digest) && sets[0].at &&
           der_is(&signer, V_ASN1_SEQUENCE, &skipped) && /* who: issuer, serial number */
           is_plain_algorithm(&signer, &own) && der_equals(&own, digest.at, der_size(&digest));
}

bool cms_strict_lists(const void *der, size_t size, struct der *lists)
{
    struct der sets[2] = {{0}}, signer, digest;
    bool found = enter_signer(der, size, sets, &signer, &digest) && sets[1].at;
    if (found)
        *lists = sets[1];
    return found;
}

/* Finds the value of the attribute messageDigest (RFC 5652, 11.2). */
static bool find_digest(struct der attributes, struct der *digest)
{
    static const unsigned char oid[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04};
    struct der attribute, type, values;
    while (der_is(&attributes, V_ASN1_SEQUENCE, &attribute))
        if (der_is(&attribute, V_ASN1_OBJECT, &type) && der_equals(&type, oid, sizeof oid))
            return der_is(&attribute, V_ASN1_SET, &values) &&
                   der_is(&values, V_ASN1_OCTET_STRING, digest) &&
                   der_size(digest) == DIGEST_SIZE;
    return false;
}

bool cms_strict_places(const void *der, size_t size, struct cms_places *places)
{
    const unsigned char *start = der, *attributes_at;
    struct der sets[2] = {{0}}, signer, skipped, attributes, digest, signature;
    if (!enter_signer(der, size, sets, &signer, &digest) ||
        !der_is(&signer, V_ASN1_SEQUENCE, &skipped) || /* who: issuer, serial number */
        !der_is(&signer, V_ASN1_SEQUENCE, &skipped))   /* digest's algorithm */
        return false;
    attributes_at = signer.at;
    if (!der_enter(&signer, V_ASN1_CONTEXT_SPECIFIC, 0, &attributes) ||
        !find_digest(attributes, &digest) ||
        !der_is(&signer, V_ASN1_SEQUENCE, &skipped) || /* signature's algorithm */
        !der_is(&signer, V_ASN1_OCTET_STRING, &signature))
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
        if (!der_is(&signer, V_ASN1_SEQUENCE, &skipped))
            return;
    if (der_enter(&signer, V_ASN1_CONTEXT_SPECIFIC, 0, &attributes))
        sort_set(&attributes);
    if (der_is(&signer, V_ASN1_SEQUENCE, &skipped) &&
        der_is(&signer, V_ASN1_OCTET_STRING, &skipped) &&
        der_enter(&signer, V_ASN1_CONTEXT_SPECIFIC, 1, &attributes))
        sort_set(&attributes);
}
