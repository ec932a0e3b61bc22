/* The signed attributes of a CMS signature as they are signed: a SET OF, not the [0] under
 * which they travel (RFC 5652, 5.4). */
#ifndef KUALIK_SIGNED_ATTRIBUTES_H
#define KUALIK_SIGNED_ATTRIBUTES_H

#include <stdbool.h>

struct CMS_SignerInfo_st; /* OpenSSL's type */

/* Puts their DER into `*der`, released with OPENSSL_free, and returns its size in bytes; -1 on
 * failure. `is_sorted`: in the order that DER wants, as they are when they are signed; else in
 * that in which they travel, as whoever signed them had them. */
int signed_attributes_encode(const struct CMS_SignerInfo_st *info, bool is_sorted,
                             unsigned char **der);

#endif
