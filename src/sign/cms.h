/* Cryptographic messages (RFC 5652) by OpenSSL: signing with a key from a PKCS#12 file, and
 * checking a signature strictly. */
#ifndef KUALIK_CMS_H
#define KUALIK_CMS_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/signer.h"

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
                              int64_t now, struct error *err);

/* Appends a plain detached signature over `bytes`, made by OpenSSL's usual calls with the
 * key of a signer from cms_signer_new: the yardstick of `make bench`. */
bool cms_sign_plain(const struct signer *signer, const void *bytes, size_t size,
                    struct buf *der, struct error *err);

/* The authorities somebody trusts. */
struct anchors;

/* Reads one or more PEM certificates; release with anchors_free. */
struct anchors *anchors_new(const struct buf *pem, const char *path, struct error *err);
void anchors_free(struct anchors *anchors);

enum cms_verdict {
    CMS_VALID,
    CMS_UNTRUSTED, /* sound, but its certificate has expired or leads to none of the anchors */
    CMS_INVALID,
};

struct cms_report {
    enum cms_verdict verdict;
    char signer[256]; /* common name, cut between letters */
    char issuer[256];
    struct digest certificate; /* SHA-256 of the signer's, zeros where there is none */
    struct error why;          /* when the verdict is not CMS_VALID */
};

/* Remembers the latest sound signature, against which others of the same signer are checked in
 * a fifth of the time, and as strictly. Good for one set of anchors and one `now`; threads have
 * one each. Release with cms_memory_free. */
struct cms_memory;
struct cms_memory *cms_memory_new(void);
void cms_memory_free(struct cms_memory *memory);

/* Checks the DER in `der`: exactly one SignedData with one signer, detached, strict DER with
 * nothing behind it, its frame (cms_strict.h), the three signed attributes of PAdES B-B each
 * exactly once and no other attribute, the digest `content` (SHA-256), the ESS certificate, key
 * size, the signature, key usage; then validity at `now`, the chain to `anchors` (NULL: none
 * given), and that no other certificate travels along. `memory` may be NULL. Revocation is not
 * checked: whoever shows the verdict says so. */
void cms_verify(const void *der, size_t size, const struct digest *content,
                const struct anchors *anchors, int64_t now, struct cms_memory *memory,
                struct cms_report *report);

#endif
