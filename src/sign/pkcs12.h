/* Opens a PKCS#12 file (RFC 7292): one private key, its certificate, and the others. */
#ifndef KUALIK_PKCS12_H
#define KUALIK_PKCS12_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/identity.h"

#include <stdbool.h>
#include <stdint.h>

/* Opens the PKCS#12 in `bytes` with the NUL-terminated `password`. The encryption that
 * OpenSSL 3 calls legacy (3DES, RC2-40) is understood: the NUC RK uses it. A file that has the
 * password hashed more than five million times is refused. Of the certificates the
 * key's own, the best one at `now` (identity.h), and those that lead from it to a root are
 * taken. Release with identity_free. */
bool pkcs12_open(const struct buf *bytes, const char *password, int64_t now,
                 struct identity *identity, struct error *err);

#endif
