/* Who must have signed, as somebody says it who verifies. */
#ifndef KUALIK_EXPECTED_SIGNER_H
#define KUALIK_EXPECTED_SIGNER_H

#include "base/error.h"
#include "base/hash.h"
#include "trust/certificate.h"

#include <stdbool.h>

struct expected_signer {
    bool by_fingerprint;
    struct digest fingerprint;            /* SHA-256 of the certificate */
    const char *subject;                  /* else this; lent … */
    char serial[CERTIFICATE_SERIAL_SIZE]; /* … or this serial number; "": it can be none */
};

/* Takes `text` for a fingerprint if it is 64 hexadecimal digits, in pairs between which colons
 * or blanks may stand; for a serial number or a subject if it is up to 40 (RFC 5280, 4.1.2.2);
 * or else for a subject. Refuses a word that is too long for one and no fingerprint. */
bool expected_signer_read(const char *text, struct expected_signer *expected,
                          struct error *err);

/* Says whether the certificate is the expected one: it has the fingerprint or the serial
 * number, or the subject is its common name, its serialNumber (IIN…) or its whole name as RFC
 * 2253 writes it. */
bool expected_signer_is(const struct expected_signer *expected,
                        const struct certificate *certificate);

#endif
