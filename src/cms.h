/* Cryptographic messages (RFC 5652) by OpenSSL: signing with a key from a PKCS#12 file, and
 * checking a signature strictly. */
#ifndef KUALIK_CMS_H
#define KUALIK_CMS_H

#include "buf.h"
#include "digest.h"
#include "err.h"
#include "signer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Opens the PKCS#12 in `bytes` (the old encryption of Kazakhstan's NUC too) with the
 * NUL-terminated `password`. `path` names it in messages. `now` is seconds since 1970.
 * Refuses, by name: a wrong password, a GOST key, an RSA key under 2048 bits, a curve other
 * than P-256, a certificate that is expired or not yet valid, one without
 * digitalSignature/nonRepudiation, one for authentication (log-in), a file with no key or
 * without the key's certificate. Release with `signer->free(signer)`. */
struct signer *cms_signer_new(const struct buf *bytes, const char *password, const char *path,
                              int64_t now, struct err *err);

/* The authorities somebody trusts. */
struct anchors;

/* Reads one or more PEM certificates; release with anchors_free. */
struct anchors *anchors_new(const struct buf *pem, const char *path, struct err *err);
void anchors_free(struct anchors *anchors);

enum cms_verdict {
    CMS_VALID,
    CMS_UNTRUSTED, /* sound, but its chain ends at nobody in the anchors */
    CMS_INVALID,
};

struct cms_report {
    enum cms_verdict verdict;
    char signer[256];       /* common name, cut between letters */
    char issuer[256];
    char why[512];          /* a sentence, when the verdict is not CMS_VALID */
};

/* Checks the DER in `der`: exactly one SignedData with one signer, detached, strict DER with
 * nothing behind it, the signed attributes of PAdES B-B each exactly once and no others that
 * it forbids, the digest `content` (SHA-256), the signature, key size, key usage, ESS
 * certificate, validity at `now` and the chain to `anchors` (NULL: none given). */
void cms_verify(const void *der, size_t size, const struct digest *content,
                const struct anchors *anchors, int64_t now, struct cms_report *report);

#endif
