#include "issue/batch.h"

#include "base/mem.h"
#include "bind/card.h"
#include "bind/file_name.h"
#include "check/check.h"
#include "issue/existing.h"
#include "issue/group_writer.h"
#include "issue/outcomes.h"
#include "issue/worker_pool.h"
#include "page/page.h"
#include "pdf/glyph_use.h"
#include "pdf/pdf_writer.h"
#include "sign/pades.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { EXISTING_LIMIT = 64 << 20 }; /* bytes of a file that may be one of ours */

/* What each thread gathers in the survey and uses in the writing. */
struct worker_state {
    struct glyph_use *usage;
    struct report findings;
    struct pdf_writer *writer;
    struct group_writer *group_writer;
    struct buf pdf;
    struct cms_memory *memory; /* of the certificates that are there already */
};

struct batch {
    struct job *job;
    const struct batch_options *options;
    struct worker_state *worker_states; /* one a thread */
    struct check *check;
    struct outcomes *outcomes;
    /* while writing: */
    struct folder *folder;
    struct digest identity;    /* of all that the certificates share */
    pthread_mutex_t lock;      /* of: */
    struct pdf_shared *shared; /* NULL before the first certificate is made … */
    bool hopeless;             /* … or because it cannot be made, */
    struct error fault;        /* and why */
};

struct batch *batch_new(struct job *job, const struct batch_options *options)
{
    struct batch *batch = mem_new(1, sizeof *batch);
    batch->job = job;
    batch->options = options;
    pthread_mutex_init(&batch->lock, NULL);
    batch->worker_states = mem_new(options->threads, sizeof *batch->worker_states);
    for (size_t i = 0; i < options->threads; i++) {
        batch->worker_states[i].usage = glyph_use_new(job->faces->count);
        batch->worker_states[i].memory = cms_memory_new();
    }
    batch->outcomes = outcomes_new(&options->listener);
    return batch;
}

void batch_free(struct batch *batch)
{
    if (!batch)
        return;
    for (size_t i = 0; i < batch->options->threads; i++) {
        struct worker_state *worker_state = &batch->worker_states[i];
        glyph_use_free(worker_state->usage);
        report_free(&worker_state->findings);
        pdf_writer_free(worker_state->writer);
        group_writer_free(worker_state->group_writer);
        buf_free(&worker_state->pdf);
        cms_memory_free(worker_state->memory);
    }
    outcomes_free(batch->outcomes);
    check_free(batch->check);
    pdf_shared_free(batch->shared);
    pthread_mutex_destroy(&batch->lock);
    free(batch->worker_states);
    free(batch);
}

/* ---- the survey ------------------------------------------------------------------------- */

static bool is_selected(const struct batch *batch, size_t row)
{
    const struct batch_options *options = batch->options;
    for (size_t i = 0; i < options->only_count; i++)
        if (options->only[i] == row)
            return true;
    return !options->only;
}

static struct digest name_digest(struct arena *arena, const char *name)
{
    const char *key = file_name_key(arena, name);
    return hash_of(&(struct span){key, strlen(key)}, 1);
}

/* Adds what the roster has to say of the row, with the place of the row. */
static void add_faults(const struct report *faults, struct place place, struct report *findings)
{
    struct error err;
    for (size_t i = 0; i < faults->count; i++) {
        finding_error(&faults->list[i], &err);
        report_add_error(findings, faults->list[i].level, place, &err);
    }
}

/* Binds a row; what is wrong goes to `findings`. */
static bool bind_row(const struct batch *batch, struct worker *worker,
                     const struct row_task *row_task, struct card *card,
                     struct report *findings)
{
    const struct binding *binding = batch->job->binding;
    if (row_task->row.faults->count) {
        *card = (struct card){.place = card_place(binding, &row_task->row, &worker->arena)};
        add_faults(row_task->row.faults, card->place, findings);
    }
    return !row_task->bad && card_bind(binding, &row_task->row, &worker->arena, card, findings);
}

/* Binds and lays out a row. */
static bool lay_out(const struct batch *batch, struct worker *worker,
                    const struct row_task *row_task, enum layout_mode purpose,
                    struct card *card, struct row_pages *row_pages, struct report *findings)
{
    bool bound = bind_row(batch, worker, row_task, card, findings);
    *row_pages = (struct row_pages){0};
    return !row_task->bad &&
           layout_card(batch->job->layout, card, worker->room, &worker->arena, purpose,
                       row_pages, findings) &&
           bound;
}

static bool first_fault(const struct report *findings, struct error *err)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->list[i].level == LEVEL_ERROR) {
            finding_error(&findings->list[i], err);
            return true;
        }
    return false;
}

/* Whether an earlier finding of the row says the same: a field that several elements show is
 * complained of once. */
