/* What shows that the signer of a CMS message was valid, inside the message: where there is no
 * PDF around it, with its document security store. It goes where the signature does not cover,
 * among the certificates and the revocation lists of the SignedData (RFC 5652, 5.1), as CAdES
 * B-LT wants (ETSI EN 319 122-1, 5.5.3); OCSP answers do so by RFC 5940. */
#ifndef KUALIK_MESSAGE_EVIDENCE_H
#define KUALIK_MESSAGE_EVIDENCE_H

#include "augment/validation.h"
#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

/* Finds the proofs about the signer and the time-stamps of the message in `der`, and puts them
 * into it, with the authorities above the signer. A root is left to those who trust it; the
 * certificates that a time-stamp needs it carries itself. Fails as validation_add does, with
 * `der` as it was. */
bool message_evidence_add(struct validator *validation, struct buf *der, struct error *err);

#endif
