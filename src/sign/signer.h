/* Whoever can sign: a PKCS#12 file today, a token or another program tomorrow. */
#ifndef KUALIK_SIGNER_H
#define KUALIK_SIGNER_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>

struct signer {
    const char *name;       /* common name of the certificate's subject */
    struct digest identity; /* SHA-256 of the certificate */
    size_t room;            /* the most bytes that one signature takes */

    /* Appends to `der` a detached CMS SignedData (RFC 5652, PAdES B-B attributes) over
     * content of that digest. Threads may call it together. */
    bool (*sign)(const struct signer *signer, const struct digest *content, struct buf *der,
                 struct error *err);
    void (*free)(struct signer *signer);
};

#endif
