/* The algorithms of a signed message: which ones are accepted, and whether a signature by them
 * is true. For cms_message.c. */
#ifndef KUALIK_CMS_ALGORITHM_H
#define KUALIK_CMS_ALGORITHM_H

#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>

struct CMS_SignerInfo_st; /* OpenSSL's types */
struct x509_st;

/* Says whether the digest is known and strong, and the signature's algorithm one of RSA, ECDSA
 * or EdDSA that fits it and the signer's key (RFC 5754, RFC 8419; of RSASSA-PSS, RFC 4056, the
 * parameters as well). `*digest` is OpenSSL's number of it. */
bool cms_algorithm_check(struct CMS_SignerInfo_st *info, struct x509_st *signer, int *digest,
                         struct error *err);

/* Says whether the algorithms are those in the signed attribute cMSAlgorithmProtection (RFC
 * 6211), if it is there: the frame, where they are read, is not signed. */
bool cms_algorithm_protected(struct CMS_SignerInfo_st *info, struct error *err);

/* Says whether the signed attributes were signed with the key of that certificate. */
bool cms_algorithm_holds(struct CMS_SignerInfo_st *info, struct x509_st *signer);

/* Says whether the `count` parts themselves were, where there are no attributes; by RSA (PKCS
 * #1 v1.5) or ECDSA and that digest (OpenSSL's number): nobody is known to sign so by others.
 */
bool cms_algorithm_holds_of(struct CMS_SignerInfo_st *info, struct x509_st *signer, int digest,
                            const struct span *parts, size_t count);

#endif
