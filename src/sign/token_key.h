/* A private key that stays on a token, and the certificates beside it. OpenSSL's and p11-kit's
 * types are named by their tags, so that their headers stay inside the modules that use them.
 */
#ifndef KUALIK_TOKEN_KEY_H
#define KUALIK_TOKEN_KEY_H

#include "base/error.h"
#include "base/hash.h"
#include "sign/token.h"

#include <stdbool.h>
#include <stddef.h>

struct stack_st_X509;
struct token_key;

/* Finds the private key that the URI names on the token, whose owner has logged in. Refuses, by
 * name: none, several, one that is neither RSA nor ECDSA (GOST, of which OpenSSL makes no CMS),
 * one that asks for its PIN before each signature. The token becomes the key's, even where this
 * fails. Release with token_key_free. */
struct token_key *token_key_find(struct pkcs11_token *token, struct p11_kit_uri *uri,
                                 struct error *err);
void token_key_free(struct token_key *key);

/* Adds the token's certificates to the stack, first those that have the key's id; `*own` is
 * how many of these there are. What cannot be read is left out. */
bool token_key_certificates(const struct token_key *key, struct stack_st_X509 *certificates,
                            int *own, struct error *err);

/* Signs the digest (RSASSA-PKCS1-v1_5, or ECDSA as DER) into `signature`, which has room for
 * `*size` bytes. Threads may call it together. */
bool token_key_sign(const struct token_key *key, const struct digest *digest,
                    unsigned char *signature, size_t *size, struct error *err);

#endif
