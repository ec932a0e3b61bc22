/* Checks a signature, a CMS SignedData (RFC 5652), strictly against the profile PAdES B-B
 * (ETSI EN 319 142-1). */
#ifndef KUALIK_CMS_VERIFY_H
#define KUALIK_CMS_VERIFY_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stddef.h>
#include <stdint.h>

/* The authorities somebody trusts. */
struct anchors;

/* Reads one or more PEM certificates, or one in DER form; release with anchors_free. */
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
