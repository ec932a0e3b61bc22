/* Puts a signature into the placeholder that a finished PDF has for it (ETSI EN 319 142-1). */
#ifndef KUALIK_PADES_H
#define KUALIK_PADES_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/placeholder.h"
#include "sign/signer.h"

#include <stdbool.h>

/* Returns the `contents_size` that a document needs for this signer's signatures. */
size_t pades_room(const struct signer *signer);

/* Fills /ByteRange and /Contents of `pdf` in place; its size does not change. Fails, before
 * the file is of use to anybody, when the signature does not fit. */
bool pades_sign(struct buf *pdf, const struct placeholder *placeholder,
                const struct signer *signer, struct error *err);

#endif
