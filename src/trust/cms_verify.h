/* Judges a signature, a CMS SignedData (RFC 5652): whether it is true, who made it, and whether
 * somebody who is trusted vouches for them at the earliest time that is proven. */
#ifndef KUALIK_CMS_VERIFY_H
#define KUALIK_CMS_VERIFY_H

#include "base/error.h"
#include "trust/anchors.h"
#include "trust/certificate.h"
#include "trust/cms_message.h"
#include "trust/time_stamp.h"
#include "trust/validation_store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cms_request {
    const void *der;
    size_t size;
    struct cms_content content;
    bool pades;                    /* it must name its certificate (ETSI EN 319 142-1, 6.3) */
    const struct anchors *anchors; /* NULL: none given */
    const struct validation_store *evidence; /* what else travels along; NULL: what the message
                                              * has itself */
    int64_t now; /* by which it surely existed: now, or when something proves it; seconds since
                  * 1970 */
};

struct cms_report {
    enum cms_verdict verdict;
    struct certificate signer;        /* its fingerprint is zeros where none could be read */
    bool of_other;                    /* invalid, as its digest is that of something else */
    bool names_signer;                /* by the attribute that PAdES wants */
    bool one_chain;                   /* it carries no certificate beside the signer's chain */
    bool has_time;                    /* the message claims a time … */
    int64_t time;                     /* … this one, seconds since 1970: no proof */
    char unknown[CMS_ATTRIBUTE_SIZE]; /* as in cms_message.h */
    struct stamp_report stamp;        /* the best that the message carries */
    int64_t proven;                   /* the earliest time by which it existed */
    enum revocation revocation;       /* of the chain, at that time */
    struct error why;                 /* when the verdict is not CMS_VALID */
};

/* Remembers the latest sound signatures, against which others of their signers are checked in
 * a fifth of the time, and as strictly. Good for one set of anchors and one `now`, and for
 * requests without evidence; threads have one each. Release with cms_memory_free. */
struct cms_memory;
struct cms_memory *cms_memory_new(void);
void cms_memory_free(struct cms_memory *memory);

/* Checks the message (cms_message.h), that its certificate is for signing, its time-stamps,
 * then the chain and revocation as of the earliest proven time. `memory` may be NULL. */
void cms_verify(const struct cms_request *request, struct cms_memory *memory,
                struct cms_report *report);

#endif
