#include "issue/batch.h"

#include "base/mem.h"
#include "bind/card.h"
#include "issue/certificate_maker.h"
#include "issue/coverage.h"
#include "issue/deferral.h"
#include "issue/detached.h"
#include "issue/existing.h"
#include "issue/foreign_files.h"
#include "issue/group_writer.h"
#include "issue/hidden_name.h"
#include "issue/ledger.h"
#include "issue/survey.h"
#include "issue/worker_pool.h"
#include "page/document.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { EXISTING_LIMIT = 64 << 20 }; /* bytes of a file that may be one of ours */

/* What each thread has to write with. */
struct worker_state {
    struct certificate_pdf certificate; /* the one that is made */
    struct group_writer *group_writer;
    struct buf existing; /* a file that is there already */
    struct buf detached; /* the signature that lies beside the file */
};

struct batch {
    struct job *job;
    const struct batch_options *options;
    struct survey *survey;
    struct outcomes *outcomes;
    struct worker_state *worker_states; /* one a thread */
    /* while writing: */
    struct folder *folder;
    struct ledger *ledger;     /* NULL: there is no register */
    struct deferral *deferral; /* NULL: signatures are made at once */
    struct certificate_maker *maker;
    atomic_size_t left;   /* rows that are wanted and not begun */
    pthread_mutex_t lock; /* of: */
    struct error reason;  /* why nothing more can be written, */
    atomic_bool stopped;  /* if that is so */
};

static void begin_survey(struct batch *batch)
{
    const struct batch_options *options = batch->options;
    batch->outcomes = outcomes_new(options->listeners, options->listener_count);
    batch->survey = survey_new(batch->job, options->threads, options->selection, options->stop,
                               batch->outcomes);
}

struct batch *batch_new(struct job *job, const struct batch_options *options)
{
    struct batch *batch = mem_new(1, sizeof *batch);
    batch->job = job;
    batch->options = options;
    pthread_mutex_init(&batch->lock, NULL);
    batch->worker_states = mem_new(options->threads, sizeof *batch->worker_states);
    for (size_t i = 0; i < options->threads; i++)
        certificate_pdf_begin(&batch->worker_states[i].certificate);
    begin_survey(batch);
    return batch;
}

void batch_free(struct batch *batch)
{
    if (!batch)
        return;
    for (size_t i = 0; i < batch->options->threads; i++) {
        struct worker_state *worker_state = &batch->worker_states[i];
        certificate_pdf_end(&worker_state->certificate);
        group_writer_free(worker_state->group_writer);
        buf_free(&worker_state->existing);
        buf_free(&worker_state->detached);
    }
    survey_free(batch->survey);
    outcomes_free(batch->outcomes);
    deferral_free(batch->deferral);
    ledger_free(batch->ledger);
    certificate_maker_free(batch->maker);
    pthread_mutex_destroy(&batch->lock);
    free(batch->worker_states);
    free(batch);
}

static bool is_sound(const void *context, size_t index)
{
    return outcomes_wanted(context, index);
}

static void copy_findings(const struct report *from, struct report *to)
{
    for (size_t i = 0; i < from->count; i++)
        report_copy(to, &from->list[i]);
}

/* Surveys the list once, and says whether that leaves the numbers as they are. */
static bool survey_round(struct batch *batch, struct report *findings, bool *settled,
                         struct error *err)
{
    struct numbering *numbering = batch->job->numbering;
    *settled = true;
    return survey_run(batch->survey, findings, err) &&
           (!numbering || numbering_settle(numbering, is_sound, batch->outcomes, settled, err));
}

/* Rows that turn out to be unsound get no number. Where others have got another one by that,
 * they are laid out again with it. */
