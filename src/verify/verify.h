/* Checks the signature of a PDF, accepting only what it is sure of. */
#ifndef KUALIK_VERIFY_H
#define KUALIK_VERIFY_H

#include "base/buf.h"
#include "trust/cms_verify.h"

#include <stdbool.h>
#include <stdint.h>

enum verdict {
    VERDICT_VALID,
    VERDICT_INVALID, /* there is a signature, and it does not hold for the whole file */
    VERDICT_UNTRUSTED,
    VERDICT_UNSIGNED,
    VERDICT_UNREADABLE, /* not a PDF, damaged, encrypted, or of a form that is not read */
};

struct verification {
    enum verdict verdict;
    char signer[256]; /* common name of the signer, where it could be read */
    char issuer[256];
    struct digest certificate; /* SHA-256 of the signer's, zeros where there is none */
    char time[64];    /* what the document says of its signing time: information, no proof */
    struct error why; /* when the verdict is not VERDICT_VALID */
};

/* Checks the whole file in `pdf` against `anchors` (NULL: none given) at `now` (seconds since
 * 1970). `memory` (cms_verify.h; may be NULL) makes many files faster. Revocation is not
 * checked: whoever shows the verdict says so. */
void verify_pdf(const struct buf *pdf, const struct anchors *anchors, int64_t now,
                struct cms_memory *memory, struct verification *verification);

/* Says whether the key of the certificate with that digest signed all of the file but the
 * string that its first /ByteRange leaves out. Whoever trusts that key with what it signs need
 * not read the file's objects, which is most of the work of verify_pdf. False means no more
 * than that verify_pdf must judge. */
bool verify_is_signed_by(const struct buf *pdf, const struct digest *certificate, int64_t now,
                         struct cms_memory *memory);

#endif
