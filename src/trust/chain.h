/* The chain of certificates from a signer up to an authority that is trusted (RFC 5280, 6). */
#ifndef KUALIK_CHAIN_H
#define KUALIK_CHAIN_H

#include "base/error.h"
#include "trust/anchors.h"
#include "trust/validation_store.h"

#include <stdbool.h>
#include <stdint.h>

struct chain_request {
    struct x509_st *leaf;
    struct stack_st_X509 *others; /* that may stand between; not trusted; NULL: none */
    const struct anchors *anchors;
    const struct validation_store *evidence; /* may be NULL */
    int64_t time;       /* at which all of it must hold; seconds since 1970 */
    bool time_stamping; /* the leaf must be for time-stamps, and for nothing else */
};

/* Builds the chain; the caller releases it with sk_X509_pop_free. Returns NULL and says why
 * nobody who is trusted vouches for the leaf. */
struct stack_st_X509 *chain_build(const struct chain_request *request, struct error *err);

/* Says of the whole chain but its last certificate, which is trusted: whether one was revoked
 * at the request's time (`err` says which), none was, or that is not known. */
enum revocation chain_judge(const struct chain_request *request, struct stack_st_X509 *chain,
                            struct error *err);

#endif