bool batch_survey(struct batch *batch, struct report *findings, struct error *err)
{
    struct report before = {0};
    bool settled;
    copy_findings(findings, &before);
    bool done = survey_round(batch, findings, &settled, err);
    while (done && !settled) {
        report_free(findings);
        copy_findings(&before, findings);
        survey_free(batch->survey);
        outcomes_free(batch->outcomes);
        begin_survey(batch);
        done = survey_round(batch, findings, &settled, err);
    }
    report_free(&before);
    return done;
}

struct outcomes *batch_tally(const struct batch *batch)
{
    return batch->outcomes;
}

/* ---- the writing ------------------------------------------------------------------------ */

static bool is_interrupted(const struct batch *batch)
{
    return batch->options->stop && atomic_load(batch->options->stop);
}

static bool is_stopped(const struct batch *batch)
{
    return atomic_load(&batch->stopped) || is_interrupted(batch);
}

/* Begins no more rows, for the reason that was given first. */
static void give_up(struct batch *batch, const struct error *reason)
{
    pthread_mutex_lock(&batch->lock);
    if (!batch->stopped)
        batch->reason = *reason;
    batch->stopped = true;
    pthread_mutex_unlock(&batch->lock);
}

/* Compares the certificate with the file of its name; `*sha256` is the digest of that. */
static enum existing look_at(const struct batch *batch, struct worker *worker,
                             const struct card *card, struct digest *sha256)
{
    struct worker_state *worker_state = &batch->worker_states[worker->number];
    const struct signer *signer = batch->options->signer;
    struct buf *bytes = &worker_state->existing;
    struct error err;
    uint8_t id[16];
    enum existing existing = EXISTING_DAMAGED;
    certificate_maker_id(batch->maker, worker, card, id);
    buf_clear(bytes);
    if (folder_read(batch->folder, card->file, EXISTING_LIMIT, bytes, &err))
        existing = existing_compare(bytes, id, signer ? &signer->identity : NULL,
                                    batch->options->time, worker_state->certificate.memory);
    if (batch->ledger)
        *sha256 = hash_of(&(struct span){buf_text(bytes), bytes->size}, 1);
    return existing;
}

/* Makes the certificate in the worker's memory. What all have in common is made with the first:
 * where that fails, no other can be made. */
static bool make_certificate(struct batch *batch, struct worker *worker,
                             const struct card *card, struct error *err)
{
    struct certificate_pdf *certificate = &batch->worker_states[worker->number].certificate;
    if (certificate_maker_prepare(batch->maker, certificate, err))
        return certificate_maker_make(batch->maker, worker, card, certificate, err);
    give_up(batch, err);
    return false;
}

/* ---- signatures beside certificates ----------------------------------------------------- */

static bool is_detached(const struct batch *batch)
{
    return batch->options->signer && batch->options->deferral == DEFERRAL_NONE &&
           batch->job->template->sign.detached;
}

static struct detached_signer detached_signer_of(const struct batch *batch,
                                                 const struct worker_state *worker_state)
{
    const struct batch_options *options = batch->options;
    return (struct detached_signer){
        .signer = options->signer,
        .now = options->time,
        .memory = worker_state->certificate.memory,
        .tsa = options->augmenter.tsa,
        .tsa_optional = options->tsa_optional,
    };
}

static bool make_detached(const struct batch *batch, struct worker_state *worker_state,
                          struct error *err)
{
    const struct detached_signer signer = detached_signer_of(batch, worker_state);
    return !is_detached(batch) ||
           detached_make(&signer, &worker_state->certificate.pdf, &worker_state->detached, err);
}

/* Completes a certificate that is there already. */
static bool mend_detached(const struct batch *batch, struct worker_state *worker_state,
                          const char *file, struct error *err)
{
    const struct detached_signer signer = detached_signer_of(batch, worker_state);
    return !is_detached(batch) ||
           detached_mend(&signer, batch->folder, file, &worker_state->existing,
                         batch->options->replace, err);
}

/* ---- a row ------------------------------------------------------------------------------ */

