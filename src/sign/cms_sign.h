/* Signing with a key, of a file (PKCS#12 or PEM) or on a token: a CMS SignedData (RFC 5652) of
 * the profile PAdES B-B (ETSI EN 319 142-1). */
#ifndef KUALIK_CMS_SIGN_H
#define KUALIK_CMS_SIGN_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/signer.h"

#include <stdbool.h>
#include <stdint.h>

struct identity;

/* A key in a file. Everything is lent for the call. */
struct key_source {
    const struct buf *bytes; /* PKCS#12 (the old encryption of Kazakhstan's NUC too) or PEM … */
    const char *password;    /* … and what opens it */
    const char *path;        /* for messages */
    const struct buf *chain; /* certificates, of which those above the key's own are put into
                              * its signatures; PEM or DER, NULL: as far as `bytes` has them */
    const char *chain_path;
};

/* Opens the key. `now` is seconds since 1970. Refuses, by name: a wrong password, a GOST key,
 * an RSA key under 2048 bits, a curve other than P-256, P-384 and P-521, a certificate that is
 * expired or not yet valid, one without digitalSignature/nonRepudiation, one for authentication
 * (log-in), a file with no key or without the key's certificate. Release with
 * `signer->free(signer)`. */
struct signer *cms_sign_open(const struct key_source *source, int64_t now, struct error *err);

/* Makes the signer of a key that has been opened, with the same refusals of what its key and
 * certificate are, without a place. The identity becomes the signer's, even where this fails.
 */
struct signer *cms_sign_new(struct identity *identity, int64_t now, struct error *err);

/* Puts those certificates of `chain`, a file in PEM or DER that is called `path`, that stand
 * above the signer's own into its signatures, too. For a signer that this module made and that
 * has not signed yet. */
bool cms_sign_add_chain(struct signer *signer, const struct buf *chain, const char *path,
                        struct error *err);

/* Says whether the certificate of a signer that this module made is valid at another time. */
bool cms_sign_check_time(const struct signer *signer, int64_t now, struct error *err);

#endif
