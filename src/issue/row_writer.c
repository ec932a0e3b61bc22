#include "issue/row_writer.h"

#include "base/mem.h"
#include "bind/card.h"
#include "files/hidden_name.h"
#include "files/issued_file.h"
#include "issue/detached.h"
#include "issue/existing.h"
#include "issue/group_writer.h"
#include "issue/row_obstacle.h"

#include <stdlib.h>

struct row_writer {
    const struct row_writing *writing;
    struct certificate_pdf certificate; /* the one that is made */
    struct group_writer *group_writer;
    struct buf existing; /* a file that is there already */
    struct buf detached; /* the signature that lies beside the file */
};

/* A row on its way. */
struct row_work {
    struct worker *worker;
    size_t index; /* in the list */
    const struct card *card;
    struct ledger_facts facts; /* for the register */
    struct outcome outcome;    /* as far as it is known */
    bool there;                /* a file has the certificate's name */
    struct digest sha256;      /* of that file, if there is a register */
};

struct row_writer *row_writer_new(const struct row_writing *writing)
{
    struct row_writer *writer = mem_new(1, sizeof *writer);
    writer->writing = writing;
    writer->group_writer =
        group_writer_new(writing->folder, writing->ledger, writing->outcomes);
    certificate_pdf_begin(&writer->certificate);
    return writer;
}

void row_writer_free(struct row_writer *writer)
{
    if (!writer)
        return;
    certificate_pdf_end(&writer->certificate);
    group_writer_free(writer->group_writer);
    buf_free(&writer->existing);
    buf_free(&writer->detached);
    free(writer);
}

static void finish(const struct row_writer *writer, const struct row_work *work,
                   enum outcome_status status, const struct error *reason)
{
    struct outcome outcome = work->outcome;
    outcome.status = status;
    outcome.error = reason;
    outcomes_finish(writer->writing->outcomes, work->index, &outcome);
}

/* ---- what is there already -------------------------------------------------------------- */

/* Returns where the file stands that has the certificate's name when it is written. */
static const char *source_of(const struct row_writing *writing, const char *file)
{
    return writing->ledger ? ledger_source(writing->ledger, file) : file;
}

/* Where nobody has said who signs, what the register says counts; without one nothing is known.
 */
static enum existing look_at_record(const struct row_writing *writing,
                                    const struct row_work *work)
{
    return ledger_owns(writing->ledger, work->index, work->card->file) ? EXISTING_OTHER
                                                                       : EXISTING_SAME;
}

/* Compares the certificate with the file of its name. */
static enum existing look_at(struct row_writer *writer, struct row_work *work)
{
    const struct row_writing *writing = writer->writing;
    const struct signer *signer = writing->options->signer;
    struct buf *bytes = &writer->existing;
    struct error err;
    uint8_t id[16];
    enum existing existing = EXISTING_DAMAGED;
    if (writing->options->signer_unknown)
        return look_at_record(writing, work);
    certificate_maker_id(writing->maker, work->worker, work->card, id);
    buf_clear(bytes);
    if (folder_read(writing->folder, source_of(writing, work->card->file), ISSUED_FILE_LIMIT,
                    bytes, &err))
        existing = existing_compare(bytes, id, signer ? &signer->identity : NULL,
                                    writing->options->time, writer->certificate.memory);
    if (writing->ledger)
        work->sha256 = hash_of(&(struct span){buf_text(bytes), bytes->size}, 1);
    return existing;
}

/* ---- signatures beside certificates ----------------------------------------------------- */

static bool is_detached(const struct row_writing *writing)
{
    return writing->options->signer && writing->options->deferral == DEFERRAL_NONE &&
           writing->job->template->sign.detached;
}

static struct detached_signer detached_signer_of(const struct row_writer *writer,
                                                 struct error *unstamped)
{
    const struct batch_options *options = writer->writing->options;
    return (struct detached_signer){
        .signer = options->signer,
        .now = options->time,
        .memory = writer->certificate.memory,
        .tsa = options->augmenter.tsa,
        .validation = options->augmenter.validation,
        .tsa_optional = options->tsa_optional,
        .unstamped = unstamped,
    };
}

/* Where the certificate has no time-stamp either, that is told. */
static bool make_detached(struct row_writer *writer, struct error *err)
{
    struct error unstamped = {0};
    struct certificate_pdf *certificate = &writer->certificate;
    const struct detached_signer signer = detached_signer_of(writer, &unstamped);
    if (!is_detached(writer->writing))
        return true;
    if (!detached_make(&signer, &certificate->pdf, &writer->detached, err))
        return false;
    if (unstamped.what.code && !certificate->is_lowered) {
        certificate->is_lowered = true;
        certificate->lowered = unstamped;
    }
    return true;
}

