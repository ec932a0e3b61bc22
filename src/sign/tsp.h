/* The Time-Stamp Protocol (RFC 3161): the request, and the token that answers it, which is
 * checked before anybody relies on it. Who asks over the network: tsa.h; who judges tokens that
 * others have put in: trust/time_stamp.h. */
#ifndef KUALIK_TSP_H
#define KUALIK_TSP_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stdint.h>

struct TS_req_st;
struct x509_store_st;

/* Makes a request for a time-stamp over the digest, with a nonce and the wish for the
 * authority's certificates. `policy` is an object identifier in digits and points, NULL: any.
 * NULL, with a sentence, when `policy` is none. Release with tsp_request_free. */
struct TS_req_st *tsp_request(const struct digest *imprint, const char *policy,
                              struct error *err);
void tsp_request_free(struct TS_req_st *request);

/* Appends the request's DER. */
bool tsp_encode(const struct TS_req_st *request, struct buf *der, struct error *err);

/* Checks the answer (TimeStampResp) in `der`: granted, for this request's digest, nonce and
 * policy, its digest SHA-256 or stronger, its signature, its certificate named by it, meant for
 * time-stamps alone (RFC 3161, 2.3) and leading to one of the authorities in `anchors` at the
 * time it tells, which is not ten minutes or more away from `*now` (seconds since 1970; NULL:
 * that is not looked at). Then appends the token, a CMS SignedData. */
bool tsp_accept(const struct TS_req_st *request, const struct buf *der,
                const struct x509_store_st *anchors, const int64_t *now, struct buf *token,
                struct error *err);

/* Puts the token into the signature in `der`, a CMS SignedData of one signer, as its unsigned
 * attribute signature-time-stamp (RFC 3161, appendix A); signed bytes stay as they are. */
bool tsp_attach(struct buf *der, const struct buf *token, struct error *err);

/* Says whether the signature in `der` has such a time-stamp. */
bool tsp_is_attached(const struct buf *der);

/* Digests what such a time-stamp is about: the value of the signature in `der`. */
bool tsp_imprint(const struct buf *der, struct digest *imprint, struct error *err);

#endif
