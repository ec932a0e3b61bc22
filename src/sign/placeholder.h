/* Where in a finished PDF the signature goes (ISO 32000-1, 12.8.1). */
#ifndef KUALIK_PLACEHOLDER_H
#define KUALIK_PLACEHOLDER_H

#include "base/hash.h"

#include <stddef.h>

/* Offsets and sizes in bytes. `contents_size` is 0 in a document without signature. */
struct placeholder {
    size_t range_at;      /* of the fixed-width array after /ByteRange, at its '[' */
    size_t range_size;    /* from '[' to ']', both included */
    size_t contents_at;   /* of the '<' that opens the zeroed hex string of /Contents */
    size_t contents_size; /* from '<' to '>', both included */
    /* What all documents of a batch begin with, digested once; NULL: nothing. Lent. */
    const struct hash_prefix *prefix;
    size_t prefix_size; /* of those bytes; the placeholder is behind them */
};

#endif
