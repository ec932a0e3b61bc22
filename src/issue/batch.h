/* The loop over the rows of a list, twice: the survey lays out every selected row, gathers
 * glyphs and complaints and writes nothing; then the certificates of the sound ones are
 * written. Memory does not grow with the list, but for a few words a row. What comes out does
 * not depend on the number of threads. What certificates show, and their /ID, does not depend
 * on which rows are selected; their fonts hold the letters of these rows alone.
 *
 *     batch_new → batch_survey → batch_write or batch_foretell → batch_find_strays → batch_free
 */
#ifndef KUALIK_BATCH_H
#define KUALIK_BATCH_H

#include "augment/augment.h"
#include "base/error.h"
#include "base/report.h"
#include "external/to_sign.h"
#include "files/folder.h"
#include "issue/job.h"
#include "issue/outcomes.h"
#include "issue/strays.h"
#include "search/selection.h"
#include "sign/signer.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a batch does with signatures. */
enum deferral_kind {
    DEFERRAL_NONE,    /* they are made when the certificate is */
    DEFERRAL_PREPARE, /* they come later */
    DEFERRAL_EMBED,   /* they have come */
};

struct batch_options {
    size_t threads;
    struct selection *selection; /* rows to write, NULL: all */
    const atomic_bool *stop; /* ends the batch between two rows when set; NULL: nothing does */
    const struct signer *signer;   /* NULL: no signature */
    bool signer_unknown;           /* … or nobody has said; then nothing is written */
    enum deferral_kind deferral;   /* when the signatures are made */
    const struct answers *answers; /* those that have come, of DEFERRAL_EMBED */
    enum pades_level level;        /* of the signatures */
    struct augmenter augmenter;    /* what is asked for those above PADES_B */
    bool tsa_optional;             /* where it fails, the certificate is issued without one */
    int64_t time;                  /* seconds since 1970, of signing and making */
    int offset;                    /* minutes east of UTC in which that time is written */
    const char *producer;          /* "kualik 1.0" */
    bool replace;                  /* certificates that say something else */
    bool reissue;                  /* certificates whose files are gone */
    const struct listener *listeners; /* who is told, in this order */
    size_t listener_count;
};

struct batch;

/* Makes the batch; `job` and `options` must outlive it. Release with batch_free. */
struct batch *batch_new(struct job *job, const struct batch_options *options);
void batch_free(struct batch *batch);

/* Surveys all rows. What is wrong with the selected ones goes to `findings`, sorted. Fails
 * when the list cannot be read to its end or has no rows, when something was asked for that is
 * not in it, or when the batch was stopped. */
bool batch_survey(struct batch *batch, struct report *findings, struct error *err);

/* Writes the certificates of the selected sound rows to `folder`. A certificate that is there
 * already, whole and with the same content, signer and template (its /ID tells), is kept as
 * it is. A folder that takes no more files stops the batch; then, and when it is stopped from
 * outside, what has been made by then is brought to its end, and the other rows are told as
 * stopped. Fails when the list cannot be read to its end or has changed meanwhile; what became
 * of each row is told in any case, and `*told` says whether `err` was, with rows that were not
 * done for that reason. */
bool batch_write(struct batch *batch, struct folder *folder, bool *told, struct error *err);

/* Tells of each selected sound row what batch_write would, and writes nothing: the outcome
 * OUTCOME_WRITTEN is that of a row whose certificate could be written. `folder` is NULL where
 * there is none yet. Where nobody has said who signs, whether a file says what it should is not
 * looked at. Fails, and says in `*told`, as batch_write does. */
bool batch_foretell(struct batch *batch, struct folder *folder, bool *told, struct error *err);

/* Returns how many spare numbers batch_write could not reserve, as the register had no more. */
size_t batch_spares_lacking(const struct batch *batch);

/* Gives the PDF files in `folder` that no row of the list, selected or not, gives to `found`,
 * as strays_find does. */
void batch_find_strays(struct batch *batch, const struct folder *folder,
                       void (*found)(void *context, const struct stray *stray), void *context);

/* Gives the dump of each selected sound row's pages to `print`, in the order of the list. Fails
 * when the list cannot be read to its end, or when the batch was stopped. */
bool batch_dump(struct batch *batch, void (*print)(void *context, const char *text),
                void *context, struct error *err);

/* Lends the outcomes: how many rows there are, and which failed. */
struct outcomes *batch_tally(const struct batch *batch);

#endif
