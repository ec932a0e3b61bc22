#include "base/buf.h"
#include "base/json.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/issue_report.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "issue/batch.h"
#include "issue/job.h"

#include <libintl.h>
#include <stdio.h>

static const struct command_help help = {
    .name = "check",
    .usage = N_("kualik check -t TEMPLATE.ini -r LIST.csv [OPTION…]"),
    .about = N_("Looks for everything that is wrong with a list and its template, and writes "
                "nothing: lost and foreign letters, two people of one name, misspelt regions, "
                "texts that do not fit, and more. An error keeps a row from being issued; a "
                "warning is probably wrong; a note is worth a look."),
    .statuses = {[0] = N_("no errors"),
                 [1] = N_("errors (with --strict: or warnings)"),
                 [2] = N_("the template or the list cannot be used at all")},
};

/* What the user asked for. */
struct check_request {
    struct input_options input;
    struct options_given given;
    bool strict;
};

static bool read_request(struct check_request *request, int argc, char **argv,
                         struct error *err)
{
    const struct option_spec specs[] = {
        INPUT_OPTIONS(&request->input),
        {"strict", 0, NULL, N_("let the exit status count warnings as errors"), NULL,
         &request->strict},
        {0},
    };
    *request = (struct check_request){0};
    if (!options_read(&help, specs, argc, argv, &request->given, err))
        return false;
    request->input.json = request->given.json;
    return request->given.helped ||
           input_options_check(&request->input, "check", *request->given.words, err);
}

/* ---- telling ---------------------------------------------------------------------------- */

static void print_json(const struct finding *finding)
{
    static const char *const levels[] = {
        [LEVEL_NOTE] = "note", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};
    struct buf object = {0};
    struct error err;
    finding_error(finding, &err);
    json_text(&object, "level", levels[finding->level]);
    output_add_fault(&object, &err);
    output_object(&object);
}

static void print_findings(const struct check_request *request, struct report *findings)
{
    report_sort(findings);
    if (!request->given.json)
        output_findings(stdout, findings, LEVEL_NOTE);
    for (size_t i = 0; request->given.json && i < findings->count; i++)
        print_json(&findings->list[i]);
}

/* What the findings mean for the certificates. `outcomes` is NULL where the rows were not even
 * looked at. */
static void conclude(struct outcomes *outcomes, bool warned, struct buf *line)
{
    size_t failed = 0, rows = outcomes ? outcomes_selected(outcomes) : 0;
    if (outcomes)
        outcomes_failed(outcomes, &failed);
    if (failed == rows)
        output_add(line, "%s", gettext("No certificate can be issued like this."));
    else if (failed)
        output_add(line,
                   ngettext("%zu of %zu certificate can be issued; the errors keep back the "
                            "rest.",
                            "%zu of %zu certificates can be issued; the errors keep back the "
                            "rest.",
                            rows),
                   rows - failed, rows);
    else if (warned)
        output_add(line, "%s",
                   gettext("All certificates can be issued; look at the warnings first."));
    else
        output_add(line, "%s", gettext("All certificates can be issued."));
}

/* The last line: the counts, and in one sentence what they mean. */
static void summarise(const struct check_request *request, const struct report *findings,
                      struct outcomes *outcomes)
{
    size_t counts[] = {0, 0, 0};
    struct buf line = {0};
    for (size_t i = 0; i < findings->count; i++)
        counts[findings->list[i].level]++;
    output_add(&line, gettext("Rows: %zu; errors: %zu; warnings: %zu; notes: %zu."),
               outcomes ? outcomes_selected(outcomes) : 0, counts[LEVEL_ERROR],
               counts[LEVEL_WARNING], counts[LEVEL_NOTE]);
    conclude(outcomes, counts[LEVEL_WARNING] > 0, &line);
    output_result(&line, request->given.json);
}

/* ---- the run ---------------------------------------------------------------------------- */

static int judge(const struct check_request *request, const struct report *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->list[i].level == LEVEL_ERROR ||
            (request->strict && findings->list[i].level == LEVEL_WARNING))
            return EXIT_SOME;
    return EXIT_DONE;
}

/* With a register, what is in the folder of the certificates may keep rows back, too. */
static bool foretell(const struct job *job, struct batch *batch, struct error *err)
{
    struct folder *folder;
    struct error cause, unread;
    bool told;
    if (!job->numbering || !numbering_folder(job->numbering))
        return true;
    if (!job_open_folder(job, NULL, &folder, err))
        return false;
    bool done = batch_foretell(batch, folder, &told, &cause);
    folder_close(folder, &unread);
    if (!done && !told)
        *err = cause;
    return done || told;
}

/* Surveys the rows; what was found before them is in `findings` already. */
static int check_rows(const struct check_request *request, struct job *job,
                      struct report *findings, struct error *err)
{
    struct row_faults faults = {
        .list = request->input.source.list_path, .corrected = true, .findings = findings};
    const struct listener listener = issue_report_faults(&faults);
    struct batch_options options = {.threads = request->input.threads,
                                    .producer = KUALIK_NAME,
                                    .signer_unknown = true,
                                    .listeners = &listener,
                                    .listener_count = 1};
    struct batch *batch = batch_new(job, &options);
    bool surveyed = batch_survey(batch, findings, err) && foretell(job, batch, err);
    print_findings(request, findings);
    if (surveyed)
        summarise(request, findings, batch_tally(batch));
    int status = surveyed ? judge(request, findings) : EXIT_UNUSABLE;
    batch_free(batch);
    return status;
}

static int check(struct check_request *request, const struct moment *now, struct error *err)
{
    struct report findings = {0};
    struct job job;
    struct job_source *source = &request->input.source;
    int status = EXIT_UNUSABLE;
    source->words = (struct batch_words){.signer = "", .time = now->text};
    source->numbering.foretells = true;
    if (job_open(source, &job, &findings)) {
        status = check_rows(request, &job, &findings, err);
        job_close(&job);
    } else {
        print_findings(request, &findings);
        summarise(request, &findings, NULL);
        error_set(err, "check-unusable",
                  "The rows were not looked at; fix what is named above.");
    }
    report_free(&findings);
    return status;
}

int cmd_check(int argc, char **argv, struct error *err)
{
    struct check_request request;
    struct moment now;
    int status = EXIT_UNUSABLE;
    if (!read_request(&request, argc, argv, err))
        status = EXIT_UNUSABLE;
    else if (request.given.helped)
        status = EXIT_DONE;
    else if (moment_get(&now, err))
        status = check(&request, &now, err);
    arena_free(&request.input.arena);
    return status;
}
