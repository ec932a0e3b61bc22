/* A private key with the certificate that says whose it is. OpenSSL's types are named by their
 * tags, so that its headers stay inside the modules that use it. */
#ifndef KUALIK_IDENTITY_H
#define KUALIK_IDENTITY_H

#include "base/error.h"

#include <stdbool.h>

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

/* Takes over the certificates of a file, and keeps the key's own and those that lead from it to
 * a root; the identity has the key already. Fails when the key's own is missing or one cannot
 * be read. */
bool identity_take(struct identity *identity, struct stack_st_X509 **certificates,
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
