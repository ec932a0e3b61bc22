/* What shows later that certificates were valid: their chains, and for each but a root an OCSP
 * answer (RFC 6960) or a revocation list (RFC 5280), from files that are given or from where
 * the certificates say. */
#ifndef KUALIK_VALIDATION_H
#define KUALIK_VALIDATION_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where to look. Bytes are needed by validation_new alone. */
struct validation_options {
    const struct buf
        *chain; /* PEM of certificates that may be missing in a chain, NULL: none */
    const struct buf *trust; /* the same, of the time-stamp authority's */
    const struct buf *lists; /* PEM or one DER of revocation lists, NULL: none */
    unsigned timeout;        /* seconds for each request */
    int64_t now;             /* seconds since 1970 */
    bool lists_only;         /* nobody is asked, and what the lists do not tell is no fault */
};

/* Finds things out once, and remembers them for a whole batch. Threads may ask together. */
struct validator;

/* Fails when a revocation list of `options` cannot be read. Release with validation_free, which
 * allows NULL. */
struct validator *validation_new(const struct validation_options *options, struct error *err);
void validation_free(struct validator *validation);

/* Whose certificate it is that may be revoked, which tells what to do then. */
enum validation_subject {
    VALIDATION_SIGNER, /* who is about to sign */
    VALIDATION_SIGNED, /* who has signed */
    VALIDATION_STAMPS, /* a time-stamp authority */
};

enum validation_kind { VALIDATION_CERTIFICATE, VALIDATION_OCSP, VALIDATION_LIST };

/* What was found: one certificate, OCSPResponse or CertificateList, in DER. */
struct validation_item {
    enum validation_kind kind;
    struct buf der;
};

struct validation_data {
    struct validation_item *items; /* each once */
    size_t count, room;
};

/* Adds what is needed for those who have signed the CMS message in `der`, and the time-stamps
 * in it; `subject` says who the former are. Fails when a certificate is revoked, when its
 * issuer is not found, and when nothing tells whether it is revoked; names whose it is, and
 * what to do. */
bool validation_add(struct validator *validation, const struct buf *der,
                    enum validation_subject subject, struct validation_data *data,
                    struct error *err);
void validation_data_free(struct validation_data *data);

#endif
