/* The statement of whoever vouches for a key of seals: a detached CMS signature (RFC 5652) of
 * the file seal.pem, in the file seal.p7s beside it. With a time-stamp it outlives the
 * certificate that it was made with. */
#ifndef KUALIK_SEAL_STATEMENT_H
#define KUALIK_SEAL_STATEMENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "issue/signature_level.h"
#include "sign/signer.h"
#include "trust/cms_verify.h"

#include <stdbool.h>
#include <stdint.h>

enum { SEAL_STATEMENT_LIMIT = 64 << 20 }; /* bytes of its file, with whole revocation lists */

/* Who vouches for a key, when, and what is to prove that. Lent. */
struct voucher {
    const struct signer *signer; /* NULL: nobody does */
    int64_t time;                /* seconds since 1970 */
    const struct signature_level *level;
};

/* Appends to `der` the statement about the key with that PEM; somebody must vouch for it. */
bool seal_statement_make(const struct voucher *voucher, const struct buf *pem, struct buf *der,
                         struct error *err);

/* Returns what the statement about the key in the file at `key_path` is called; the arena's. */
const char *seal_statement_path(const char *key_path, struct arena *arena);

/* Judges the statement in `der` about the key with that PEM as of `now` (seconds since 1970);
 * `anchors` may be NULL. */
void seal_statement_judge(const struct buf *der, const struct buf *pem,
                          const struct anchors *anchors, int64_t now,
                          struct cms_report *report);

#endif
