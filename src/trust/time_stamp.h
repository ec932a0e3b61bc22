/* Time-stamp tokens (RFC 3161): who says that something existed when. */
#ifndef KUALIK_TIME_STAMP_H
#define KUALIK_TIME_STAMP_H

#include "trust/anchors.h"
#include "trust/certificate.h"
#include "trust/cms_message.h"
#include "trust/validation_store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stamp_report {
    bool present;
    /* CMS_UNTRUSTED: true as far as can be seen, but it proves no time; the others but
     * CMS_VALID: it is no time-stamp of that content. */
    enum cms_verdict verdict;
    struct certificate authority; /* whose clock it is */
    int64_t time;                 /* seconds since 1970; proven only by CMS_VALID */
    enum revocation revocation;   /* of the authority's chain */
    struct error why;             /* when the verdict is not CMS_VALID */
};

/* Checks the token in `der` as of `now` (seconds since 1970): the message, that it is over
 * `content`, that its certificate is for time-stamps alone (RFC 3161, 2.3) and had begun when
 * it was made, and the chain to `anchors` (NULL: none given). */
void time_stamp_check(const void *der, size_t size, const struct cms_content *content,
                      const struct anchors *anchors, const struct validation_store *evidence,
                      int64_t now, struct stamp_report *report);

#endif
