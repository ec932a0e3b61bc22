/* A private key with the certificate that says whose it is. OpenSSL's types are named by their
 * tags, so that its headers stay inside the modules that use it. */
#ifndef KUALIK_IDENTITY_H
#define KUALIK_IDENTITY_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct evp_pkey_st;
struct x509_st;
struct stack_st_X509;
struct token_key;

struct identity {
    struct evp_pkey_st *key; /* or its public half, where the key stays on a token … */
    struct token_key *token; /* … which is this one; else NULL */
    struct x509_st *certificate;
    struct stack_st_X509 *chain; /* from its issuer upwards, as far as the file has them */
};

/* Returns the place of the certificate that is the best to sign with at `now` (seconds since
 * 1970) among the first `count`, of those that are the key's (NULL: of all); -1: there is none.
 * A key has several after a renewal, or where one is for logging in. */
int identity_best(const struct stack_st_X509 *certificates, int count,
                  const struct evp_pkey_st *key, int64_t now);

/* Says that a file has as many private keys as that, and no one can tell which is to sign;
 * returns false. */
bool identity_fail_of_several(size_t keys, struct error *err);

/* Takes over the certificates of a file, and keeps the key's own, the best one at `now`, and
 * those that lead from it to a root; the identity has the key already. Fails when the key's own
 * is missing or one cannot be read. */
bool identity_take(struct identity *identity, struct stack_st_X509 **certificates, int64_t now,
                   struct error *err);

/* The same where it is known that the certificate at place `at` is the key's own. */
bool identity_take_at(struct identity *identity, struct stack_st_X509 **certificates, int at,
                      struct error *err);

/* Leaves of the chain what leads from the certificate to a root, after others were added. Fails
 * when one cannot be read. */
bool identity_prune(struct identity *identity, struct error *err);

/* Releases everything; usable again. */
void identity_free(struct identity *identity);

#endif
