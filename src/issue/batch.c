#include "issue/batch.h"

#include "base/mem.h"
#include "bind/card.h"
#include "issue/batch_stop.h"
#include "issue/foreign_files.h"
#include "issue/row_writer.h"
#include "issue/survey.h"
#include "issue/worker_pool.h"
#include "numbering/coverage.h"
#include "page/document.h"

#include <stdlib.h>

struct batch {
    struct job *job;
    const struct batch_options *options;
    struct survey *survey;
    struct outcomes *outcomes;
    struct batch_stop stop;
    /* while writing: */
    struct row_writing writing;
    struct row_writer **writers; /* one a thread */
    atomic_size_t left;          /* rows that are wanted and not begun */
    size_t lacking;              /* spare numbers that there were not, at the end */
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
    batch_stop_begin(&batch->stop, options->stop);
    batch->writers = mem_new(options->threads, sizeof(struct row_writer *));
    begin_survey(batch);
    return batch;
}

void batch_free(struct batch *batch)
{
    if (!batch)
        return;
    for (size_t i = 0; i < batch->options->threads; i++)
        row_writer_free(batch->writers[i]);
    free(batch->writers);
    survey_free(batch->survey);
    outcomes_free(batch->outcomes);
    deferral_free(batch->writing.deferral);
    ledger_free(batch->writing.ledger);
    certificate_maker_free(batch->writing.maker);
    batch_stop_end(&batch->stop);
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

/* Of a part of the list nothing is read behind the last row that is asked for. */
static bool goes_on(const struct batch *batch)
{
    return !batch_stop_is_set(&batch->stop) &&
           (!batch->options->selection || atomic_load(&batch->left) > 0);
}

static bool write_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct batch *batch = context;
    if (outcomes_wanted(batch->outcomes, row_task->index)) {
        atomic_fetch_sub(&batch->left, 1);
        row_writer_write(batch->writers[worker->number], worker, row_task);
    }
    return goes_on(batch);
}

/* Tells the rows that are not done; returns how many. */
static size_t close_outcomes(struct batch *batch, bool read, const struct error *fault)
{
    struct error reason;
    if (!read)
        return outcomes_close(batch->outcomes, OUTCOME_FAILED, fault);
    if (batch_stop_is_set(&batch->stop)) {
        batch_stop_reason(&batch->stop, &reason);
        return outcomes_close(batch->outcomes, OUTCOME_STOPPED, &reason);
    }
    roster_fail_of_change(&reason);
    return outcomes_close(batch->outcomes, OUTCOME_FAILED, &reason);
}

static bool open_ledger(struct batch *batch, struct error *err)
{
    const struct signer *signer = batch->options->signer;
    struct numbering *numbering = batch->job->numbering;
    const struct digest *identity = signer ? &signer->identity : NULL;
    struct folder *folder = batch->writing.folder;
    if (!numbering)
        return !folder ||
               foreign_files_check_unregistered(folder, batch->job->binding->list, err);
    if (folder && !foreign_files_check(folder, batch->outcomes, numbering, err))
        return false;
    if (!batch->writing.foretells)
        batch->writing.ledger =
            ledger_new(numbering, folder, identity, batch->options->time, err);
    else if (numbering_registry(numbering))
        batch->writing.ledger = ledger_new_to_read(numbering, folder, identity, err);
    else
        return true;
    return batch->writing.ledger;
}

/* Spare numbers follow all others, so they are reserved when nobody is left who needs one. */
static bool is_everybody_done(const struct batch *batch)
{
    size_t count;
    const size_t *failed = outcomes_failed(batch->outcomes, &count);
    return batch->job->numbering && !batch_stop_is_set(&batch->stop) &&
           outcomes_selected(batch->outcomes) > 0 &&
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
        .folder = batch->writing.folder,
        .numbering = batch->job->numbering,
        .ledger = batch->writing.ledger,
        .outcomes = batch->outcomes,
        .signer = options->signer,
        .answers = options->answers,
        .now = options->time,
    };
    if (options->deferral != DEFERRAL_NONE && batch->job->template->sign.detached)
        return fail_of_detached(err);
    if (options->deferral != DEFERRAL_NONE)
        batch->writing.deferral = deferral_new(&source, err);
    return batch->writing.deferral || options->deferral == DEFERRAL_NONE;
}

