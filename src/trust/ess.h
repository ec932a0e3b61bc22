/* The attributes signing-certificate and signing-certificate-v2 (ESS, RFC 5035), by which a
 * signature names the certificate of its signer, so that no other one with the same key can be
 * put in its place. For cms_message.c. */
#ifndef KUALIK_ESS_H
#define KUALIK_ESS_H

#include <stdbool.h>
#include <stddef.h>

struct stack_st_X509; /* OpenSSL's types */
struct x509_st;

enum ess_version { ESS_V1, ESS_V2 };

/* Says whether the DER of the attribute's value names the signer's certificate first, by its
 * digest, and then none that is not among those that travel along. */
bool ess_names(const void *der, size_t size, enum ess_version version, struct x509_st *signer,
               struct stack_st_X509 *others);

#endif
