/* The frame of a signature, which the signature itself does not cover: versions and the list of
 * digests. OpenSSL reads it, but lets most of it pass. For cms_verify.c. */
#ifndef KUALIK_CMS_STRICT_H
#define KUALIK_CMS_STRICT_H

#include <stdbool.h>
#include <stddef.h>

/* Says whether the SignedData (RFC 5652, section 5.1) in strict DER has version 1, SHA-256 as
 * its only digest, certificates but no revocation lists, and a SignerInfo of version 1. */
bool cms_strict_check(const void *der, size_t size);

#endif
