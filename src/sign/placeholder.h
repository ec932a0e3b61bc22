/* Where in a finished PDF the signature goes (ISO 32000-1, 12.8.1). */
#ifndef KUALIK_HOLE_H
#define KUALIK_HOLE_H

#include "base/hash.h"

#include <stddef.h>

/* Offsets and sizes in bytes. `contents_size` is 0 in a document without signature. */
struct hole {
    size_t range_at;      /* of the fixed-width array after /ByteRange, at its '[' */
    size_t range_size;    /* from '[' to ']', both included */
    size_t contents_at;   /* of the '<' that opens the zeroed hex string of /Contents */
    size_t contents_size; /* from '<' to '>', both included */
    /* What all documents of a batch begin with, digested once; NULL: nothing. Lent. */
    const struct digest_begun *begun;
    size_t begun_size; /* of those bytes; the hole is behind them */
};

#endif
