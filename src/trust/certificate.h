/* What a certificate (X.509) says of whom it is for, as plain values. */
#ifndef KUALIK_CERTIFICATE_H
#define KUALIK_CERTIFICATE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stdint.h>

struct x509_st; /* OpenSSL's X509 */
struct asn1_string_st;

enum {
    CERTIFICATE_NAME_SIZE = 256,
    CERTIFICATE_SUBJECT_SIZE = 512,
    CERTIFICATE_SERIAL_SIZE = 64,
    CERTIFICATE_TIME_SIZE = 32,
};

/* Texts are UTF-8, cut between letters, without control characters. */
struct certificate {
    char name[CERTIFICATE_NAME_SIZE];       /* common name; where there is none, organisation */
    char issuer[CERTIFICATE_NAME_SIZE];     /* the same of who issued it */
    char subject[CERTIFICATE_SUBJECT_SIZE]; /* the whole name as RFC 2253 writes it */
    char number[CERTIFICATE_NAME_SIZE];   /* the subject's serialNumber: IIN… at the NUC RK */
    char serial[CERTIFICATE_SERIAL_SIZE]; /* the certificate's, in hexadecimal digits */
    struct digest fingerprint;            /* SHA-256; zeros: there is no certificate */
    int64_t begins, ends;                 /* seconds since 1970 */
};

/* Reads them out of OpenSSL's structure. */
void certificate_read(struct x509_st *x509, struct certificate *certificate);

/* Says whether its key is of a kind, and as strong, as key_policy_check_public wants it; names
 * one of GOST. */
bool certificate_check_key(struct x509_st *x509, struct error *err);

/* Reads the only certificate in `bytes`, PEM or DER; `path` is for the message. */
bool certificate_load(const struct buf *bytes, const char *path,
                      struct certificate *certificate, struct error *err);

/* The same, and refuses one that is not fit to sign at `now` (seconds since 1970): its kind of
 * key, what it is meant for, its time (key_policy.h). */
bool certificate_load_signer(const struct buf *bytes, const char *path, int64_t now,
                             struct certificate *certificate, struct error *err);

/* Say that the certificate is not yet valid, and that it is no longer, though nothing proves
 * that what it signed is older; return false. */
bool certificate_fail_early(const struct certificate *certificate, struct error *err);
bool certificate_fail_expired(const struct certificate *certificate, struct error *err);

/* Turns a time of a certificate, a list or a token into seconds since 1970. */
bool certificate_seconds(const struct asn1_string_st *time, int64_t *seconds);

/* Writes a day for people, as 2017-10-05. */
void certificate_day(int64_t seconds, char out[16]);

/* Writes a time for people, as 2017-10-05 06:00:00 UTC. */
void certificate_time(int64_t seconds, char out[CERTIFICATE_TIME_SIZE]);

#endif
