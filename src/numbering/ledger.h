/* What the register is told while certificates are written. A certificate is reserved in the
 * register before its file gets its name, and stands in it as issued afterwards; of a run that
 * was cut off between the two, the next one finds out by the file's digest which it was.
 *
 *     ledger_new → (ledger_reserve → files get their names → ledger_publish), for each group of
 *     files → ledger_free
 */
#ifndef KUALIK_LEDGER_H
#define KUALIK_LEDGER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "files/folder.h"
#include "numbering/numbering.h"
#include "register/registry.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

/* `numbering` (whose numbers are settled) and `folder` must outlive it; `signer` is the digest
 * of the signer's certificate, NULL: unsigned; `time` is that of the certificates, in seconds
 * since 1970. Makes the register remember the folder, and moves files of spoiled and revoked
 * certificates to the archive. Returns NULL on failure; release with ledger_free. */
struct ledger *ledger_new(const struct numbering *numbering, struct folder *folder,
                          const struct digest *signer, int64_t time, struct error *err);
void ledger_free(struct ledger *ledger);

/* The same for a run that writes nothing, and only tells what one that does would come to: of
 * what follows, what says or foresees something may be called. `folder` may be NULL: it is not
 * there yet. */
struct ledger *ledger_new_to_read(const struct numbering *numbering,
                                  const struct folder *folder, const struct digest *signer,
                                  struct error *err);

/* Returns where in the folder that file stands which would be called `file` when files of
 * certificates that are no longer valid, or valid again, are where they belong; NULL: nowhere.
 * In a run that writes they are. Lent. */
const char *ledger_source(const struct ledger *ledger, const char *file);

/* What the register keeps of a row's certificate. */
struct ledger_facts {
    const char *fields; /* row_identity_fields' */
    bool has_seal;
    struct digest seal; /* sealing_digest's */
};

/* A certificate on its way. Texts are lent for as long as the entry is used. */
struct ledger_entry {
    size_t index; /* of the row */
    const char *who, *file;
    struct ledger_facts facts;
    struct digest sha256;          /* of the file */
    bool done;                     /* it has its name */
    struct registry_record record; /* as it is reserved */
    const char *before, *archived; /* the file that it supersedes, and where that goes; NULL:
                                    * none */
    const char *corrected; /* headings of the fields that were otherwise before; NULL: none */
};

/* Reserves `count` certificates together and says which files they supersede; texts are the
 * arena's. */
bool ledger_reserve(struct ledger *ledger, struct ledger_entry *const *entries, size_t count,
                    struct arena *arena, struct error *err);

/* Says of one what ledger_reserve would, and reserves nothing. */
bool ledger_foresee(struct ledger *ledger, struct ledger_entry *entry, struct arena *arena,
                    struct error *err);

/* Enters those that are done as issued; those that are not come to nothing, unless they wait
 * for their signatures. */
bool ledger_publish(struct ledger *ledger, struct ledger_entry *const *entries, size_t count,
                    struct error *err);

/* Enters a certificate that is there already, unless it stands in the register as it is. */
bool ledger_keep(struct ledger *ledger, struct ledger_entry *entry, struct error *err);

/* Says whether the row's certificate was issued and says what it should, and its file is gone.
 */
bool ledger_misses(struct ledger *ledger, size_t index);

/* Says whether the file is that of the row's number and shall be superseded, since the row has
 * been corrected or a duplicate is asked for. */
bool ledger_owns(struct ledger *ledger, size_t index, const char *file);

/* Says whether the row's certificate was issued with a signature, and is to be superseded by
 * one that has none. */
bool ledger_unsigns(struct ledger *ledger, size_t index);

/* Reserves the template's spare numbers, after all others: to be called when every row of the
 * list has its number and its certificate. `*lacking` are those for which there is none. */
bool ledger_reserve_spares(struct ledger *ledger, size_t *lacking, struct error *err);

/* Notes that all certificates of the list are as the template makes them now. */
bool ledger_note_template(struct ledger *ledger, const struct template *template,
                          struct error *err);

#endif
