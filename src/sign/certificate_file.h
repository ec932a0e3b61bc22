/* Files of certificates. OpenSSL's types are named by their tags, so that its headers stay
 * inside the modules that use it. */
#ifndef KUALIK_CERTIFICATE_FILE_H
#define KUALIK_CERTIFICATE_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

struct stack_st_X509;

/* Adds the certificates in the PEM (RFC 7468) of `bytes` to the stack, be there any or not;
 * false when memory ends. */
bool certificate_file_read_pem(const struct buf *bytes, struct stack_st_X509 *certificates);

/* Adds those in `bytes`, PEM of several or DER of one, and fails when there is none. */
bool certificate_file_read(const struct buf *bytes, struct stack_st_X509 *certificates,
                           struct error *err);

#endif