static bool is_repeated(const struct report *findings, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (finding_equal(&findings->list[i], &findings->list[index]))
            return true;
    return false;
}

static void copy_row_findings(const struct report *from, struct report *to)
{
    for (size_t i = 0; i < from->count; i++)
        if (!is_repeated(from, i))
            report_copy(to, &from->list[i]);
}

static void survey_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct batch *batch = context;
    struct worker_state *worker_state = &batch->worker_states[worker->number];
    struct report findings = {0};
    struct card card;
    struct row_pages row_pages;
    struct error fault;
    struct finding_of_row row = {
        .row = row_task->row.number,
        .line = row_task->row.line,
        .selected = is_selected(batch, row_task->row.number),
        .sound = lay_out(batch, worker, row_task, LAYOUT_CHECK, &card, &row_pages, &findings),
    };
    if (!row_task->bad && !check_row(batch->check, row_task->index, &row_task->row, &card,
                                     &row_pages, &worker->arena, &findings))
        row.sound = false;
    if (row.sound) {
        glyph_use_add(worker_state->usage, &row_pages.document, false);
        row.file = name_digest(&worker->arena, card.file);
    } else {
        row.who = card.place.who;
        if (first_fault(&findings, &fault))
            row.error = &fault;
    }
    outcomes_note(batch->outcomes, row_task->index, &row);
    row_pages_free(&row_pages);
    if (row.selected)
        copy_row_findings(&findings, &worker_state->findings);
    report_free(&findings);
}

static void refuse_collision(struct batch *batch, size_t index, const struct row *row,
                             struct arena *arena, struct report *findings)
{
    struct report known = {0}; /* they were told in the survey */
    struct card card;
    size_t other = outcomes_collision(batch->outcomes, index);
    card_bind(batch->job->binding, row, arena, &card, &known);
    report_free(&known);
    struct error err;
    error_set(&err, "file-name-twice",
              "Rows %zu and %zu would both be «%s» (capitals do not count).",
              row->number < other ? row->number : other,
              row->number < other ? other : row->number, card.file);
    error_advise(&err, "Add a column in which they differ to the template's `file`, or {row}.");
    outcomes_blame(batch->outcomes, index, card.place.who, &err);
    if (is_selected(batch, row->number))
        report_add_error(findings, LEVEL_ERROR, card.place, &err);
}

/* Two rows with one file name would overwrite each other: neither is written. That is rare, so
 * the list is read again for the names instead of keeping them all. */
