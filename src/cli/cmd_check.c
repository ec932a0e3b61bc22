#include "base/buf.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/json.h"
#include "issue/batch.h"
#include "issue/job.h"

#include <stdio.h>

static const char usage[] = "usage: kualik check -t TEMPLATE.ini -r LIST.csv [OPTION…]";

static const char about[] = "Looks for everything that is wrong with a list and its template, "
                            "and writes nothing: lost\n"
                            "and foreign letters, two people of one name, misspelt regions, "
                            "texts that do not fit, and\n"
                            "more. An error keeps a row from being issued; a warning is "
                            "probably wrong; a note is worth\n"
                            "a look.\n"
                            "Exit status: 0 no errors, 1 errors (with --strict: or warnings), "
                            "2 the template or the list\n"
                            "cannot be used at all.";

/* What the user asked for. */
struct check_request {
    struct input_options source;
    bool json, strict;
};

static bool read_request(struct check_request *request, int argc, char **argv, bool *helped)
{
    const struct option_spec specs[] = {
        SOURCEARGS_OPTIONS(&request->source),
        {"json", 0, NULL, "print a line of JSON for each finding", NULL, &request->json},
        {"strict", 0, NULL, "let the exit status count warnings as errors", NULL,
         &request->strict},
        {0},
    };
    int first;
    *request = (struct check_request){0};
    if (!command_options("check", usage, about, specs, argc, argv, &first, helped))
        return false;
    return *helped || input_options_check(&request->source, "check", argv[first]);
}

/* ---- telling ---------------------------------------------------------------------------- */

static void json_place(struct buf *line, const char *key, const char *text)
{
    json_text(line, key, text ? text : "");
}

static void print_json(const struct finding *finding, struct buf *line)
{
    static const char *const levels[] = {
        [LEVEL_NOTE] = "note", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};
    json_text(line, "level", levels[finding->level]);
    json_place(line, "file", finding->place.file);
    json_count(line, "line", finding->place.line);
    json_count(line, "row", finding->place.row);
    json_place(line, "who", finding->place.who);
    json_place(line, "section", finding->place.section);
    json_place(line, "placeholder", finding->place.placeholder);
    json_place(line, "cell", finding->place.cell);
    json_place(line, "column", finding->place.column);
    json_text(line, "code", finding->what.code);
    json_words(line, "what", &finding->what, finding->texts);
    json_words(line, "advice", &finding->advice, finding->texts);
    json_end(line);
}

static void print_findings(const struct check_request *request, const struct report *findings)
{
    struct buf line = {0};
    for (size_t i = 0; i < findings->count; i++) {
        buf_clear(&line);
        if (request->json) {
            print_json(&findings->list[i], &line);
            fputs(line.data, stdout);
        } else {
            finding_print(&findings->list[i], &line);
            command_print_line(stdout, line.data);
        }
    }
    buf_free(&line);
}

static void add_count(struct buf *line, size_t count, const char *what)
{
    buf_printf(line, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

/* The last line: the counts, and in one sentence what they mean. `outcomes` is NULL where the
 * rows were not even looked at. */
static void summarise(const struct check_request *request, const struct report *findings,
                      struct outcomes *outcomes)
{
    size_t counts[] = {0, 0, 0}, failed = 0, rows = outcomes ? outcomes_selected(outcomes) : 0;
    struct buf line = {0};
    for (size_t i = 0; i < findings->count; i++)
        counts[findings->list[i].level]++;
    if (outcomes)
        outcomes_failed(outcomes, &failed);
    add_count(&line, rows, "row");
    buf_puts(&line, ": ");
    add_count(&line, counts[LEVEL_ERROR], "error");
    buf_puts(&line, ", ");
    add_count(&line, counts[LEVEL_WARNING], "warning");
    buf_puts(&line, ", ");
    add_count(&line, counts[LEVEL_NOTE], "note");
    if (!outcomes || !rows || failed == rows)
        buf_puts(&line, ". No certificate can be issued like this.\n");
    else if (failed)
        buf_printf(&line,
                   ". %zu of %zu certificates can be issued; the errors keep back the "
                   "rest.\n",
                   rows - failed, rows);
    else if (counts[LEVEL_WARNING])
        buf_puts(&line, ". All certificates can be issued; look at the warnings first.\n");
    else
        buf_puts(&line, ". All certificates can be issued.\n");
    fputs(line.data, request->json ? stderr : stdout);
    buf_free(&line);
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

/* Surveys the rows; what was found before them is in `findings` already. */
static int check_rows(const struct check_request *request, struct job *job,
                      struct report *findings)
{
    struct batch_options options = {.threads = request->source.thread_count,
                                    .producer = KUALIK_NAME};
    struct batch *batch = batch_new(job, &options);
    struct error err;
    int status = EXIT_UNUSABLE;
    if (batch_survey(batch, findings, &err)) {
        print_findings(request, findings);
        summarise(request, findings, batch_tally(batch));
        status = judge(request, findings);
    } else {
        command_fail_error(&err);
    }
    batch_free(batch);
    return status;
}

static int check(const struct check_request *request, const struct moment *now)
{
    struct report findings = {0};
    struct job job;
    struct job_source source = input_options_source(
        &request->source, (struct batch_words){.signer = "", .time = now->text});
    int status = EXIT_UNUSABLE;
    if (job_open(&source, &job, &findings)) {
        status = check_rows(request, &job, &findings);
        job_close(&job);
    } else {
        report_sort(&findings);
        print_findings(request, &findings);
        summarise(request, &findings, NULL);
    }
    report_free(&findings);
    return status;
}

int cmd_check(int argc, char **argv)
{
    struct check_request request;
    struct moment now;
    bool helped;
    if (!read_request(&request, argc, argv, &helped))
        return EXIT_UNUSABLE;
    if (helped)
        return EXIT_DONE;
    return command_now(&now) ? check(&request, &now) : EXIT_UNUSABLE;
}
