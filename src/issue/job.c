#include "issue/job.h"

#include "bind/headings.h"
#include "bind/spare_card.h"
#include "numbering/coverage.h"
#include "numbering/register_place.h"
#include "register/registry.h"

#include <string.h>
#include <unistd.h>

/* `*lang` is what was read on the way, or NULL. */
static bool open_list(const struct job_source *source, struct job *job, struct lang **lang,
                      struct report *findings)
{
    struct arena arena = {0};
    struct error err;
    struct roster_options options = {
        .list = source->list, .is_name = headings_is_name, .context = lang};
    if (job->template)
        options.headings = headings_needed(job->template, &arena, &options.heading_count);
    bool opened = roster_open(source->list_path, &options, &job->roster, &err);
    arena_free(&arena);
    if (!opened) {
        report_add_error(findings, LEVEL_ERROR, (struct place){.file = source->list_path},
                         &err);
        return false;
    }
    const struct report *notes = roster_notes(job->roster);
    for (size_t i = 0; i < notes->count; i++)
        report_copy(findings, &notes->list[i]);
    return true;
}

/* Numbers that a list brings come before those that the register would give. */
static void note_own_numbers(const struct job *job, struct report *findings)
{
    const struct template *template = job->template;
    const struct template_column *column = template_find_column(template, "number");
    const char *heading = column ? column->heading : "number";
    for (size_t i = 0; i < roster_columns(job->roster); i++)
        if (strcmp(roster_heading(job->roster, i), heading) == 0) {
            const struct place place = {.file = roster_path(job->roster),
                                        .column = roster_heading(job->roster, i)};
            report_add(findings, LEVEL_NOTE, place, "numbers-of-list",
                       "people get the numbers of this column; `number` in [register] is only "
                       "for spares.");
            report_advise(findings, "For numbers that the register gives delete the column; if "
                                    "the list has them all, take `number` out of [register].");
        }
}

/* Of a list that brings its numbers nothing else says how others are written. */
static void warn_of_spares(const struct template *template, struct report *findings)
{
    const struct place place = {.file = template->path,
                                .line = template_line(template, "register", "spares"),
                                .section = "register",
                                .key = "spares"};
    report_add(findings, LEVEL_WARNING, place, "spares-without-pattern",
               "No spare numbers are reserved, since nothing says how they are written.");
    report_advise(findings,
                  "Write it beside this, such as number = ОСК-{year}-{seq:4}; the list "
                  "keeps its own numbers.");
}

/* Returns an option that was given and that only a register can obey, or NULL. */
static const char *register_option(const struct numbering_source *source)
{
    const struct numbering_choice *choices = source->choices;
    return source->path           ? "--register"
           : source->last         ? "--range"
           : source->reissue      ? "--reissue"
           : source->choice_count ? (choices->number ? "--same" : "--new")
                                  : NULL;
}

/* Without a [register] there is no register, whatever file may be there. */
static bool check_register_options(const struct job_source *source, struct report *findings)
{
    const char *option = register_option(&source->numbering);
    if (!option)
        return true;
    report_add(findings, LEVEL_ERROR, (struct place){.file = source->template_path},
               "template-register-missing",
               "There is no [register] section, which says how numbers are given.");
    report_advise(findings, "Write one, or leave %s out.", option);
    return false;
}

/* Shares that are written at the same time, each with a register of its own, would all begin
 * with the first number. */
static void warn_of_shares(const struct numbering_source *source, const struct job *job,
                           struct report *findings)
{
    struct arena arena = {0};
    struct registry *registry = numbering_registry(job->numbering);
    bool ranged = registry ? registry_last(registry) > 0 : source->last > 0;
    if (!(source->write || source->foretells) || !source->selection ||
        !selection_is_share(source->selection) || !job->template->registry.number.text ||
        ranged || coverage_has_known(job->numbering))
        return;
    const char *path =
        source->path ? source->path : register_place_of_list(roster_path(job->roster), &arena);
    report_add(findings, LEVEL_WARNING, (struct place){.file = path}, "share-without-range",
               "The register gives out all numbers, so a share with another register gives the "
               "same ones.");
    report_advise(findings, "Use this register for all shares, or give each register its own "
                            "--range.");
    arena_free(&arena);
}

static bool open_numbering(const struct job_source *source, struct job *job,
                           struct report *findings)
{
    struct error err;
    if (!job->template->registry.given)
        return check_register_options(source, findings);
    if (job->template->registry.number.text)
        note_own_numbers(job, findings);
    else if (job->template->registry.spares)
        warn_of_spares(job->template, findings);
    job->numbering =
        numbering_open(&source->numbering, job->binding, job->roster, findings, &err);
    if (job->numbering)
        warn_of_shares(&source->numbering, job, findings);
    else
        report_add_error(findings, LEVEL_ERROR, (struct place){0}, &err);
    return job->numbering != NULL;
}

/* Each step adds its faults to those of the steps before: the template's and the list's are
 * told together, and so are unknown columns and missing fonts. */
