/* The statement of whoever vouches for a key of seals: a detached CMS signature (RFC 5652) of
 * the file seal.pem, in the file seal.p7s beside it. With a time-stamp it outlives the
 * certificate that it was made with. */
#ifndef KUALIK_SEAL_STATEMENT_H
#define KUALIK_SEAL_STATEMENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "trust/cms_verify.h"

#include <stdint.h>

/* Returns what the statement about the key in the file at `key_path` is called; the arena's. */
const char *seal_statement_path(const char *key_path, struct arena *arena);

/* Judges the statement in `der` about the key with that PEM as of `now` (seconds since 1970);
 * `anchors` may be NULL. */
void seal_statement_judge(const struct buf *der, const struct buf *pem,
                          const struct anchors *anchors, int64_t now,
                          struct cms_report *report);

#endif
