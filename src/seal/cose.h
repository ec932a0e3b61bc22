/* COSE_Sign1 (RFC 9052, 4.2) with ES256 (RFC 9053, 2.1): a payload, the identifier of a key,
 * and the signature of that key. */
#ifndef KUALIK_COSE_H
#define KUALIK_COSE_H

#include "base/buf.h"
#include "base/hash.h"
#include "seal/seal_key.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends the signed message, with its tag. */
bool cose_sign(const struct seal_key *key, const struct span *payload, struct buf *out,
               struct error *err);

/* A message as read; spans are lent from its bytes. */
struct cose_message {
    struct span header; /* protected, as it is signed */
    struct span payload;
    uint8_t key_id[SEAL_KEY_ID_SIZE];
    uint8_t signature[SEAL_SIGNATURE_SIZE];
};

/* Reads a message; fails on all that cose_sign does not write. It says nothing of the
 * signature. */
bool cose_read(const void *bytes, size_t size, struct cose_message *message);

/* Says whether the signature is this key's. */
bool cose_verify(const struct cose_message *message, const struct seal_key *key);

#endif
