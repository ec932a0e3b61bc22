/* Whoever can sign: the key of a file, a key on a token. */
#ifndef KUALIK_SIGNER_H
#define KUALIK_SIGNER_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is signed: `count` parts, one after another, and their digest. Lent. */
struct signed_content {
    struct digest digest;
    const struct span *parts; /* NULL: nobody but the digest's owner has them */
    size_t count;
    int64_t signing_time; /* that the signature claims, seconds since 1970, as CAdES wants; 0:
                           * none, for PAdES has it elsewhere (ETSI EN 319 142-1, 6.3) */
};

/* Returns the content of those parts. */
struct signed_content signed_content_of(const struct span *parts, size_t count);

/* What a signature is called in a PDF (ISO 32000-2, 12.8.3.3.1). */
enum sub_filter {
    SUB_FILTER_CADES, /* it names its certificate (ESS signing-certificate-v2, RFC 5035) */
    SUB_FILTER_PKCS7, /* any other detached CMS */
};

/* Returns the name, without its slash: "ETSI.CAdES.detached". */
const char *sub_filter_name(enum sub_filter sub_filter);

/* Reads such a name; returns false if it is none. */
bool sub_filter_read(const char *text, enum sub_filter *sub_filter);

struct signer {
    const char *name;       /* common name of the certificate's subject */
    struct digest identity; /* SHA-256 of the certificate */
    size_t room;            /* the most bytes that one signature takes */

    enum sub_filter sub_filter; /* of its signatures */

    /* Appends to `der` a detached CMS SignedData (RFC 5652) over that content. Threads may call
     * it together. */
    bool (*sign)(const struct signer *signer, const struct signed_content *content,
                 struct buf *der, struct error *err);
    void (*free)(struct signer *signer);
};

/* Returns bytes that mean nothing, to try a signer with. */
struct signed_content signed_content_trial(void);

/* Appends to `der` the signature of those bytes, which shows that the signer signs,
 * and what its signatures look like. */
bool signer_try(const struct signer *signer, struct buf *der, struct error *err);

#endif
