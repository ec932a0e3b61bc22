/* Judges the signatures of a PDF, strictly: what each covers, what came after it, whether it is
 * true, who made it and when, and whether somebody who is trusted vouches for them. What is not
 * understood is never called good. */
#ifndef KUALIK_VERIFY_H
#define KUALIK_VERIFY_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/pades_level.h"
#include "trust/anchors.h"
#include "trust/certificate.h"
#include "trust/cms_verify.h"
#include "verify/expected_signer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VERIFY_FILE_LIMIT = 256 << 20 }; /* bytes of a PDF that is judged, or added to */

/* In the order in which one counts more than another for a file of several signatures. */
enum verdict {
    VERDICT_GOOD,
    VERDICT_UNTRUSTED, /* true, but nobody who is trusted vouches for it, or its time is wrong
                        */
    VERDICT_UNSIGNED,
    VERDICT_UNJUDGED,   /* a signature of a kind, or in a form, that is not understood */
    VERDICT_UNREADABLE, /* not a PDF, damaged, encrypted, or of a form that is not read */
    VERDICT_CHANGED,    /* proven not to be what was signed */
};

enum { VERIFY_FIELD_SIZE = 64 };

/* One signature, or a document's time-stamp. */
struct signature_report {
    enum verdict verdict;
    bool is_stamp;
    char field[VERIFY_FIELD_SIZE]; /* name of the form's field that it stands in; "": none */
    bool is_whole;                 /* it is of the file to its end */
    enum pades_level level;        /* as far as it is proven with the authorities given */
    struct certificate signer;     /* its fingerprint is zeros where it could not be read */
    bool has_time;                 /* the signer claims … */
    int64_t time;   /* … this time, seconds since 1970; of a stamp: what it says */
    bool is_proven; /* … and it existed already … */
    int64_t proven; /* … at this time … */
    char clock[CERTIFICATE_NAME_SIZE]; /* … by the clock of this authority */
    char unknown[CMS_ATTRIBUTE_SIZE];  /* as in cms_message.h */
    struct stamp_report stamp;         /* of those in a person's signature, the best */
    enum revocation revocation;        /* of its chain, at the earliest proven time */
    struct {
        bool evidence, stamps, signatures, visible;
    } after;          /* what came after it and is allowed */
    struct error why; /* when the verdict is not VERDICT_GOOD; of a stamp: what it lacks */
};

struct verification {
    enum verdict verdict;
    struct error why;                    /* when it is not VERDICT_GOOD */
    struct signature_report *signatures; /* from the first to the last revision */
    size_t count;
    const struct signature_report *main; /* the first person's; NULL: there is none */
    struct buf empty; /* names of the signature fields that nobody has signed, NUL-terminated,
                         one after another */
};

struct verify_request {
    const struct anchors *anchors;          /* NULL: none given */
    int64_t now;                            /* seconds since 1970 */
    const struct expected_signer *expected; /* who may have signed; */
    size_t expected_count;                  /* 0: anybody */
};

/* Judges the whole file in `pdf`. `memory` (cms_verify.h; may be NULL) makes many files faster.
 * Release with verification_free. */
void verify_pdf(const struct buf *pdf, const struct verify_request *request,
                struct cms_memory *memory, struct verification *verification);

/* Judges the detached signature, a CMS SignedData (RFC 5652) of all of `content`, as it is or
 * as text (message_text.h). */
void verify_detached(const struct buf *signature, const struct buf *content,
                     const struct verify_request *request, struct cms_memory *memory,
                     struct verification *verification);
void verification_free(struct verification *verification);

/* Says whether the key of the certificate with that digest signed all of the file but the
 * string that its first /ByteRange leaves out. Whoever trusts that key with what it signs need
 * not read the file's objects, which is most of the work of verify_pdf. False means no more
 * than that verify_pdf must judge. */
bool verify_is_signed_by(const struct buf *pdf, const struct digest *certificate, int64_t now,
                         struct cms_memory *memory);

#endif
