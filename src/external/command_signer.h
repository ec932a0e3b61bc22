/* A signer that is another program, started for each signature. It gets what is to be signed on
 * its standard input, and writes the signature to its standard output: a detached CMS
 * SignedData in DER (RFC 5652), of which nothing is believed.
 *
 *     command_signer_new → command_signer_prepare → signer->sign … → signer->free
 */
#ifndef KUALIK_COMMAND_SIGNER_H
#define KUALIK_COMMAND_SIGNER_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/signer.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum command_input {
    COMMAND_DIGEST, /* SHA-256 of what is signed: 32 bytes */
    COMMAND_BYTES,  /* all of it */
};

struct command_signer_source {
    const char *command; /* as command_line_split takes it */
    enum command_input input;
    unsigned timeout;              /* seconds, for each signature */
    const struct buf *certificate; /* of whoever signs, PEM or DER … */
    const char *certificate_path;  /* … for messages */
    int64_t now;                   /* seconds since 1970 */
    char *const *environment;      /* lent for as long as the signer is used … */
    const atomic_bool *stop;       /* … as is what kills the program; NULL: nothing does */
};

/* Makes the signer; its name and identity are the certificate's, and it cannot sign yet.
 * Refuses a certificate that is not fit to sign (certificate.h), and a command without words.
 * Returns NULL on failure; release with `signer->free(signer)`. */
struct signer *command_signer_new(const struct command_signer_source *source,
                                  struct error *err);

/* Lets the program sign once: that tells that it works, how large its signatures are, and what
 * they may be called. */
bool command_signer_prepare(struct signer *signer, struct error *err);

#endif
