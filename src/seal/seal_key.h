/* The key of seals: ECDSA on P-256 (FIPS 186-5), a private one that seals, or a public one that
 * seals are checked with. Immutable once made, so threads share it. */
#ifndef KUALIK_SEAL_KEY_H
#define KUALIK_SEAL_KEY_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SEAL_KEY_ID_SIZE = 8,
    SEAL_SIGNATURE_SIZE = 64, /* r and s, 32 bytes each (RFC 9053, 2.1) */
    SEAL_COORDINATE_SIZE = 32,
};

struct seal_key;

/* Makes a new private key; release with seal_key_free. Returns NULL on failure. */
struct seal_key *seal_key_new(struct error *err);

/* Reads a key from `pem`, private (PKCS #8) or public (SubjectPublicKeyInfo). Returns NULL on
 * failure, also when the key is none of P-256 or is encrypted; release with seal_key_free. */
struct seal_key *seal_key_read(const struct buf *pem, struct error *err);

/* Reads the private key in the file at `path`; fails also when it is a public one. */
struct seal_key *seal_key_open_private(const char *path, struct error *err);

/* NULL is allowed. */
void seal_key_free(struct seal_key *key);

/* Append the key as PEM; the private one is a secret that the caller wipes. Return false if
 * the key has none or there is no memory. */
bool seal_key_write_private(const struct seal_key *key, struct buf *pem);
bool seal_key_write_public(const struct seal_key *key, struct buf *pem);

/* Lends what seals call the key: the first bytes of its thumbprint (RFC 7638). */
const uint8_t *seal_key_id(const struct seal_key *key);

/* Lends the public point, x and then y. */
const uint8_t *seal_key_point(const struct seal_key *key);

/* Signs the SHA-256 of the bytes; two signatures of one text differ. */
bool seal_key_sign(const struct seal_key *key, const void *bytes, size_t size,
                   uint8_t signature[SEAL_SIGNATURE_SIZE], struct error *err);
bool seal_key_verify(const struct seal_key *key, const void *bytes, size_t size,
                     const uint8_t signature[SEAL_SIGNATURE_SIZE]);

#endif