/* The certificate is there already; the register may not know it yet. */
static void keep(struct batch *batch, struct worker_state *worker_state, size_t index,
                 const struct digest *sha256, const struct ledger_facts *facts,
                 struct outcome outcome)
{
    struct error err;
    struct ledger_entry entry = {.index = index,
                                 .who = outcome.who,
                                 .file = outcome.file,
                                 .facts = *facts,
                                 .sha256 = *sha256};
    outcome.status = OUTCOME_KEPT;
    if (!mend_detached(batch, worker_state, outcome.file, &err)) {
        outcome.status = OUTCOME_FAILED;
        outcome.error = &err;
    }
    if (batch->ledger && !ledger_keep(batch->ledger, &entry, &err)) {
        outcome.status = OUTCOME_FAILED;
        outcome.error = &err;
        give_up(batch, &err);
    }
    outcomes_finish(batch->outcomes, index, &outcome);
}

/* A duplicate that does not say so would pass for the first certificate. */
static bool is_unmarked_duplicate(const struct batch *batch, size_t index)
{
    return batch->ledger &&
           numbering_row(batch->job->numbering, index)->duplicate == DUPLICATE_ASKED &&
           !binding_shows_duplicate(batch->job->binding);
}

static void fail_of_duplicate(struct error *err)
{
    error_set(err, "duplicate-not-shown",
              "a duplicate is asked for, but the template does not show {duplicate}.");
    error_advise(err, "Write {duplicate} into one of its texts, and issue this row alone, with "
                      "--only: the other certificates stay as they are.");
}

static bool is_missing(const struct batch *batch, size_t index)
{
    return batch->ledger && !batch->options->reissue && ledger_misses(batch->ledger, index);
}

/* The words are the same for all rows, which are told together. */
static void fail_of_missing(struct error *err)
{
    error_set(err, "issued-file-missing",
              "the certificate was issued, and its file is not in the folder any more.");
    error_advise(err, "Put the file back from a backup; --reissue issues the certificate anew "
                      "under its number.");
}

/* Another run has prepared it; whoever signs may have it before them. */
static void fail_of_waiting(struct error *err)
{
    error_set(err, "certificate-waits", "the certificate waits here for its signature.");
    error_advise(err, "Put it in with --embed; --replace issues the certificate now.");
}

/* A correction must not quietly take away what people trust a certificate by. */
static bool is_unsigned_now(const struct batch *batch, size_t index)
{
    const struct batch_options *options = batch->options;
    return batch->ledger && !options->replace && options->deferral == DEFERRAL_NONE &&
           ledger_unsigns(batch->ledger, index);
}

static void fail_of_unsigned(struct error *err)
{
    error_set(err, "issued-signed",
              "the certificate was issued with a signature, and a corrected one without it "
              "cannot take its place.");
    error_advise(err, "Give the key with --key; --replace issues it without a signature.");
}

static void finish_waiting(struct batch *batch, size_t index, struct outcome outcome)
{
    outcome.status = OUTCOME_WAITING;
    outcomes_finish(batch->outcomes, index, &outcome);
}

/* Gives the certificate in the worker's `pdf` its name, in the place of another if `replace`.
 */
static void publish(struct batch *batch, struct worker_state *worker_state, size_t index,
                    const struct ledger_facts *facts, struct outcome outcome, bool replace)
{
    struct error err;
    const struct row_files files = {&worker_state->certificate.pdf,
                                    is_detached(batch) ? &worker_state->detached : NULL,
                                    replace || batch->options->replace};
    outcome.error =
        worker_state->certificate.is_lowered ? &worker_state->certificate.lowered : NULL;
    if (!group_writer_add(worker_state->group_writer, index, &outcome, &files, facts, &err))
        give_up(batch, &err);
}