static bool refuse_collisions(struct batch *batch, struct report *findings, struct error *err)
{
    struct roster *roster = batch->job->roster;
    struct arena arena = {0};
    struct row row;
    enum roster_result result;
    if (outcomes_collide(batch->outcomes) == 0)
        return true;
    if (!roster_rewind(roster, err))
        return false;
    for (size_t i = 0; (result = roster_next(roster, &row, err)) != ROSTER_END; i++) {
        if (result == ROSTER_FAILED)
            break;
        if (result == ROSTER_ROW && outcomes_collision(batch->outcomes, i))
            refuse_collision(batch, i, &row, &arena, findings);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return result == ROSTER_END;
}

static bool check_selection(const struct batch *batch, struct error *err)
{
    for (size_t i = 0; i < batch->options->only_count; i++)
        if (!outcomes_has_row(batch->outcomes, batch->options->only[i]))
            return error_set(err, "row-not-there",
                             "There is no row %zu. Rows are counted as a spreadsheet does: the "
                             "headings are row 1.",
                             batch->options->only[i]) ||
                   error_at(err, (struct place){.file = batch->job->binding->list});
    return true;
}

/* What the whole list shows, and what is the same for every row; of other rows than the
 * selected ones nothing is told. */
static bool inspect_whole(struct batch *batch, struct report *findings, struct error *err)
{
    struct report whole = {0};
    bool read = check_list(batch->check, batch->job->roster, &whole, err);
    for (size_t i = 0; i < whole.count; i++) {
        const struct finding *finding = &whole.list[i];
        if (!finding->place.row || is_selected(batch, finding->place.row))
            report_copy(findings, finding);
    }
    report_free(&whole);
    return read;
}

bool batch_survey(struct batch *batch, struct report *findings, struct error *err)
{
    const struct job *job = batch->job;
    struct arena arena = {0};
    batch->check = check_new(job->binding, job->faces, job->layout, job->roster, err);
    if (!batch->check || !roster_rewind(job->roster, err))
        return false;
    size_t rows;
    if (!worker_pool_run(job->roster, batch->options->threads, survey_row, batch, &rows, err))
        return false;
    if (rows == 0)
        return error_set(err, "list-without-rows",
                         "The list has headings, but not a single row under them.") ||
               error_at(err, (struct place){.file = job->binding->list});
    for (size_t i = 0; i < batch->options->threads; i++) {
        const struct report *reported = &batch->worker_states[i].findings;
        for (size_t k = 0; k < reported->count; k++)
            report_copy(findings, &reported->list[k]);
        if (i > 0)
            glyph_use_merge(batch->worker_states[0].usage, batch->worker_states[i].usage);
    }
    struct document blank = layout_blank(job->layout, &arena);
    glyph_use_add(batch->worker_states[0].usage, &blank, true);
    arena_free(&arena);
    bool inspected =
        refuse_collisions(batch, findings, err) && inspect_whole(batch, findings, err);
    report_sort(findings);
    return inspected && check_selection(batch, err);
}

struct outcomes *batch_tally(const struct batch *batch)
{
    return batch->outcomes;
}

/* ---- the writing ------------------------------------------------------------------------ */

/* Returns what names this certificate among all others: the same content by the same signer
 * with the same template gives the same ID, whenever it is made. */
static void make_id(const struct batch *batch, const struct card *card,
                    const struct row_pages *row_pages, struct arena *arena, uint8_t id[16])
{
    struct digest content = card_digest(card, batch->job->template->element_count);
    struct span *spans = arena_new(arena, 2 + 2 * row_pages->image_count, sizeof *spans);
    size_t count = 0;
    spans[count++] = (struct span){batch->identity.bytes, DIGEST_SIZE};
    spans[count++] = (struct span){content.bytes, DIGEST_SIZE};
    for (size_t i = 0; i < row_pages->image_count; i++) {
        const struct image *image = &row_pages->images[i];
        spans[count++] = (struct span){image->data.data, image->data.size};
        spans[count++] = (struct span){image->alpha.data, image->alpha.size};
    }
    struct digest digest = hash_of(spans, count);
    memcpy(id, digest.bytes, 16);
}

/* Compares the certificate with the file of its name. */
static enum existing look_at(const struct batch *batch, struct worker *worker,
                             const struct card *card)
{
    struct worker_state *worker_state = &batch->worker_states[worker->number];
    const struct signer *signer = batch->options->signer;
    struct report findings = {0};
    struct row_pages row_pages;
    struct buf bytes = {0};
    struct error err;
    uint8_t id[16] = {0};
    enum existing existing = EXISTING_DAMAGED;
    if (layout_row_images(batch->job->layout, card, &worker->arena, &row_pages, &findings))
        make_id(batch, card, &row_pages, &worker->arena, id);
    if (folder_read(batch->folder, card->file, EXISTING_LIMIT, &bytes, &err))
        existing = existing_compare(&bytes, id, signer ? &signer->identity : NULL,
                                    batch->options->time, worker_state->memory);
    buf_free(&bytes);
    row_pages_free(&row_pages);
    report_free(&findings);
    return existing;
}

static struct pdf_shared *make_shared(const struct batch *batch, struct error *err)
{
    struct arena arena = {0};
    struct document blank = layout_blank(batch->job->layout, &arena);
    size_t contents_size = batch->options->signer ? pades_room(batch->options->signer) : 0;
    struct pdf_shared *shared =
        pdf_shared_new(&blank, batch->worker_states[0].usage, contents_size, err);
    arena_free(&arena);
    return shared;
}

/* Makes what all certificates share when the first one is made: a run that keeps all it finds
 * does without. Returns false if that cannot be made, and so no certificate. */
static bool prepare(struct batch *batch, struct worker_state *worker_state)
{
    if (worker_state->writer)
        return true;
    pthread_mutex_lock(&batch->lock);
    if (!batch->shared && !batch->hopeless) {
        batch->shared = make_shared(batch, &batch->fault);
        batch->hopeless = !batch->shared;
    }
    pthread_mutex_unlock(&batch->lock);
    if (batch->shared)
        worker_state->writer = pdf_writer_new(batch->shared);
    return worker_state->writer != NULL;
}

static bool make_pdf(struct batch *batch, struct worker_state *worker_state,
                     const struct document *document, const uint8_t id[16], struct error *err)
{
    const struct batch_options *options = batch->options;
    struct pdf_origin origin = {
        .producer = options->producer,
        .time = options->time,
        .offset = options->offset,
        .signer = options->signer ? options->signer->name : "",
    };
    struct placeholder placeholder;
    memcpy(origin.id, id, sizeof origin.id);
    return pdf_write(worker_state->writer, document, &origin, &worker_state->pdf, &placeholder,
                     err) &&
           (!options->signer ||
            pades_sign(&worker_state->pdf, &placeholder, options->signer, err));
}

static void fail_of_change(struct error *err)
{
    error_set(err, "list-changed", "The list changed while it was being read.");
}

/* Makes the certificate into the worker's `pdf`. */
static bool make_certificate(struct batch *batch, struct worker *worker,
                             const struct card *card, struct error *err)
{
    struct report findings = {0};
    struct row_pages row_pages;
    uint8_t id[16];
    bool made = layout_card(batch->job->layout, card, worker->room, &worker->arena, LAYOUT_DRAW,
                            &row_pages, &findings);
    if (made) {
        make_id(batch, card, &row_pages, &worker->arena, id);
        made = make_pdf(batch, &batch->worker_states[worker->number], &row_pages.document, id,
                        err);
    } else {
        fail_of_change(err);
    }
    row_pages_free(&row_pages);
    report_free(&findings);
    return made;
}

/* Writes the certificate unless it is there already. The outcome is told when it is written,
 * or by this function; if nothing can be written at all, by nobody. */
static void write_card(struct batch *batch, struct worker *worker, size_t index,
                       const struct card *card, struct outcome outcome)
{
    struct worker_state *worker_state = &batch->worker_states[worker->number];
    bool there = folder_has(batch->folder, card->file), replace = batch->options->replace;
    enum existing existing = there ? look_at(batch, worker, card) : EXISTING_OTHER;
    struct error err;
    outcome.status = existing == EXISTING_SAME ? OUTCOME_KEPT : OUTCOME_FAILED;
    if (outcome.status == OUTCOME_KEPT) {
        outcomes_finish(batch->outcomes, index, &outcome);
        return;
    }
    if (there && !replace)
        existing_refuse(existing, card->file, &err);
    else if (!prepare(batch, worker_state))
        return;
    else if (make_certificate(batch, worker, card, &err)) {
        group_writer_add(worker_state->group_writer, index, &outcome, worker_state->pdf.data,
                         worker_state->pdf.size, there);
        return;
    }
    outcome.error = &err;
    outcomes_finish(batch->outcomes, index, &outcome);
}

static void write_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct batch *batch = context;
    struct report findings = {0};
    struct card card;
    struct error err;
    if (!outcomes_wanted(batch->outcomes, row_task->index))
        return;
    bool sound = bind_row(batch, worker, row_task, &card, &findings);
    struct outcome outcome = {.status = OUTCOME_FAILED,
                              .row = row_task->row.number,
                              .line = row_task->row.line,
                              .who = card.place.who ? card.place.who : "",
                              .file = card.file ? card.file : ""};
    if (sound) {
        write_card(batch, worker, row_task->index, &card, outcome);
    } else {
        fail_of_change(&err);
        outcome.error = &err;
        outcomes_finish(batch->outcomes, row_task->index, &outcome);
    }
    report_free(&findings);
}

