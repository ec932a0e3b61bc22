/* Whether a certificate is revoked, and the proof that it is not: for validation.c. */
#ifndef KUALIK_REVOCATION_H
#define KUALIK_REVOCATION_H

#include "augment/validation.h"
#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct x509_st;
struct stack_st_X509_CRL;

struct revocation_source {
    struct stack_st_X509_CRL *lists; /* that were given; NULL: none */
    unsigned timeout;                /* seconds for each request */
    int64_t now;                     /* seconds since 1970 */
    bool lists_only;                 /* nobody is asked */
};

/* Reads lists in PEM, or one in DER; `bytes` may be NULL. Fails when one is damaged. */
bool revocation_read_lists(struct revocation_source *source, const struct buf *bytes,
                           struct error *err);
void revocation_free_lists(struct revocation_source *source);

/* Says whether nobody is asked about the certificate: one that signs OCSP answers and says so
 * (RFC 6960, 4.2.2.2.1). */
bool revocation_is_exempt(const struct x509_st *certificate);

/* Appends the proof to `der`: a revocation list if `*list`, else an OCSP answer. Looks in the
 * lists that were given, then asks by OCSP, then fetches a list, where the certificate says.
 * Fails when it is revoked, when a list that was given is false, or when none of this tells:
 * where only lists count, that leaves `der` as it was, and `issuer` may be NULL. */
bool revocation_check(const struct revocation_source *source, struct x509_st *certificate,
                      struct x509_st *issuer, enum validation_subject subject, bool *list,
                      struct buf *der, struct error *err);

#endif
