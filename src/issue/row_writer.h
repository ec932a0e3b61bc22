/* Writes the certificates of rows, each unless it is there already: a writer for each thread.
 * What became of a row goes to the outcomes, and to the register if there is one.
 *
 *     row_writer_new → row_writer_write, for each row → row_writer_flush → row_writer_free
 */
#ifndef KUALIK_ROW_WRITER_H
#define KUALIK_ROW_WRITER_H

#include "issue/batch.h"
#include "issue/batch_stop.h"
#include "issue/certificate_maker.h"
#include "issue/deferral.h"
#include "issue/worker_pool.h"
#include "numbering/ledger.h"

/* What all rows have in common while they are written. */
struct row_writing {
    const struct job *job;
    const struct batch_options *options;
    struct outcomes *outcomes;
    struct folder *folder;     /* NULL: it is only foretold, and there is none yet */
    struct ledger *ledger;     /* NULL: there is no register */
    struct deferral *deferral; /* NULL: signatures are made at once */
    struct certificate_maker *maker;
    struct batch_stop *stop;
    bool foretells; /* nothing is written: what would become of each row goes to the outcomes */
};

struct row_writer;

/* `writing` must outlive it. Call row_writer_flush before row_writer_free. */
struct row_writer *row_writer_new(const struct row_writing *writing);
void row_writer_free(struct row_writer *writer);

/* Writes the certificate of a row that the survey has found sound, with the worker's memory. */
void row_writer_write(struct row_writer *writer, struct worker *worker,
                      const struct row_task *row_task);

/* Brings to an end what is on its way, also when nothing more shall begin. */
void row_writer_flush(struct row_writer *writer);

#endif
