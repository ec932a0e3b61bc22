/* Who must have signed, as somebody says it who verifies. */
#ifndef KUALIK_EXPECTED_SIGNER_H
#define KUALIK_EXPECTED_SIGNER_H

#include "base/hash.h"
#include "trust/certificate.h"

#include <stdbool.h>

struct expected_signer {
    bool by_fingerprint;
    struct digest fingerprint; /* SHA-256 of the certificate */
    const char *subject;       /* else this; lent */
};

/* Takes `text` for a fingerprint if it is 64 hexadecimal digits, in pairs between which colons
 * or blanks may stand, or else for a subject. */
struct expected_signer expected_signer_of(const char *text);

/* Says whether the certificate is the expected one: it has the fingerprint, or the subject is
 * its common name, its serialNumber (IIN…) or its whole name as RFC 2253 writes it. */
bool expected_signer_is(const struct expected_signer *expected,
                        const struct certificate *certificate);

#endif
