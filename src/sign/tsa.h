/* A time-stamp authority that is asked over the network (RFC 3161, 3.4). */
#ifndef KUALIK_TSA_H
#define KUALIK_TSA_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The system's list of authorities (PEM), which vouch where no others are named. */
#define TSA_SYSTEM_TRUST "/etc/ssl/certs/ca-certificates.crt"

/* Texts are lent and must outlive the authority. */
struct tsa_options {
    const char *url;
    const char *policy; /* object identifier, NULL: any */
    const struct buf
        *trust; /* PEM of the authorities that vouch for it, NULL: the system's … */
    const char *trust_path;  /* … and where that is from, for messages */
    unsigned timeout;        /* seconds for each try */
    const atomic_bool *stop; /* no further try when it is set; NULL: nobody sets it */
    int64_t (*clock)(void);  /* tells seconds since 1970; NULL: the time is not looked at */
};

struct tsa;

/* Fails when the URL, the policy or the authorities cannot be used; asks nobody yet. Release
 * with tsa_free. */
struct tsa *tsa_new(const struct tsa_options *options, struct error *err);
void tsa_free(struct tsa *tsa);

/* Appends a time-stamp over the digest, which is checked, to `token`. A request that fails is
 * made again twice, after a while, unless nobody is there. Where that has failed for three
 * time-stamps one after another, nobody is asked any more: a long list shall not wait for each
 * of its rows. Threads may call it together. */
bool tsa_stamp(struct tsa *tsa, const struct digest *imprint, struct buf *token,
               struct error *err);

/* Puts a time-stamp over its signature into the CMS SignedData in `der`, which stays as it is
 * when there is none. */
bool tsa_stamp_signature(struct tsa *tsa, struct buf *der, struct error *err);

/* Asks for a time-stamp that nobody needs, to find out before a batch begins that the authority
 * answers, and how many bytes to reserve for a time-stamp of it. */
bool tsa_try(struct tsa *tsa, struct error *err);
size_t tsa_room(const struct tsa *tsa);

/* Lends what tsa_try was given: it tells who the authority is. Empty when that failed. */
const struct buf *tsa_sample(const struct tsa *tsa);

#endif
