/* How far the signatures of a batch reach: what the template's section [sign] says, and the
 * options over it. */
#ifndef KUALIK_SIGNATURE_LEVEL_H
#define KUALIK_SIGNATURE_LEVEL_H

#include "augment/augment.h"
#include "base/buf.h"
#include "base/error.h"
#include "sign/pades_level.h"
#include "sign/signer.h"
#include "sign/tsa.h"
#include "template/template.h"

#include <stdatomic.h>
#include <stdbool.h>

/* What the user asked for; a member that is NULL or 0 leaves it to the template. Texts are lent
 * and must outlive the signature_level. */
struct signature_level_source {
    const char *level;       /* as pades_level_read takes it */
    const char *tsa;         /* address of the time-stamp authority */
    const char *policy;      /* object identifier */
    const char *trust;       /* file of the authorities that vouch for it, in PEM */
    const char *chain;       /* file of certificates that may be missing in a chain, in PEM */
    const char *lists;       /* file of revocation lists, in PEM, or of one in DER */
    const char *on_failure;  /* "fail" or "plain" */
    unsigned timeout;        /* seconds */
    const atomic_bool *stop; /* set: no authority is asked once more; NULL: nobody sets it */
    int64_t (*clock)(void);  /* tells seconds since 1970; NULL: time-stamps may say any time */
};

struct signature_level {
    enum pades_level level;
    struct tsa *tsa;              /* NULL: none is asked */
    struct validator *validation; /* NULL below PADES_LT */
    bool tsa_optional;            /* where it fails, sign without a time-stamp */
    bool lowered;                 /* it has failed already, and … */
    struct error reason;          /* … why */
    struct buf trust;             /* the file's bytes */
};

/* Finds out at which level is signed, and asks nobody anything. Fails when that makes no sense,
 * or when the level needs an authority and none is named. */
bool signature_level_read(const struct signature_level_source *source,
                          const struct template *template, enum pades_level *level,
                          struct error *err);

/* Finds out, asks the authority for a first time-stamp, and from PADES_LT upwards looks whether
 * the certificate of `signer` (NULL: whoever has signed already) is revoked. `template` (NULL:
 * none) says what `source` does not; `now` is seconds since 1970. Fails when something cannot
 * be used, or when the authority fails that is not optional. Release with
 * signature_level_close. */
bool signature_level_open(const struct signature_level_source *source,
                          const struct template *template, const struct signer *signer,
                          int64_t now, struct signature_level *level, struct error *err);

/* Puts what the level wants besides into the CMS signature in `der`, which no PDF is around: a
 * time-stamp, then the proofs that nobody is revoked. Where it fails, `der` has less of that.
 */
bool signature_level_complete(const struct signature_level *level, struct buf *der,
                              struct error *err);

/* Reads the file of certificates that the section [sign] of the template names. `*path` is how
 * it is called there; NULL: it names none. Release the bytes with buf_free, whatever it
 * returns. */
bool signature_level_chain(const struct template *template, struct buf *bytes,
                           const char **path, struct error *err);

void signature_level_close(struct signature_level *level);

#endif
