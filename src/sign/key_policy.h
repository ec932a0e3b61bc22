/* A private key with its certificate, and whether they are fit to sign. OpenSSL's types are
 * named by their tags, so that its headers stay inside the cms modules. */
#ifndef KUALIK_KEY_POLICY_H
#define KUALIK_KEY_POLICY_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct evp_pkey_st;
struct x509_st;
struct X509_name_st;

enum { KEY_POLICY_NAME_SIZE = 256 };

/* Puts the common name, or where there is none the organisation, into `out`: cut between
 * letters, control characters replaced. "" if the name has neither. */
void key_policy_subject_name(const struct X509_name_st *name, char out[KEY_POLICY_NAME_SIZE]);

/* Returns what the algorithm with that number, such as "1.2.398.3.10.1.1.2.2", is called if
 * it is a GOST one, else NULL. */
const char *key_policy_gost_name(const char *oid);

/* Says whether the key is one of RSA with 2048 bits or more, or of ECDSA on P-256, P-384 or
 * P-521, the curve given by its name. */
bool key_policy_check_key(const struct evp_pkey_st *key, struct error *err);

/* Says whether signatures with that public key are accepted: those of key_policy_check_key, and
 * of keys that others sign with, for RSASSA-PSS alone, on Ed25519 or on Ed448. */
bool key_policy_check_public(const struct evp_pkey_st *key, struct error *err);

/* Says whether the certificate is meant for signing: the key usage digitalSignature or
 * nonRepudiation, and not for logging in or for another trade: OCSP, time-stamps, programs,
 * TLS. */
bool key_policy_check_usage(struct x509_st *certificate, struct error *err);

/* Says whether the certificate is valid at `now`. */
bool key_policy_check_time(const struct x509_st *certificate, int64_t now, struct error *err);

#endif
