/* Checks a signature before it goes into a certificate, whoever made it: a fault of memory, of
 * the module that signs, or of another program must not be found by whoever gets the
 * certificate. */
#ifndef KUALIK_SIGNATURE_CHECK_H
#define KUALIK_SIGNATURE_CHECK_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/signer.h"
#include "trust/cms_verify.h"

#include <stdbool.h>
#include <stdint.h>

/* What the signature must be. */
struct signature_wanted {
    struct signed_content content; /* of which it must be; without parts: of SHA-256 alone */
    const struct digest *signer;   /* SHA-256 of the signer's certificate, and … */
    const char *name;              /* … its common name, for messages */
    int64_t now;                   /* seconds since 1970 */
};

/* Says whether `der` is a detached CMS SignedData in strict DER (RFC 5652) over that content,
 * by that signer alone, and true, with no certificates but theirs and those above it; a
 * time-stamp that it carries must be sound. `*sub_filter` is what it may be called. `memory`
 * (cms_verify.h; may be NULL) makes many faster. */
bool signature_check(const struct buf *der, const struct signature_wanted *wanted,
                     struct cms_memory *memory, enum sub_filter *sub_filter, struct error *err);

#endif