/* Completes a certificate that is there already. */
static bool mend_detached(struct row_writer *writer, const char *file, struct error *unstamped,
                          struct error *err)
{
    const struct row_writing *writing = writer->writing;
    const struct detached_signer signer = detached_signer_of(writer, unstamped);
    return !is_detached(writing) ||
           detached_mend(&signer, writing->folder, file, &writer->existing,
                         writing->options->replace, err);
}

/* Says whether the file that is there is at a lower level than this run signs at. Nothing is
 * lower than B-B, so that the file need not be searched for it. */
static bool is_below(const struct row_writer *writer)
{
    const struct batch_options *options = writer->writing->options;
    return options->signer && options->level > PADES_B &&
           existing_level(&writer->existing) < options->level;
}

/* Tells the certificate that is there already, unless another signature lies beside it. */
static void foretell_kept(struct row_writer *writer, struct row_work *work)
{
    const struct row_writing *writing = writer->writing;
    struct error err;
    const struct detached_signer signer = detached_signer_of(writer, NULL);
    bool kept = !is_detached(writing) ||
                detached_check_other(&signer, writing->folder, work->outcome.file,
                                     &writer->existing, writing->options->replace, &err);
    finish(writer, work, kept ? OUTCOME_KEPT : OUTCOME_FAILED, kept ? NULL : &err);
}

/* The certificate is there already; the register may not know it yet. */
static void keep(struct row_writer *writer, struct row_work *work)
{
    const struct row_writing *writing = writer->writing;
    work->outcome.is_below = is_below(writer);
    if (writing->foretells) {
        foretell_kept(writer, work);
        return;
    }
    struct error err, unstamped = {0};
    struct ledger_entry entry = {.index = work->index,
                                 .who = work->outcome.who,
                                 .file = work->outcome.file,
                                 .facts = work->facts,
                                 .sha256 = work->sha256};
    bool kept = mend_detached(writer, work->outcome.file, &unstamped, &err);
    if (writing->ledger && !ledger_keep(writing->ledger, &entry, &err)) {
        kept = false;
        batch_stop_give_up(writing->stop, &err);
    }
    const struct error *why = !kept ? &err : unstamped.what.code ? &unstamped : NULL;
    finish(writer, work, kept ? OUTCOME_KEPT : OUTCOME_FAILED, why);
}

/* ---- making ----------------------------------------------------------------------------- */

/* Makes the certificate in the writer's memory. What all have in common is made with the first:
 * where that fails, no other can be made. */
static bool make_certificate(struct row_writer *writer, const struct row_work *work,
                             struct error *err)
{
    const struct row_writing *writing = writer->writing;
    struct certificate_pdf *certificate = &writer->certificate;
    if (certificate_maker_prepare(writing->maker, certificate, err))
        return certificate_maker_make(writing->maker, work->worker, work->card, certificate,
                                      err);
    batch_stop_give_up(writing->stop, err);
    return false;
}

/* Gives the certificate that was made its name, in the place of another if there is one. */
static void publish(struct row_writer *writer, struct row_work *work)
{
    const struct row_writing *writing = writer->writing;
    const struct certificate_pdf *certificate = &writer->certificate;
    struct error err;
    const struct row_files files = {&certificate->pdf,
                                    is_detached(writing) ? &writer->detached : NULL,
                                    work->there || writing->options->replace};
    work->outcome.error = certificate->is_lowered ? &certificate->lowered : NULL;
    if (!group_writer_add(writer->group_writer, work->index, &work->outcome, &files,
                          &work->facts, &err))
        batch_stop_give_up(writing->stop, &err);
}

/* Tells the certificate as if it had been written: what it supersedes, and why. One that waits
 * for its signature may get it: nobody has said. */
static bool foretell_written(const struct row_writer *writer, struct row_work *work,
                             struct error *err)
{
    struct ledger *ledger = writer->writing->ledger;
    struct ledger_entry entry = {.index = work->index,
                                 .who = work->outcome.who,
                                 .file = work->outcome.file,
                                 .facts = work->facts};
    bool waits = writer->writing->options->signer_unknown &&
                 hidden_name_waits(writer->writing->folder, work->outcome.file);
    if (ledger && !ledger_foresee(ledger, &entry, &work->worker->arena, err))
        return false;
    work->outcome.corrected = entry.corrected;
    work->outcome.archived = entry.archived;
    finish(writer, work, waits ? OUTCOME_WAITING : OUTCOME_WRITTEN, NULL);
    return true;
}

/* Returns false, and why, where the row is not done; so do the next two. */
static bool prepare(struct row_writer *writer, struct row_work *work, struct error *err)
{
    const struct row_writing *writing = writer->writing;
    struct certificate_pdf *certificate = &writer->certificate;
    const char *file = work->card->file;
    uint8_t id[16];
    certificate_maker_id(writing->maker, work->worker, work->card, id);
    enum deferred deferred = deferral_look(writing->deferral, work->index, file, id);
    if (deferred == DEFERRED_SAME) {
        finish(writer, work, OUTCOME_WAITING, NULL);
        return true;
    }
    if (deferred != DEFERRED_NOT && !writing->options->replace)
        return deferral_refuse(deferred, file, err);
    if (writing->foretells)
        return foretell_written(writer, work, err);
    if (!make_certificate(writer, work, err))
        return false;
    if (deferral_add(writing->deferral, work->index, &work->outcome, &work->facts, id,
                     &certificate->pdf, &certificate->placeholder, err))
        return true;
    batch_stop_give_up(writing->stop, err);
    return false;
}

