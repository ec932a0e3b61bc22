/* Puts a signature into the placeholder that a finished PDF has for it (ETSI EN 319 142-1). */
#ifndef KUALIK_PADES_H
#define KUALIK_PADES_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "sign/placeholder.h"
#include "sign/signer.h"
#include "sign/tsa.h"

#include <stdbool.h>

/* Returns the `contents_size` that a document needs for this signer's signatures, with
 * time-stamps of `tsa` (NULL: without). */
size_t pades_room(const struct signer *signer, const struct tsa *tsa);

/* What was put in: a message that can be checked against its content without the file. */
struct pades_signature {
    struct buf der; /* a CMS SignedData; the caller's, used again by the next signature */
    struct digest content; /* SHA-256 of all of the file but /Contents */
};

/* Fills /ByteRange and /Contents of `pdf` in place; its size does not change. `*signature` is
 * what was put in. Fails, before the file is of use to anybody, when the signature does not
 * fit. */
bool pades_sign(struct buf *pdf, const struct placeholder *placeholder,
                const struct signer *signer, struct pades_signature *signature,
                struct error *err);

/* The steps of pades_sign, for signatures that come later. pades_prepare fills /ByteRange and
 * says what is to be signed. pades_content tells that again of such a file, whose placeholder
 * needs no more than the place of /Contents; `parts` are lent by `pdf`. pades_embed puts the
 * signature in. */
bool pades_prepare(struct buf *pdf, const struct placeholder *placeholder,
                   struct digest *content, struct error *err);
bool pades_content(const struct buf *pdf, const struct placeholder *placeholder,
                   struct span parts[2], struct digest *content, struct error *err);
bool pades_embed(struct buf *pdf, const struct placeholder *placeholder, const struct buf *der,
                 struct error *err);

/* Adds a time-stamp to the signature that pades_sign has just put in (level B-T). Where that
 * fails, `pdf` and `*signature` are as they were. */
bool pades_stamp(struct buf *pdf, const struct placeholder *placeholder, struct tsa *tsa,
                 struct pades_signature *signature, struct error *err);

/* Fills the placeholder of a document time-stamp (ETSI EN 319 142-1, 5.4.3), which is about all
 * of `pdf`. */
bool pades_stamp_document(struct buf *pdf, const struct placeholder *placeholder,
                          struct tsa *tsa, struct error *err);

#endif
