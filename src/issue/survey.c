#include "issue/survey.h"

#include "base/mem.h"
#include "check/check.h"
#include "issue/worker_pool.h"

#include <stdlib.h>
#include <string.h>

/* What each thread gathers. */
struct share {
    struct glyph_use *glyphs;
    struct report findings;
};

struct survey {
    struct job *job;
    size_t threads;
    struct selection *selection;
    const atomic_bool *stop;
    struct outcomes *outcomes;
    struct check *check;
    struct share *shares; /* one a thread; all come together in the first */
};

struct survey *survey_new(struct job *job, size_t threads, struct selection *selection,
                          const atomic_bool *stop, struct outcomes *outcomes)
{
    struct survey *survey = mem_new(1, sizeof *survey);
    *survey = (struct survey){.job = job,
                              .threads = threads,
                              .selection = selection,
                              .stop = stop,
                              .outcomes = outcomes};
    survey->shares = mem_new(threads, sizeof *survey->shares);
    for (size_t i = 0; i < threads; i++)
        survey->shares[i].glyphs = glyph_use_new(job->faces->count);
    return survey;
}

void survey_free(struct survey *survey)
{
    if (!survey)
        return;
    for (size_t i = 0; i < survey->threads; i++) {
        glyph_use_free(survey->shares[i].glyphs);
        report_free(&survey->shares[i].findings);
    }
    roster_ignore(survey->job->roster, NULL); /* what it lends goes with the checks */
    check_free(survey->check);
    free(survey->shares);
    free(survey);
}

static bool is_stopped(const struct survey *survey)
{
    return survey->stop && atomic_load(survey->stop);
}

/* ---- a row ------------------------------------------------------------------------------ */

/* Says what the first fault is; where it stands, its row says. */
static bool first_fault(const struct report *findings, struct error *err)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->list[i].level == LEVEL_ERROR) {
            struct finding fault = findings->list[i];
            fault.place = (struct place){0};
            finding_error(&fault, err);
            return true;
        }
    return false;
}

static bool same_column(const struct place *a, const struct place *b)
{
    return a->column == b->column ||
           (a->column && b->column && strcmp(a->column, b->column) == 0);
}

/* Whether an earlier finding of the row says the same: a field that several elements show is
 * complained of once. */
static bool is_repeated(const struct report *findings, size_t index)
{
    const struct finding *last = &findings->list[index];
    for (size_t i = 0; i < index; i++)
        if (same_column(&findings->list[i].place, &last->place) &&
            finding_equal(&findings->list[i], last))
            return true;
    return false;
}

static void copy_row_findings(const struct report *from, struct report *to)
{
    for (size_t i = 0; i < from->count; i++)
        if (!is_repeated(from, i))
            report_copy(to, &from->list[i]);
}

static void note_row(struct survey *survey, const struct row_task *row_task,
                     const struct card *card, bool selected, bool sound,
                     const struct report *findings)
{
    struct error fault;
    bool faulty = !sound && first_fault(findings, &fault);
    uint32_t sum = selected && sound ? roster_row_sum(survey->job->roster, &row_task->row) : 0;
    outcomes_note(survey->outcomes, row_task->index,
                  &(struct finding_of_row){.row = row_task->row.number,
                                           .line = row_task->row.line,
                                           .selected = selected,
                                           .sound = sound,
                                           .who = sound ? NULL : card->place.who,
                                           .error = faulty ? &fault : NULL,
                                           .file = card->file,
                                           .sum = sum});
}

/* A row that nobody asked for is not laid out. It counts for what only the whole list shows,
 * and the name of its file is needed, so that no other takes that, and the file is not taken
 * for one of nobody. */
static void pass_over(struct survey *survey, struct worker *worker,
                      const struct row_task *row_task, struct card *card)
{
    struct report none = {0};
    const struct row *row = &row_task->row;
    bool stray =
        !row_task->bad && check_stray(survey->check, row, card->place, &worker->arena, &none);
    if (!row_task->bad && !stray) {
        card->file = card_file_name(survey->job->binding, row, &worker->arena);
        check_other(survey->check, row_task->index, row, &worker->arena);
    }
    note_row(survey, row_task, card, false, card->file, &none);
    report_free(&none);
}

static bool is_selected(const struct survey *survey, const struct row_task *row_task,
                        const struct card *card)
{
    const struct numbering *numbering = survey->job->numbering;
    if (numbering && numbering_passes(numbering, row_task->index))
        return false;
    return !survey->selection ||
           selection_takes(survey->selection, &row_task->row, card->place.who);
}

/* Lays the row out, and checks it. */
static bool judge_row(struct survey *survey, struct worker *worker,
                      const struct row_task *row_task, struct card *card,
                      struct report *findings)
{
    struct row_pages row_pages = {0};
    bool stray = !row_task->bad && check_stray(survey->check, &row_task->row, card->place,
                                               &worker->arena, findings);
    bool sound = !stray && job_lay_out(survey->job, worker, row_task, LAYOUT_CHECK, card,
                                       &row_pages, findings);
    if (!stray && !row_task->bad &&
        !check_row(survey->check, row_task->index, &row_task->row, card, &row_pages,
                   &worker->arena, findings))
        sound = false;
    if (sound)
        glyph_use_add(survey->shares[worker->number].glyphs, &row_pages.document, false);
    row_pages_free(&row_pages);
    return sound;
}

/* Whom a row is about need not be known where it is passed over by its number. */
static struct place place_of(const struct survey *survey, const struct row_task *row_task,
                             struct arena *arena)
{
    struct selection *selection = survey->selection;
    const struct row *row = &row_task->row;
    bool passed =
        selection && !selection_by_name(selection) && !selection_takes(selection, row, NULL);
    return passed ? (struct place){.file = survey->job->binding->list,
                                   .line = row->line,
                                   .row = row->number}
                  : card_place(survey->job->binding, row, arena);
}

