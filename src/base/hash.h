/* SHA-256 (FIPS 180-4), over bytes that may come in parts. */
#ifndef KUALIK_HASH_H
#define KUALIK_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_SIZE = 32, DIGEST_HEX_SIZE = 2 * DIGEST_SIZE + 1 };

struct digest {
    uint8_t bytes[DIGEST_SIZE];
};

/* Writes the digest in hexadecimal digits, 0 to 9 and a to f. */
void digest_hex(const struct digest *digest, char out[DIGEST_HEX_SIZE]);

/* A part of what is digested; lent for the call. */
struct span {
    const void *bytes;
    size_t size;
};

/* Returns the digest of the `count` parts, one after another. */
struct digest hash_of(const struct span *parts, size_t count);

/* The digest of bytes that many things begin with, to go on from. Immutable, so threads share
 * it; release with hash_prefix_free. */
struct hash_prefix;
struct hash_prefix *hash_begin(const void *bytes, size_t size);
void hash_prefix_free(struct hash_prefix *prefix);

/* Returns the digest of what was begun, followed by the `count` parts. */
struct digest hash_continue(const struct hash_prefix *prefix, const struct span *parts,
                            size_t count);

#endif
