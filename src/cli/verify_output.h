/* How `kualik verify` tells what it found, to people and to programs. */
#ifndef KUALIK_VERIFY_OUTPUT_H
#define KUALIK_VERIFY_OUTPUT_H

#include "base/buf.h"
#include "verify/verify.h"

/* Appends lines for people. */
void verify_output_plain(struct buf *out, const char *path,
                         const struct verification *verification);

/* Appends a line of JSON. Its words never change:
 *
 * verdict: good, untrusted, unsigned, unjudged, unreadable, changed. level: "", PAdES-B-B, -T,
 * -LT, -LTA. revocation: none, revoked, unknown. Times are UTC, as 2017-10-05T06:00:00Z, ""
 * where there is none. The members about the signer are those of the first signature,
 * but the level is the lowest of all signatures. */
void verify_output_json(struct buf *out, const char *path,
                        const struct verification *verification);

#endif