static bool open_all(const struct job_source *source, struct job *job, struct report *findings)
{
    size_t errors = findings->errors;
    struct lang *lang = NULL;
    job->template = template_read(source->template_path, findings);
    bool sound = findings->errors == errors;
    bool listed = open_list(source, job, &lang, findings);
    if (job->template)
        job->faces = font_set_new(job->template, source->fonts, findings);
    if (job->template && listed)
        job->binding = binding_new(job->template, job->roster, &source->words, lang, findings);
    else
        lang_free(lang);
    if (!sound || !job->template || !job->faces || !job->binding)
        return false;
    job->layout = layout_new(job->binding, job->faces, findings);
    job->sealing = sealing_open(&source->sealing, job->binding, findings);
    return job->layout && job->sealing && open_numbering(source, job, findings);
}

bool job_open(const struct job_source *source, struct job *job, struct report *findings)
{
    *job = (struct job){0};
    if (open_all(source, job, findings))
        return true;
    job_close(job);
    return false;
}

void job_close(struct job *job)
{
    numbering_close(job->numbering);
    sealing_close(job->sealing);
    layout_free(job->layout);
    binding_free(job->binding);
    font_set_free(job->faces);
    if (job->roster)
        roster_close(job->roster);
    template_free(job->template);
    *job = (struct job){0};
}

bool job_open_folder(const struct job *job, const char *out, struct folder **folder,
                     struct error *err)
{
    const char *path = job->numbering ? numbering_folder(job->numbering) : out;
    *folder = NULL;
    if (out && !folder_foretell(out, err))
        return false;
    if (!path || access(path, F_OK) != 0)
        return true;
    *folder = folder_open_to_read(path, err);
    return *folder != NULL;
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

bool job_fail_without_rows(struct error *err)
{
    return error_set(err, "list-without-rows",
                     "The list has headings, but not a single row under them.");
}

/* A duplicate that does not say so would pass for the first certificate. */
static bool check_duplicate(const struct job *job, size_t index, struct place place,
                            struct report *findings)
{
    if (index >= numbering_count(job->numbering) ||
        numbering_row(job->numbering, index)->duplicate != DUPLICATE_ASKED ||
        binding_shows_duplicate(job->binding))
        return true;
    report_add(findings, LEVEL_ERROR, place, "duplicate-not-shown",
               "a duplicate is asked for, but the template does not show {duplicate}.");
    report_advise(findings,
                  "Write {duplicate} into one of its texts, and issue this row alone, "
                  "with --only: the other certificates stay as they are.");
    return false;
}

static bool is_refused(const struct job *job, size_t index)
{
    return job->numbering && index < numbering_count(job->numbering) &&
           numbering_row(job->numbering, index)->kind == NUMBERED_REFUSED;
}

/* Binds a row that has no number, and says why before all else; that a file's name or a title
 * made of it is empty says nothing then. */
static bool bind_refused(const struct job *job, struct worker *worker,
                         const struct row_task *row_task, struct card *card,
                         struct report *findings)
{
    static const char *const implied[] = {"file-name-empty", "title-empty"};
    struct report rest = {0};
    numbering_check(job->numbering, row_task->index,
                    card_place(job->binding, &row_task->row, &worker->arena), findings);
    card_bind(job->binding, &row_task->row, &worker->arena, card, &rest);
    for (size_t i = 0; i < rest.count; i++) {
        const char *code = rest.list[i].words->what.code;
        bool follows = strcmp(code, implied[0]) == 0 || strcmp(code, implied[1]) == 0;
        if (!follows || numbering_row(job->numbering, row_task->index)->number)
            report_copy(findings, &rest.list[i]);
    }
    report_free(&rest);
    return false;
}

bool job_bind(const struct job *job, struct worker *worker, const struct row_task *row_task,
              struct card *card, struct report *findings)
{
    const struct row *row = &row_task->row;
    if (row->faults->count) {
        *card = (struct card){.place = card_place(job->binding, row, &worker->arena)};
        add_faults(row->faults, card->place, findings);
    }
    if (row_task->bad)
        return false;
    if (is_refused(job, row_task->index))
        return bind_refused(job, worker, row_task, card, findings);
    bool bound = card_bind(job->binding, row, &worker->arena, card, findings);
    return (!job->numbering || check_duplicate(job, row_task->index, card->place, findings)) &&
           bound;
}

bool job_lay_out_card(const struct job *job, struct worker *worker, const struct card *card,
                      enum layout_mode mode, struct row_pages *row_pages,
                      struct report *findings)
{
    *row_pages = (struct row_pages){0};
    return sealing_seal(job->sealing, card, &worker->arena, findings) &&
           layout_card(job->layout, card, worker->room, &worker->arena, mode, row_pages,
                       findings);
}

bool job_lay_out(const struct job *job, struct worker *worker, const struct row_task *row_task,
                 enum layout_mode mode, struct card *card, struct row_pages *row_pages,
                 struct report *findings)
{
    bool bound = job_bind(job, worker, row_task, card, findings);
    *row_pages = (struct row_pages){0};
    return !row_task->bad && job_lay_out_card(job, worker, card, mode, row_pages, findings) &&
           bound;
}

bool job_lay_out_spare(const struct job *job, struct worker *worker, const char *number,
                       struct row_pages *row_pages, struct report *findings)
{
    struct card card;
    *row_pages = (struct row_pages){0};
    return spare_card_bind(job->binding, number, &worker->arena, &card, findings) &&
           layout_card(job->layout, &card, worker->room, &worker->arena, LAYOUT_DRAW, row_pages,
                       findings);
}
