/* Certificates, revocation lists and OCSP answers from outside: what a document carries about
 * its signers (ETSI EN 319 142-1, 5.4.2), none of it believed until it is checked. */
#ifndef KUALIK_VALIDATION_STORE_H
#define KUALIK_VALIDATION_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct x509_st; /* OpenSSL's X509 */
struct stack_st_X509;

enum stored_kind { STORED_CERTIFICATE, STORED_OCSP, STORED_CRL };

/* Release with validation_store_free. That a certificate is valid is believed of nothing that
 * says it was made after `now` (seconds since 1970). */
struct validation_store;
struct validation_store *validation_store_new(int64_t now);
void validation_store_free(struct validation_store *evidence);

/* Adds what `der` holds: a certificate, a whole OCSPResponse (RFC 6960) or a list (RFC 5280).
 * Returns false, and adds nothing, if it cannot be read. */
bool validation_store_add(struct validation_store *evidence, enum stored_kind kind,
                          const void *der, size_t size);

/* Adds what the CMS SignedData in `der`, in strict DER, carries of lists and OCSP answers
 * (RFC 5652, 5.1; RFC 5940). What cannot be read proves nothing, and is left out. */
void validation_store_add_message(struct validation_store *evidence, const void *der,
                                  size_t size);

/* Lends the certificates. */
struct stack_st_X509 *validation_store_certificates(const struct validation_store *evidence);

enum revocation {
    REVOCATION_UNKNOWN, /* nothing that is true and recent enough says anything */
    REVOCATION_NONE,    /* it was not revoked at that time */
    REVOCATION_REVOKED, /* `*when` says since when, in seconds since 1970 */
};

/* Judges whether `certificate`, which `issuer` issued, was revoked at `time` (seconds since
 * 1970). An answer counts when the issuer signed it, or somebody whom the issuer charged with
 * that (RFC 6960, 4.2.2.2). NULL for `evidence` is none. */
enum revocation validation_store_judge(const struct validation_store *evidence,
                                       struct x509_st *certificate, struct x509_st *issuer,
                                       int64_t time, int64_t *when);

#endif
