/* Certificates that wait for signatures made elsewhere. They are prepared under hidden names,
 * and to-sign.json in the folder says what is to be signed; when the signatures are there, they
 * are put in, and only then the certificates get their names.
 *
 *     deferral_new → deferral_add, for each row, or deferral_take → deferral_settle →
 *     deferral_find_strays → deferral_free
 */
#ifndef KUALIK_DEFERRAL_H
#define KUALIK_DEFERRAL_H

#include "base/buf.h"
#include "base/error.h"
#include "external/to_sign.h"
#include "files/folder.h"
#include "issue/outcomes.h"
#include "numbering/ledger.h"
#include "sign/pades.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct deferral;

struct deferral_source {
    struct folder *folder;
    const struct numbering *numbering; /* NULL: there is no register */
    struct ledger *ledger;             /* … to write */
    struct outcomes *outcomes;
    const struct signer *signer;   /* who shall sign */
    const struct answers *answers; /* NULL: certificates are prepared */
    int64_t now;                   /* seconds since 1970 */
};

/* Reads what waits in the folder. What `source` points at must outlive it. Fails where that
 * cannot be read, or is for another signer, or where an answer is for nothing that is here.
 * Returns NULL on failure; release with deferral_free. */
struct deferral *deferral_new(const struct deferral_source *source, struct error *err);
void deferral_free(struct deferral *deferral);

/* How the prepared file of row `index`, which will be called `file`, compares with the one of
 * that `id` that would be prepared. Threads may call this and the next two together. */
enum deferred {
    DEFERRED_NOT, /* there is none */
    DEFERRED_SAME,
    DEFERRED_OTHER,   /* it says something else, promises another kind of signature, or waits
                       * under another name */
    DEFERRED_CHANGED, /* it is gone, or not what it was */
};
enum deferred deferral_look(const struct deferral *deferral, size_t index, const char *file,
                            const uint8_t id[16]);

/* Says why the certificate `file`, which waits already, is not prepared again. Returns false.
 */
bool deferral_refuse(enum deferred deferred, const char *file, struct error *err);

/* Prepares the certificate of row `index`: fills the placeholder of `pdf` but for the
 * signature, and writes it under its hidden name. Texts are copied. What becomes of the row is
 * told by deferral_settle. Fails when the folder takes no more files. */
bool deferral_add(struct deferral *deferral, size_t index, const struct outcome *outcome,
                  const struct ledger_facts *facts, const uint8_t id[16], struct buf *pdf,
                  const struct placeholder *placeholder, struct error *err);

/* Reads the prepared certificate into `pdf` and puts its signature in, if there is an answer
 * (`*answered`), which is checked. Fails when it was not prepared, was changed since, is of
 * another `id`, or when the answer is not its signature. */
bool deferral_take(const struct deferral *deferral, const char *file, const uint8_t id[16],
                   struct buf *pdf, struct placeholder *placeholder,
                   struct pades_signature *signature, bool *answered, struct error *err);

/* Brings it to its end: what was prepared is on the disk, reserved in the register, and told;
 * to-sign.json says what waits now, and is removed when nothing does. What was prepared is
 * there in the place of what waited under the same number and another name. No other thread may
 * be at work. Fails where that cannot be written; then nothing is told as prepared. */
bool deferral_settle(struct deferral *deferral, struct error *err);

/* Calls `found` with the name that each certificate which waits will have, and no row of the
 * list gives, sorted, and says whether it may be that of a row which failed or has no number
 * yet. One that the register has reserved for somebody of the list, whether or not the row can
 * be issued, is left out. No other thread may be at work. */
void deferral_find_strays(const struct deferral *deferral,
                          void (*found)(void *context, const char *file, bool doubtful),
                          void *context);

#endif
