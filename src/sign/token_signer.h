/* Signing with a key that stays on a token. */
#ifndef KUALIK_TOKEN_SIGNER_H
#define KUALIK_TOKEN_SIGNER_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/signer.h"

#include <stddef.h>
#include <stdint.h>

/* Which key, and how its token is reached. Everything is lent for the call. */
struct token_source {
    const char *uri;               /* as token_uri_read takes it */
    const char *module;            /* a PKCS#11 library; NULL: those of p11-kit */
    size_t sessions;               /* signatures that the token makes at a time, 1 or more */
    const struct buf *certificate; /* the key's, PEM or DER; NULL: the token has it */
    const char *certificate_path;  /* for messages */
    const struct buf *chain;       /* those above it; NULL: as far as the token has them */
    const char *chain_path;
    /* Gives the PIN of the token of that label, or NULL with a sentence. Asked once, and only
     * where the token needs a PIN. */
    const char *(*pin)(void *context, const char *token, struct error *err);
    void *context;
};

/* Logs in, and finds the key and its certificate. Refuses what token_uri.h, token.h and
 * token_key.h tell, a key without certificate or with that of another, and whatever
 * cms_sign_open refuses of a key. `now` is seconds since 1970. Messages have no place but that
 * of a file. Release with `signer->free(signer)`, which logs out. */
struct signer *token_signer_open(const struct token_source *source, int64_t now,
                                 struct error *err);

#endif