static bool begin_writing(struct batch *batch, struct folder *folder, bool foretells,
                          struct error *err)
{
    batch->writing = (struct row_writing){
        .job = batch->job,
        .options = batch->options,
        .outcomes = batch->outcomes,
        .folder = folder,
        .maker = certificate_maker_new(batch->job, batch->options, batch->survey),
        .stop = &batch->stop,
        .foretells = foretells,
    };
    atomic_init(&batch->left, outcomes_wanted_count(batch->outcomes));
    if (!open_ledger(batch, err) || !open_deferral(batch, err))
        return false;
    for (size_t i = 0; i < batch->options->threads; i++)
        batch->writers[i] = row_writer_new(&batch->writing);
    return true;
}

static bool write_rows(struct batch *batch, struct error *err)
{
    struct deferral *deferral = batch->writing.deferral;
    struct error unsaid; /* the first fault is told */
    size_t rows, threads = batch->options->threads;
    bool read = roster_rewind(batch->job->roster, err) &&
                worker_pool_run(batch->job->roster, threads, write_row, batch, &rows, err);
    for (size_t i = 0; i < threads; i++)
        row_writer_flush(batch->writers[i]);
    bool settled = !deferral || batch->writing.foretells ||
                   deferral_settle(deferral, read ? err : &unsaid);
    return read && settled;
}

/* Enters what is so of the whole list: its spares, and the template that all of it shows. */
static bool end_list(struct batch *batch, struct error *err)
{
    struct ledger *ledger = batch->writing.ledger;
    size_t failed;
    outcomes_failed(batch->outcomes, &failed);
    return ledger_reserve_spares(ledger, &batch->lacking, err) &&
           (failed || !outcomes_all_sound(batch->outcomes) ||
            ledger_note_template(ledger, batch->job->template, err));
}

bool batch_write(struct batch *batch, struct folder *folder, bool *told, struct error *err)
{
    bool written = begin_writing(batch, folder, false, err) && write_rows(batch, err);
    *told = close_outcomes(batch, written, err) > 0 && !written;
    return written && (!is_everybody_done(batch) || end_list(batch, err));
}

bool batch_foretell(struct batch *batch, struct folder *folder, bool *told, struct error *err)
{
    bool done = begin_writing(batch, folder, true, err) && write_rows(batch, err);
    *told = close_outcomes(batch, done, err) > 0 && !done;
    if (!done || !is_everybody_done(batch))
        return done;
    size_t count,
        *spares = numbering_spares(batch->job->numbering, &count, &batch->lacking, err);
    done = spares != NULL;
    free(spares);
    return done;
}

size_t batch_spares_lacking(const struct batch *batch)
{
    return batch->lacking;
}

/* ---- what no row gives ------------------------------------------------------------------ */

/* Strays on their way to be told. */
struct found_strays {
    const struct ledger *ledger; /* NULL: none */
    void (*found)(void *context, const struct stray *stray);
    void *context;
};

/* A file that a run which writes would have moved away before is none. */
static void pass_stray(void *context, const struct stray *stray)
{
    const struct found_strays *strays = context;
    if (!strays->ledger || ledger_source(strays->ledger, stray->file))
        strays->found(strays->context, stray);
}

static void pass_waiting(void *context, const char *file, bool doubtful)
{
    const struct found_strays *strays = context;
    strays->found(strays->context,
                  &(struct stray){.file = file, .waits = true, .doubtful = doubtful});
}

void batch_find_strays(struct batch *batch, const struct folder *folder,
                       void (*found)(void *context, const struct stray *stray), void *context)
{
    struct found_strays strays = {batch->writing.ledger, found, context};
    strays_find(folder, batch->outcomes, batch->job->numbering, pass_stray, &strays);
    if (batch->writing.deferral)
        deferral_find_strays(batch->writing.deferral, pass_waiting, &strays);
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
        return !batch_stop_is_set(&batch->stop);
    if (job_lay_out(batch->job, worker, row_task, LAYOUT_DRAW, &card, &row_pages, &findings)) {
        buf_printf(&text, "row %zu %s\n", row_task->row.number, card.file);
        document_dump(&row_pages.document, &text);
        dump->print(dump->context, text.data);
    }
    buf_free(&text);
    row_pages_free(&row_pages);
    report_free(&findings);
    return !batch_stop_is_set(&batch->stop);
}

bool batch_dump(struct batch *batch, void (*print)(void *context, const char *text),
                void *context, struct error *err)
{
    struct dump dump = {batch, print, context};
    if (!roster_rewind(batch->job->roster, err))
        return false;
    size_t rows;
    if (!worker_pool_run(batch->job->roster, 1, dump_row, &dump, &rows, err))
        return false;
    if (!batch_stop_is_set(&batch->stop))
        return true;
    batch_stop_reason(&batch->stop, err);
    return false;
}