static struct digest shared_identity(const struct batch *batch)
{
    const struct batch_options *options = batch->options;
    struct digest layout = layout_digest(batch->job->layout);
    struct span spans[] = {
        {layout.bytes, DIGEST_SIZE},
        {options->producer, strlen(options->producer)},
        {options->signer ? options->signer->identity.bytes : NULL,
         options->signer ? DIGEST_SIZE : 0},
    };
    return hash_of(spans, sizeof spans / sizeof *spans);
}

bool batch_write(struct batch *batch, struct folder *folder, struct error *err)
{
    if (!roster_rewind(batch->job->roster, err))
        return false;
    batch->folder = folder;
    batch->identity = shared_identity(batch);
    for (size_t i = 0; i < batch->options->threads; i++)
        batch->worker_states[i].group_writer = group_writer_new(folder, batch->outcomes);
    size_t rows;
    struct error reason;
    if (worker_pool_run(batch->job->roster, batch->options->threads, write_row, batch, &rows,
                        &reason))
        fail_of_change(&reason);
    if (batch->hopeless) {
        *err = batch->fault;
        return false;
    }
    for (size_t i = 0; i < batch->options->threads; i++)
        group_writer_flush(batch->worker_states[i].group_writer);
    outcomes_close(batch->outcomes, &reason);
    return true;
}

/* ---- the dump --------------------------------------------------------------------------- */

struct dump {
    struct batch *batch;
    void (*print)(void *context, const char *text);
    void *context;
};

static void dump_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    const struct dump *dump = context;
    const struct batch *batch = dump->batch;
    struct report findings = {0};
    struct card card;
    struct row_pages row_pages;
    struct buf text = {0};
    if (!outcomes_wanted(batch->outcomes, row_task->index))
        return;
    if (lay_out(batch, worker, row_task, LAYOUT_DRAW, &card, &row_pages, &findings)) {
        buf_printf(&text, "row %zu %s\n", row_task->row.number, card.file);
        document_dump(&row_pages.document, &text);
        dump->print(dump->context, text.data);
    }
    buf_free(&text);
    row_pages_free(&row_pages);
    report_free(&findings);
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
