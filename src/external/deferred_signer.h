/* A signer who is not here: known by their certificate, and unable to sign. What is prepared
 * for them says who they are; their signatures come later. */
#ifndef KUALIK_DEFERRED_SIGNER_H
#define KUALIK_DEFERRED_SIGNER_H

#include "base/buf.h"
#include "base/error.h"
#include "sign/signer.h"

#include <stdint.h>

/* `certificate` is PEM or DER, `path` is for messages, `now` is seconds since 1970. Refuses a
 * certificate that is not fit to sign (certificate.h). The room is enough for a signature with
 * its chain and a time-stamp. Returns NULL on failure; release with `signer->free(signer)`. */
struct signer *deferred_signer_new(const struct buf *certificate, const char *path, int64_t now,
                                   enum sub_filter sub_filter, struct error *err);

#endif