static bool survey_row(void *context, struct worker *worker, const struct row_task *row_task)
{
    struct survey *survey = context;
    struct report findings = {0};
    struct card card = {.place = place_of(survey, row_task, &worker->arena)};
    if (is_selected(survey, row_task, &card)) {
        bool sound = judge_row(survey, worker, row_task, &card, &findings);
        note_row(survey, row_task, &card, true, sound, &findings);
        copy_row_findings(&findings, &survey->shares[worker->number].findings);
    } else {
        pass_over(survey, worker, row_task, &card);
    }
    report_free(&findings);
    return !is_stopped(survey);
}

/* ---- the list --------------------------------------------------------------------------- */

static void refuse_collision(struct survey *survey, size_t index, const struct row *row,
                             struct arena *arena, struct report *findings)
{
    struct report known = {0}; /* they were told in the survey */
    struct card card;
    struct error err;
    size_t other = outcomes_collision(survey->outcomes, index);
    card_bind(survey->job->binding, row, arena, &card, &known);
    report_free(&known);
    error_set(&err, "file-name-twice",
              "Rows %zu and %zu would both be «%s» (capitals do not count).",
              row->number < other ? row->number : other,
              row->number < other ? other : row->number, card.file);
    error_advise(&err,
                 "If they are one person, delete one; else give each its own number, or add a "
                 "column in which they differ to the template's `file`.");
    outcomes_blame(survey->outcomes, index, card.place.who, &err);
    if (outcomes_takes(survey->outcomes, row->number))
        report_add_error(findings, LEVEL_ERROR, card.place, &err);
}

/* Two rows with one file name would overwrite each other: neither is written. That is rare, so
 * the list is read again for the names instead of keeping them all. */
static bool refuse_collisions(struct survey *survey, struct report *findings, struct error *err)
{
    struct roster *roster = survey->job->roster;
    struct arena arena = {0};
    struct row row;
    enum roster_result result;
    if (outcomes_collide(survey->outcomes) == 0)
        return true;
    if (!roster_rewind(roster, err))
        return false;
    for (size_t i = 0; (result = roster_next(roster, &row, err)) != ROSTER_END; i++) {
        if (result == ROSTER_FAILED)
            break;
        if (result == ROSTER_ROW && outcomes_collision(survey->outcomes, i))
            refuse_collision(survey, i, &row, &arena, findings);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return result == ROSTER_END;
}

/* What the whole list shows, and what is the same for every row; of other rows than the
 * selected ones nothing is told. */
static bool inspect_whole(struct survey *survey, struct report *findings, struct error *err)
{
    struct report whole = {0};
    bool read = check_list(survey->check, survey->job->roster, outcomes_end(survey->outcomes),
                           &whole, err);
    for (size_t i = 0; i < whole.count; i++) {
        const struct finding *finding = &whole.list[i];
        if (!finding->place.row || outcomes_takes(survey->outcomes, finding->place.row))
            report_copy(findings, finding);
    }
    report_free(&whole);
    return read;
}

/* Brings together what the threads have gathered. */
static void gather(struct survey *survey, struct report *findings)
{
    struct arena arena = {0};
    struct glyph_use *glyphs = survey->shares[0].glyphs;
    struct document blank = layout_blank(survey->job->layout, &arena);
    for (size_t i = 0; i < survey->threads; i++) {
        struct report *reported = &survey->shares[i].findings;
        for (size_t k = 0; k < reported->count; k++)
            report_copy(findings, &reported->list[k]);
        report_free(reported); /* a spoilt list has many */
        if (i > 0)
            glyph_use_merge(glyphs, survey->shares[i].glyphs);
    }
    glyph_use_add(glyphs, &blank, true);
    arena_free(&arena);
}

/* Reads the list and lays out its rows. */
static bool survey_rows(struct survey *survey, struct error *err)
{
    const struct job *job = survey->job;
    size_t rows;
    survey->check = check_new(job->binding, job->faces, job->layout, job->roster, err);
    if (survey->check)
        roster_ignore(job->roster, check_unused(survey->check));
    if (!survey->check || !roster_check_lengths(job->roster, err) ||
        !roster_rewind(job->roster, err) ||
        !worker_pool_run(job->roster, survey->threads, survey_row, survey, &rows, err))
        return false;
    if (is_stopped(survey))
        return error_set(err, "stopped", "The run was stopped; nothing was written.");
    if (rows > 0)
        return true;
    job_fail_without_rows(err);
    return error_at(err, (struct place){.file = job->binding->list});
}

static bool find_selection(const struct survey *survey, struct error *err)
{
    return !survey->selection ||
           selection_find(survey->selection, survey->job->binding, survey->job->roster, err);
}

static bool check_selection(const struct survey *survey, struct error *err)
{
    const struct selection *selection = survey->selection;
    return !selection || selection_check(selection, outcomes_last_row(survey->outcomes), err) ||
           error_at(err, (struct place){.file = survey->job->binding->list});
}

bool survey_run(struct survey *survey, struct report *findings, struct error *err)
{
    if (!find_selection(survey, err) || !survey_rows(survey, err))
        return false;
    gather(survey, findings);
    bool inspected =
        refuse_collisions(survey, findings, err) && inspect_whole(survey, findings, err);
    check_sort(findings);
    return inspected && check_selection(survey, err);
}

const struct glyph_use *survey_glyphs(const struct survey *survey)
{
    return survey->shares[0].glyphs;
}
