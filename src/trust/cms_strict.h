/* The frame of a signature, which the signature itself does not cover: versions and the list of
 * digests. OpenSSL reads it, but lets most of it pass. For cms_verify.c. */
#ifndef KUALIK_CMS_STRICT_H
#define KUALIK_CMS_STRICT_H

#include "trust/der.h"

#include <stdbool.h>
#include <stddef.h>

/* Says whether the SignedData (RFC 5652, section 5.1) in strict DER has a version that there
 * is, its signer's digest as the only one, certificates, and a SignerInfo of version 1. */
bool cms_strict_check(const void *der, size_t size);

/* Finds what there is of revocation lists, and of OCSP answers in their place (RFC 5940).
 * Returns false if there is nothing. */
bool cms_strict_lists(const void *der, size_t size, struct der *lists);

/* Puts the certificates, the lists and the attributes of such a message into the order that DER
 * demands of a SET OF (X.690, 11.6), in which some programs do not write them. */
void cms_strict_sort(void *der, size_t size);

/* Where in such a message stands what differs between two of one signer, and what is signed.
 * Offsets and sizes in bytes. */
struct cms_places {
    size_t digest; /* of the content: 32 bytes */
    size_t attributes, attributes_size;
    size_t signature, signature_size;
};

/* Finds the places in a message that passes cms_strict_check; returns false if its only signer
 * has no signed attribute with a SHA-256 digest. */
bool cms_strict_places(const void *der, size_t size, struct cms_places *places);

#endif
