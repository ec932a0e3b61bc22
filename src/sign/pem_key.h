/* Opens a PEM file (RFC 7468) with one private key, encrypted (PKCS #8) or not, and
 * certificates. */
#ifndef KUALIK_PEM_KEY_H
#define KUALIK_PEM_KEY_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/identity.h"

#include <stdbool.h>
#include <stdint.h>

/* Says whether the bytes are such a file, and not a PKCS#12. */
bool pem_key_is_one(const struct buf *bytes);

/* Fails where the bytes hold certificates and no key, in PEM or, as a .cer file, in DER. */
bool pem_key_is_there(const struct buf *bytes, struct error *err);

/* Says whether the file's key is encrypted, so that a password is needed. */
bool pem_key_is_encrypted(const struct buf *bytes);

/* Opens it with the NUL-terminated `password`, which is not looked at where the key is not
 * encrypted. Of the certificates the key's own, the best one at `now` (identity.h), and those
 * that lead from it to a root are taken. Fails where there is a second key. Release with
 * identity_free. */
bool pem_key_open(const struct buf *bytes, const char *password, int64_t now,
                  struct identity *identity, struct error *err);

#endif