/* Returns false, and why, where the row is not done. */
static bool prepare_card(struct batch *batch, struct worker *worker, size_t index,
                         const struct card *card, const struct ledger_facts *facts,
                         struct outcome outcome, struct error *err)
{
    struct worker_state *worker_state = &batch->worker_states[worker->number];
    uint8_t id[16];
    certificate_maker_id(batch->maker, worker, card, id);
    enum deferred deferred = deferral_look(batch->deferral, card->file, id);
    if (deferred == DEFERRED_SAME) {
        finish_waiting(batch, index, outcome);
        return true;
    }
    if (deferred != DEFERRED_NOT && !batch->options->replace)
        return deferral_refuse(deferred, card->file, err);
    if (!make_certificate(batch, worker, card, err))
        return false;
    if (deferral_add(batch->deferral, index, &outcome, facts, id,
                     &worker_state->certificate.pdf, &worker_state->certificate.placeholder,
                     err))
        return true;
    give_up(batch, err);
    return false;
}

static bool embed_card(struct batch *batch, struct worker *worker, size_t index,
                       const struct card *card, const struct ledger_facts *facts,
                       struct outcome outcome, bool there, struct error *err)
{
    struct worker_state *worker_state = &batch->worker_states[worker->number];
    uint8_t id[16];
    bool answered;
    certificate_maker_id(batch->maker, worker, card, id);
    if (!deferral_take(batch->deferral, card->file, id, &worker_state->certificate.pdf,
                       &worker_state->certificate.placeholder,
                       &worker_state->certificate.signature, &answered, err))
        return false;
    if (!answered) {
        finish_waiting(batch, index, outcome);
        return true;
    }
    if (!certificate_maker_raise(batch->maker, &worker_state->certificate, err))
        return false;
    publish(batch, worker_state, index, facts, outcome, there);
    return true;
}

/* Makes the certificate, now or in part; returns false, and why, where the row is not done. */
static bool make_card(struct batch *batch, struct worker *worker, size_t index,
                      const struct card *card, const struct ledger_facts *facts,
                      struct outcome outcome, bool there, struct error *err)
{
    struct worker_state *worker_state = &batch->worker_states[worker->number];
    switch (batch->options->deferral) {
    case DEFERRAL_PREPARE:
        return prepare_card(batch, worker, index, card, facts, outcome, err);
    case DEFERRAL_EMBED:
        return embed_card(batch, worker, index, card, facts, outcome, there, err);
    case DEFERRAL_NONE:
        break;
    }
    if ((is_detached(batch) &&
         !detached_check_free(batch->folder, card->file, batch->options->replace, err)) ||
        !make_certificate(batch, worker, card, err) || !make_detached(batch, worker_state, err))
        return false;
    publish(batch, worker_state, index, facts, outcome, there);
    return true;
}

static bool waits_for_another_run(const struct batch *batch, const char *file)
{
    const struct batch_options *options = batch->options;
    return options->deferral == DEFERRAL_NONE && !options->replace &&
           hidden_name_waits(batch->folder, file);
}

/* Writes the certificate unless it is there already. The outcome is told when it is written,
 * or by this function. */
static void write_card(struct batch *batch, struct worker *worker, size_t index,
                       const struct card *card, const struct ledger_facts *facts,
                       struct outcome outcome)
{
    struct worker_state *worker_state = &batch->worker_states[worker->number];
    bool there = folder_has(batch->folder, card->file), replace = batch->options->replace;
    struct digest sha256 = {0};
    enum existing existing = there ? look_at(batch, worker, card, &sha256) : EXISTING_OTHER;
    struct error err;
    if (is_unmarked_duplicate(batch, index)) {
        fail_of_duplicate(&err);
    } else if (existing == EXISTING_SAME) {
        keep(batch, worker_state, index, &sha256, facts, outcome);
        return;
    } else if (there && !replace &&
               !(batch->ledger && ledger_owns(batch->ledger, index, card->file))) {
        existing_refuse(existing, card->file, &err);
    } else if (!there && is_missing(batch, index)) {
        fail_of_missing(&err);
    } else if (is_unsigned_now(batch, index)) {
        fail_of_unsigned(&err);
    } else if (waits_for_another_run(batch, card->file)) {
        fail_of_waiting(&err);
    } else if (make_card(batch, worker, index, card, facts, outcome, there, &err) ||
               is_interrupted(batch)) {
        return; /* what is not done when it is interrupted is told at the end */
    }
    outcome.error = &err;
    outcomes_finish(batch->outcomes, index, &outcome);
}

