/* A seal proves a sheet of paper without a network: the claims of a certificate, signed, as a
 * URL in a QR code. Behind the `#` of the URL stands, in decimal digits, a byte 1 (the form's
 * version) and a raw deflate stream (RFC 1951) of a COSE_Sign1 message; what is behind a `#`
 * never leaves the reader's browser. */
#ifndef KUALIK_SEAL_H
#define KUALIK_SEAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "seal/claims.h"
#include "seal/seal_key.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the seal's whole text: `url` (with or without its `#`), and the digits. */
bool seal_make(const struct seal_key *key, const char *url, const struct seal_claims *claims,
               struct buf *text, struct error *err);

/* Digests what a seal says (SHA-256 of the bytes that are signed): seals of one sheet that were
 * made twice differ, and this does not. */
struct digest seal_digest(const struct seal_claims *claims);

enum seal_verdict {
    SEAL_GOOD,        /* sealed by one of the keys */
    SEAL_FORGED,      /* it names one of the keys, which has not sealed this */
    SEAL_KEY_MISSING, /* sealed by a key that is not among them, or by nobody */
    SEAL_UNREADABLE,  /* no seal, or one of another version or damaged */
};

struct seal_reading {
    enum seal_verdict verdict;
    struct seal_claims claims; /* unless it is unreadable; the arena's */
    struct digest digest;      /* of the claims, as of seal_digest */
    uint8_t key_id[SEAL_KEY_ID_SIZE];
    size_t key;       /* SEAL_GOOD: which of the keys */
    struct error why; /* of all others */
};

/* Judges a seal's text by `count` keys. */
void seal_read(const char *text, const struct seal_key *const *keys, size_t count,
               struct arena *arena, struct seal_reading *reading);

#endif
