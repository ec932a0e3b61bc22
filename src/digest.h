/* SHA-256 (FIPS 180-4), over bytes that may come in parts. */
#ifndef KUALIK_DIGEST_H
#define KUALIK_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_SIZE = 32 };

struct digest {
    uint8_t bytes[DIGEST_SIZE];
};

/* A part of what is digested; lent for the call. */
struct span {
    const void *bytes;
    size_t size;
};

/* Returns the digest of the `count` parts, one after another. */
struct digest digest_of(const struct span *parts, size_t count);

#endif
