/* The authorities that somebody trusts. */
#ifndef KUALIK_ANCHORS_H
#define KUALIK_ANCHORS_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

struct x509_store_st; /* OpenSSL's X509_STORE */

struct anchors;

/* Reads one or more PEM certificates, or one in DER form, `path` being for messages; release
 * with anchors_free. */
struct anchors *anchors_new(const struct buf *bytes, const char *path, struct error *err);

/* Adds those of another file. */
bool anchors_add(struct anchors *anchors, const struct buf *bytes, const char *path,
                 struct error *err);

/* NULL is allowed. */
void anchors_free(struct anchors *anchors);

/* Lends the certificates to the other modules of the room. */
struct x509_store_st *anchors_store(const struct anchors *anchors);

#endif
