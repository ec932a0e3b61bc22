/* Certificates on their way into the folder: written as they come, synced to the disk and
 * given their names many at a time, because a sync for each would cost more than all the rest.
 * What becomes of each goes to the outcomes. One a thread. */
#ifndef KUALIK_GROUP_WRITER_H
#define KUALIK_GROUP_WRITER_H

#include "base/buf.h"
#include "base/error.h"
#include "files/folder.h"
#include "issue/outcomes.h"
#include "numbering/ledger.h"

#include <stdbool.h>
#include <stddef.h>

struct group_writer;

/* `folder`, `ledger` (NULL: there is no register) and `outcomes` must outlive it. Call
 * group_writer_flush before group_writer_free. */
struct group_writer *group_writer_new(struct folder *folder, struct ledger *ledger,
                                      struct outcomes *outcomes);
void group_writer_free(struct group_writer *group_writer);

/* What is written of a row. */
struct row_files {
    const struct buf *pdf;
    const struct buf *detached; /* its detached signature (detached.h); NULL: none */
    bool replace;               /* in the place of another file */
};

/* Takes over row `index`, whose PDF shall become `outcome->file`. The texts of `outcome` and
 * `facts` (for the register) and its error are copied, the status is found out. Fails when the
 * folder takes no more files, whatever their names. */
bool group_writer_add(struct group_writer *group_writer, size_t index,
                      const struct outcome *outcome, const struct row_files *files,
                      const struct ledger_facts *facts, struct error *err);

/* Brings to an end whatever is still on its way; fails as group_writer_add does. */
bool group_writer_flush(struct group_writer *group_writer, struct error *err);

#endif