/* Of a part of the list nothing is read behind the last row that is asked for. */
static bool goes_on(const struct batch *batch)
{
    return !is_stopped(batch) && (!batch->options->selection || atomic_load(&batch->left) > 0);
}

static struct ledger_facts facts_of(const struct batch *batch, const struct card *card,
                                    const struct row *row, struct arena *arena)
{
    struct ledger_facts facts = {.fields = ""};
    if (!batch->ledger)
        return facts;
    facts.fields = row_identity_fields(numbering_identity(batch->job->numbering), row, arena);
    facts.has_seal = sealing_digest(batch->job->sealing, card, &facts.seal);
    return facts;
}

/* A row that the survey has not seen like this was put in, or taken out, meanwhile. */
static bool write_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct batch *batch = context;
    struct report findings = {0};
    struct card card;
    struct error err;
    if (!outcomes_wanted(batch->outcomes, row_task->index))
        return goes_on(batch);
    atomic_fetch_sub(&batch->left, 1);
    bool sound = job_bind(batch->job, worker, row_task, &card, &findings) &&
                 outcomes_named(batch->outcomes, row_task->index, card.file);
    struct outcome outcome = {.status = OUTCOME_FAILED,
                              .row = row_task->row.number,
                              .line = row_task->row.line,
                              .who = card.place.who ? card.place.who : "",
                              .file = card.file ? card.file : "",
                              .number = sound ? card_value(batch->job->binding, &row_task->row,
                                                           "number", &worker->arena)
                                              : ""};
    if (sound) {
        const struct ledger_facts facts =
            facts_of(batch, &card, &row_task->row, &worker->arena);
        write_card(batch, worker, row_task->index, &card, &facts, outcome);
    } else {
        job_fail_of_change(&err);
        outcome.error = &err;
        outcomes_finish(batch->outcomes, row_task->index, &outcome);
    }
    report_free(&findings);
    return goes_on(batch);
}

/* Brings to an end what is on its way, also when nothing more shall begin. */
static void flush(struct batch *batch)
{
    struct error err;
    for (size_t i = 0; i < batch->options->threads; i++)
        if (!group_writer_flush(batch->worker_states[i].group_writer, &err))
            give_up(batch, &err);
}

/* Tells the rows that are not done. */
static void close_outcomes(struct batch *batch, bool read, const struct error *fault)
{
    struct error reason;
    if (!read) {
        outcomes_close(batch->outcomes, OUTCOME_FAILED, fault);
    } else if (is_stopped(batch)) {
        reason = batch->reason;
        if (!batch->stopped)
            error_set(&reason, "stopped", "The run was stopped.");
        outcomes_close(batch->outcomes, OUTCOME_STOPPED, &reason);
    } else {
        job_fail_of_change(&reason);
        outcomes_close(batch->outcomes, OUTCOME_FAILED, &reason);
    }
}

static bool open_ledger(struct batch *batch, struct error *err)
{
    const struct signer *signer = batch->options->signer;
    struct numbering *numbering = batch->job->numbering;
    if (!numbering)
        return foreign_files_check_unregistered(batch->folder, batch->job->binding->list, err);
    if (foreign_files_check(batch->folder, batch->outcomes, numbering, err))
        batch->ledger = ledger_new(numbering, batch->folder, signer ? &signer->identity : NULL,
                                   batch->options->time, err);
    return batch->ledger;
}

