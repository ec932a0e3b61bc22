/* Whether a revocation list or an OCSP answer speaks of a certificate at all. Authorities drop
 * certificates from them after their end (RFC 5280, 3.3): that one is not named there tells
 * nothing, unless the list or the answer says since when it keeps them. */
#ifndef KUALIK_REVOCATION_SCOPE_H
#define KUALIK_REVOCATION_SCOPE_H

#include <stdbool.h>

struct x509_st; /* OpenSSL's X509 */
struct X509_crl_st;
struct ocsp_single_response_st;

/* Says whether the list was made before the certificate's end, or keeps such as ended then
 * (expiredCertsOnCRL, ISO/IEC 9594-8, 9.5.2.8). */
bool revocation_scope_of_list(const struct X509_crl_st *list,
                              const struct x509_st *certificate);

/* Says the same of an answer (archive cutoff, RFC 6960, 4.4.4). */
bool revocation_scope_of_answer(struct ocsp_single_response_st *single,
                                const struct x509_st *certificate);

#endif
