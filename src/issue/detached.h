/* Detached signatures of finished certificates: beside NAME.pdf lies NAME.pdf.cms, a CMS
 * SignedData (RFC 5652) of all bytes of the PDF, which whoever knows nothing of PDF can check.
 * A certificate gets its name before its signature does, so that there is no signature without
 * its certificate; one that a run that was cut off has left without is signed by the next. */
#ifndef KUALIK_DETACHED_H
#define KUALIK_DETACHED_H

#include "augment/validation.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "files/folder.h"
#include "sign/signer.h"
#include "sign/tsa.h"
#include "trust/cms_verify.h"

#include <stdbool.h>
#include <stdint.h>

/* Who signs. The signatures are CAdES (ETSI EN 319 122-1): of level B-B, B-T with a time-stamp
 * authority, and B-LT with somebody to find proofs, too. */
struct detached_signer {
    const struct signer *signer;
    int64_t now;                  /* that they claim, and are judged by; seconds since 1970 */
    struct cms_memory *memory;    /* makes many faster (cms_verify.h); may be NULL */
    struct tsa *tsa;              /* may be NULL, and so … */
    struct validator *validation; /* … may this */
    bool tsa_optional;            /* without its time-stamp a signature will do … */
    struct error *unstamped;      /* … and this says so; if it is not NULL, its code is */
};

/* Returns what the signature of the file is called; the arena's. */
const char *detached_name(const char *file, struct arena *arena);

/* Puts the signature of the PDF into `der`, and looks whether it holds. */
bool detached_make(const struct detached_signer *signer, const struct buf *pdf, struct buf *der,
                   struct error *err);

/* Sees to it that the folder's file `file`, whose bytes are in `pdf`, has its signature beside
 * it. What is there and is not that is written over if `replace`, else refused by name. */
bool detached_mend(const struct detached_signer *signer, struct folder *folder,
                   const char *file, const struct buf *pdf, bool replace, struct error *err);

/* Says whether detached_mend would find nothing in its way, and writes nothing. */
bool detached_check_other(const struct detached_signer *signer, const struct folder *folder,
                          const char *file, const struct buf *pdf, bool replace,
                          struct error *err);

/* Says whether the file, which is to be made, can have a signature beside it: its name is not
 * too long, and no signature is there without its file, unless `replace`. */
bool detached_check_free(const struct folder *folder, const char *file, bool replace,
                         struct error *err);

/* Fails if there is a detached signature beside the file at `path`, which would hold no more
 * when the file is changed. */
bool detached_check_none(const char *path, struct error *err);

#endif