static bool embed(struct row_writer *writer, struct row_work *work, struct error *err)
{
    const struct row_writing *writing = writer->writing;
    struct certificate_pdf *certificate = &writer->certificate;
    uint8_t id[16];
    bool answered;
    certificate_maker_id(writing->maker, work->worker, work->card, id);
    if (!deferral_take(writing->deferral, work->card->file, id, &certificate->pdf,
                       &certificate->placeholder, &certificate->signature, &answered, err))
        return false;
    if (!answered) {
        finish(writer, work, OUTCOME_WAITING, NULL);
        return true;
    }
    if (writing->foretells)
        return foretell_written(writer, work, err);
    if (!certificate_maker_raise(writing->maker, certificate, err))
        return false;
    publish(writer, work);
    return true;
}

static bool make(struct row_writer *writer, struct row_work *work, struct error *err)
{
    const struct row_writing *writing = writer->writing;
    const struct batch_options *options = writing->options;
    switch (options->deferral) {
    case DEFERRAL_PREPARE:
        return prepare(writer, work, err);
    case DEFERRAL_EMBED:
        return embed(writer, work, err);
    case DEFERRAL_NONE:
        break;
    }
    if (is_detached(writing) &&
        !detached_check_free(writing->folder, work->card->file, options->replace, err))
        return false;
    if (writing->foretells)
        return foretell_written(writer, work, err);
    if (!make_certificate(writer, work, err) || !make_detached(writer, err))
        return false;
    publish(writer, work);
    return true;
}

/* ---- a row ------------------------------------------------------------------------------ */

/* Writes the certificate unless it is there already. What is not done when the batch is
 * interrupted is told at its end. */
static void write_card(struct row_writer *writer, struct row_work *work)
{
    const struct row_writing *writing = writer->writing;
    struct error err;
    const char *source = source_of(writing, work->card->file);
    bool is_known = writing->ledger || !writing->options->signer_unknown;
    work->there = is_known && source && !folder_began_empty(writing->folder) &&
                  folder_has(writing->folder, source);
    enum existing existing = work->there ? look_at(writer, work) : EXISTING_OTHER;
    if (existing == EXISTING_SAME) {
        keep(writer, work);
        return;
    }
    bool allowed = row_obstacle_check(writing, work->index, work->card->file,
                                      work->there ? &existing : NULL, &err);
    if (!allowed || (!make(writer, work, &err) && !batch_stop_is_interrupted(writing->stop)))
        finish(writer, work, OUTCOME_FAILED, &err);
}

static struct ledger_facts facts_of(const struct row_writing *writing, const struct card *card,
                                    const struct row *row, struct arena *arena)
{
    struct ledger_facts facts = {.fields = ""};
    if (!writing->ledger)
        return facts;
    facts.fields = row_identity_fields(numbering_identity(writing->job->numbering), row, arena);
    facts.has_seal = sealing_digest(writing->job->sealing, card, &facts.seal);
    return facts;
}

/* A row that the survey has not seen like this was edited, put in, or taken out meanwhile. */
void row_writer_write(struct row_writer *writer, struct worker *worker,
                      const struct row_task *row_task)
{
    const struct row_writing *writing = writer->writing;
    const struct job *job = writing->job;
    const struct row *row = &row_task->row;
    struct report findings = {0};
    struct card card;
    struct error err;
    bool sound = job_bind(job, worker, row_task, &card, &findings) &&
                 outcomes_same(writing->outcomes, row_task->index,
                               roster_row_sum(job->roster, row), card.file);
    struct row_work work = {.worker = worker,
                            .index = row_task->index,
                            .card = &card,
                            .outcome = {.status = OUTCOME_FAILED,
                                        .row = row->number,
                                        .line = row->line,
                                        .who = card.place.who ? card.place.who : "",
                                        .file = card.file ? card.file : "",
                                        .number = ""}};
    if (sound) {
        work.outcome.number = card_value(job->binding, row, "number", &worker->arena);
        work.facts = facts_of(writing, &card, row, &worker->arena);
        write_card(writer, &work);
    } else {
        roster_fail_of_change(&err);
        finish(writer, &work, OUTCOME_FAILED, &err);
    }
    report_free(&findings);
}

void row_writer_flush(struct row_writer *writer)
{
    struct error err;
    if (!group_writer_flush(writer->group_writer, &err))
        batch_stop_give_up(writer->writing->stop, &err);
}