/* Spare numbers follow all others, so they are reserved when nobody is left who needs one. */
static bool is_everybody_done(const struct batch *batch)
{
    size_t count;
    const size_t *failed = outcomes_failed(batch->outcomes, &count);
    return batch->ledger && !is_stopped(batch) && outcomes_selected(batch->outcomes) > count &&
           coverage_is_complete(batch->job->numbering) &&
           coverage_knows(batch->job->numbering, failed, count);
}

/* It is about the whole file, which is there when the other signature is. */
static bool fail_of_detached(struct error *err)
{
    error_set(err, "detached-later",
              "A detached signature beside each certificate cannot be made later, for it is "
              "about the finished file.");
    error_advise(err, "Take `detached = cms` out of the template, or sign with --key or "
                      "--signer-command.");
    return error_at(err, (struct place){.section = "sign", .key = "detached"});
}

static bool open_deferral(struct batch *batch, struct error *err)
{
    const struct batch_options *options = batch->options;
    const struct deferral_source source = {
        .folder = batch->folder,
        .ledger = batch->ledger,
        .outcomes = batch->outcomes,
        .signer = options->signer,
        .answers = options->answers,
        .now = options->time,
    };
    if (options->deferral != DEFERRAL_NONE && batch->job->template->sign.detached)
        return fail_of_detached(err);
    if (options->deferral != DEFERRAL_NONE)
        batch->deferral = deferral_new(&source, err);
    return batch->deferral || options->deferral == DEFERRAL_NONE;
}

bool batch_write(struct batch *batch, struct folder *folder, struct error *err)
{
    size_t rows;
    batch->folder = folder;
    batch->maker = certificate_maker_new(batch->job, batch->options, batch->survey);
    atomic_init(&batch->left, outcomes_wanted_count(batch->outcomes));
    if (!open_ledger(batch, err) || !open_deferral(batch, err)) {
        close_outcomes(batch, false, err);
        return false;
    }
    for (size_t i = 0; i < batch->options->threads; i++)
        batch->worker_states[i].group_writer =
            group_writer_new(folder, batch->ledger, batch->outcomes);
    bool read = roster_rewind(batch->job->roster, err) &&
                worker_pool_run(batch->job->roster, batch->options->threads, write_row, batch,
                                &rows, err);
    flush(batch);
    if (batch->deferral && !deferral_settle(batch->deferral, read ? err : &(struct error){0}))
        read = false;
    close_outcomes(batch, read, err);
    return read && (!is_everybody_done(batch) || ledger_reserve_spares(batch->ledger, err));
}

/* ---- what no row gives ------------------------------------------------------------------ */

void batch_find_strays(struct batch *batch, const struct folder *folder,
                       void (*found)(void *context, const struct stray *stray), void *context)
{
    strays_find(folder, batch->outcomes, batch->job->numbering, found, context);
}

/* ---- the dump --------------------------------------------------------------------------- */

struct dump {
    struct batch *batch;
    void (*print)(void *context, const char *text);
    void *context;
};

static bool dump_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    const struct dump *dump = context;
    const struct batch *batch = dump->batch;
    struct report findings = {0};
    struct card card;
    struct row_pages row_pages;
    struct buf text = {0};
    if (!outcomes_wanted(batch->outcomes, row_task->index))
        return !is_stopped(batch);
    if (job_lay_out(batch->job, worker, row_task, LAYOUT_DRAW, &card, &row_pages, &findings)) {
        buf_printf(&text, "row %zu %s\n", row_task->row.number, card.file);
        document_dump(&row_pages.document, &text);
        dump->print(dump->context, text.data);
    }
    buf_free(&text);
    row_pages_free(&row_pages);
    report_free(&findings);
    return !is_stopped(batch);
}

bool batch_dump(struct batch *batch, void (*print)(void *context, const char *text),
                void *context, struct error *err)
{
    struct dump dump = {batch, print, context};
    if (!roster_rewind(batch->job->roster, err))
        return false;
    size_t rows;
    return worker_pool_run(batch->job->roster, 1, dump_row, &dump, &rows, err);
}
