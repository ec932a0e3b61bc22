#include "base/buf.h"
#include "base/number.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/deferral_options.h"
#include "cli/exhaustion.h"
#include "cli/input_options.h"
#include "cli/interrupt.h"
#include "cli/issue_report.h"
#include "cli/key_options.h"
#include "cli/level_options.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/signer_options.h"
#include "files/folder.h"
#include "issue/batch.h"
#include "issue/job.h"
#include "issue/signature_level.h"
#include "search/selection.h"
#include "sign/cms_sign.h"

#include <libintl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct command_help help = {
    .name = "issue",
    .usage = N_("kualik issue -t TEMPLATE.ini -r LIST.csv -o DIR --key KEY.p12 [OPTION…]"),
    .about = N_("Writes one signed certificate for every row of the list into DIR. Rows with "
                "faults are named and left out; certificates that are there already are left "
                "as they are.\nThe key's password comes from --password-file, from the "
                "environment variable KUALIK_PASSWORD, or is asked for on the terminal."),
    .statuses = {[0] = N_("all written"),
                 [1] = N_("some rows failed"),
                 [2] = N_("nothing could be written"),
                 [3] = N_("stopped before the end"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

/* What the user asked for. */
struct issue_request {
    struct input_options input;
    struct options_given given;
    struct level_options level;
    struct key_options key;
    struct signer_options program; /* that signs in the place of a key */
    struct deferral_options deferral;
    const char *out, *field, *only, *shard;
    bool no_sign, dry_run, dump_page, replace, reissue;
    struct selection *selection;
};

/* A run on its way. */
struct issue_run {
    const struct issue_request *request;
    const atomic_bool *stop;
    struct progress progress;
    struct issue_report *report;
    struct signature_level level;
    const struct job *job;
    struct batch *batch;
    struct report faults; /* of rows that could not be written, where nothing is */
};

static bool writes(const struct issue_request *request)
{
    return !request->dry_run && !request->dump_page;
}

/* ---- the request ------------------------------------------------------------------------ */

static bool read_shard(const char *text, struct selection *selection, struct error *err)
{
    enum { MOST = 100000 };
    size_t number, count;
    const char *rest = number_digits(text, NULL, MOST, &number);
    if (!rest || *rest != '/' || !number_read(rest + 1, MOST, &count) || number < 1 ||
        number > count)
        return error_set(err, "shard-invalid",
                         "--shard takes a share of the list and how many there are, such as "
                         "3/16, not «%s».",
                         text);
    selection_share(selection, number, count);
    return true;
}

static bool read_selection(struct issue_request *request, struct error *err)
{
    if (!request->only && !request->shard)
        return true;
    return input_options_only(request->only, &request->selection, err) &&
           (!request->shard || read_shard(request->shard, request->selection, err));
}

/* It is said once who signs, and how. */
static bool check_signer(struct issue_request *request, struct error *err)
{
    const char *command = request->program.command;
    if (!deferral_options_check(&request->deferral, err))
        return false;
    bool is_deferred = request->deferral.kind != DEFERRAL_NONE;
    if (!request->key.key && !command && !request->no_sign && !is_deferred && writes(request)) {
        error_set(err, "key-missing",
                  "--key KEY.p12 is missing: the key to sign with. For unsigned certificates "
                  "use --no-sign.");
        return options_advise("issue", err);
    }
    if (request->key.key && request->no_sign)
        return error_set(err, "key-contradicts",
                         "--key and --no-sign contradict each other; give one of them.");
    if (request->field && request->no_sign)
        return error_set(err, "field-contradicts",
                         "--field and --no-sign contradict each other; give one of them.");
    if (command && (request->key.key || request->no_sign))
        return error_set(err, "signer-command-contradicts",
                         "--signer-command contradicts --key and --no-sign; give one of the "
                         "three.");
    if (is_deferred && (request->key.key || command || request->no_sign))
        return error_set(err, "deferral-contradicts",
                         "--prepare and --embed contradict --key, --signer-command and "
                         "--no-sign: the signatures are made elsewhere.");
    request->key.chain = request->level.source.chain;
    if (command || is_deferred) {
        request->program.certificate = request->key.certificate;
        request->key.certificate = NULL;
    }
    return key_options_check(&request->key, err) &&
           signer_options_check(&request->program, is_deferred, err);
}

static bool check_request(struct issue_request *request, struct error *err)
{
    if (!request->out && writes(request)) {
        error_set(err, "output-missing",
                  "-o DIR is missing: the folder to write the certificates to.");
        return options_advise("issue", err);
    }
    if (request->dump_page && request->given.json)
        return error_set(err, "dump-contradicts",
                         "--dump-page prints pages as text, and --json lines of JSON; give one "
                         "of them.");
    return check_signer(request, err) && read_selection(request, err) &&
           level_options_check(&request->level, err);
}

static bool read_request(struct issue_request *request, int argc, char **argv,
                         struct error *err)
{
    const struct option_spec specs[] = {
        INPUT_OPTIONS(&request->input),
        {"output", 'o', "DIR", N_("the folder to write to"), &request->out, NULL},
        {"key", 0, "FILE", N_("the key to sign with (PKCS#12, PEM), or a PKCS#11 URI"),
         &request->key.key, NULL},
        KEY_OPTIONS(&request->key),
        {"field", 0, "NAME", N_("sign [signature NAME] of the template; default: the first"),
         &request->field, NULL},
        SIGNER_OPTIONS(&request->program),
        DEFERRAL_OPTIONS(&request->deferral),
        LEVEL_OPTIONS(&request->level),
        {"on-tsa-failure", 0, "WORD", N_("fail, or plain: then sign without a time-stamp"),
         &request->level.source.on_failure, NULL},
        {"no-sign", 0, NULL, N_("write unsigned certificates"), NULL, &request->no_sign},
        {"only", 0, "ROWS", N_("only these: rows (headings: row 1), ranges, names"),
         &request->only, NULL},
        {"shard", 0, "K/N", N_("only share K of N; a person is always in the same share"),
         &request->shard, NULL},
        RANGE_OPTION(&request->input.numbers),
        {"replace", 0, NULL, N_("write over certificates that say something else"), NULL,
         &request->replace},
        {"reissue", 0, NULL, N_("issue anew, under their numbers, those whose files are gone"),
         NULL, &request->reissue},
        {"dry-run", 'n', NULL, N_("check every row and write nothing"), NULL,
         &request->dry_run},
        {"dump-page", 0, NULL, N_("print the pages as text and write nothing"), NULL,
         &request->dump_page},
        {0},
    };
    *request = (struct issue_request){0};
    if (!key_options_check_words(argc, argv, err))
        return false;
    if (!options_read(&help, specs, argc, argv, &request->given, err))
        return false;
    request->input.json = request->key.json = request->given.json;
    return request->given.helped ||
           (input_options_check(&request->input, "issue", *request->given.words, err) &&
            check_request(request, err));
}

/* ---- the key ---------------------------------------------------------------------------- */

/* A run that signs nothing has none. */
static bool load_signer(struct issue_request *request, const struct moment *now,
                        struct signer **signer, struct error *err)
{
    if (request->program.command)
        *signer = signer_options_open(&request->program, now, interrupt_watch(),
                                      writes(request), err);
    else if (request->deferral.kind != DEFERRAL_NONE)
        *signer =
            deferral_options_open(&request->deferral, request->program.certificate, now, err);
    else if (request->key.key)
        *signer = key_options_open(&request->key, now, err);
    else
        return true;
    return *signer != NULL;
}

/* What the template names is put into the signatures of a key as that of --chain is, which
 * counts more. */
static bool add_chain(const struct issue_request *request, const struct template *template,
                      struct signer *signer, struct error *err)
{
    struct buf chain = {0};
    const char *path;
    if (!signer || !request->key.key || request->key.chain)
        return true;
    bool added = signature_level_chain(template, &chain, &path, err) &&
                 (!path || cms_sign_add_chain(signer, &chain, path, err));
    buf_free(&chain);
    return added;
}

/* ---- the run ---------------------------------------------------------------------------- */

static void show_progress(void *context, size_t done, size_t total)
{
    progress_show(context, done, total);
}

static void print_dump(void *context, const char *text)
{
    (void)context;
    fputs(text, stdout);
}

/* Notes, among them every change to a text of the list, are for `kualik check`, but nobody
 * shall think that there are none. */
static void report_findings(struct report *findings, bool json)
{
    struct buf line = {0};
    size_t notes = 0;
    for (size_t i = 0; i < findings->count; i++)
        notes += findings->list[i].level == LEVEL_NOTE;
    output_findings(stderr, findings, LEVEL_WARNING);
    if (json)
        output_json_warnings(findings);
    if (notes) {
        output_add(&line,
                   ngettext("%zu note on the list: kualik check tells it.",
                            "%zu notes on the list: kualik check tells them.", notes),
                   notes);
        output_line(stderr, buf_text(&line));
    }
    buf_free(&line);
}

/* `sure`: all that was written is on the disk, and the list has stayed the same. */
static int judge(const struct issue_run *run, bool sure)
{
    const struct issue_report *report = run->report;
    bool nobody = outcomes_selected(batch_tally(run->batch)) == 0; /* a share may be empty */
    if (nobody && run->request->shard && !atomic_load(run->stop))
        return sure ? EXIT_DONE : EXIT_UNSURE;
    size_t waiting = issue_report_count(report, OUTCOME_WAITING);
    if (issue_report_count(report, OUTCOME_WRITTEN) + issue_report_count(report, OUTCOME_KEPT) +
            waiting ==
        0)
        return atomic_load(run->stop) ? EXIT_STOPPED : EXIT_UNUSABLE;
    if (issue_report_count(report, OUTCOME_STOPPED))
        return EXIT_STOPPED;
    if (issue_report_count(report, OUTCOME_FAILED) +
            issue_report_count(report, OUTCOME_REFUSED) ||
        (waiting && run->request->deferral.kind == DEFERRAL_EMBED))
        return EXIT_SOME;
    return sure ? EXIT_DONE : EXIT_UNSURE;
}

static int write_all(struct issue_run *run, struct batch *batch, struct error *err)
{
    const struct issue_request *request = run->request;
    struct error unconfirmed, unclosed;
    struct folder *folder = folder_open(request->out, err);
    if (!folder)
        return EXIT_UNUSABLE;
    exhaustion_exit_with(EXIT_STOPPED);
    bool told, confirmed = batch_write(batch, folder, &told, &unconfirmed);
    progress_end(&run->progress);
    batch_find_strays(batch, folder, issue_report_stray, run->report);
    issue_report_tell(run->report, request->given.json, request->given.json);
    issue_report_lacking_spares(batch_spares_lacking(batch), request->given.json);
    bool closed = folder_close(folder, &unclosed);
    issue_report_summarise(run->report, request->given.json);
    if (!confirmed && !told)
        *err = unconfirmed;
    else if (!closed)
        *err = unclosed;
    return judge(run, confirmed && closed);
}

/* A run that writes nothing tells what one that writes would; pages as text follow when nothing
 * is wrong with the folder. */
static int foretell(struct issue_run *run, struct batch *batch, struct error *err)
{
    const struct issue_request *request = run->request;
    bool silent = request->given.json || request->dump_page, told;
    struct folder *folder = NULL;
    struct error cause, unread;
    if (request->dry_run && !job_open_folder(run->job, request->out, &folder, err))
        return EXIT_UNUSABLE;
    bool done = batch_foretell(batch, folder, &told, &cause) &&
                (!request->dump_page || batch_dump(batch, print_dump, NULL, &cause));
    progress_end(&run->progress);
    if (folder)
        batch_find_strays(batch, folder, issue_report_stray, run->report);
    issue_report_tell(run->report, silent, request->given.json);
    issue_report_lacking_spares(batch_spares_lacking(batch), request->given.json);
    folder_close(folder, &unread);
    issue_report_forecast(run->report, outcomes_selected(batch_tally(batch)), silent);
    if (!done && !told)
        *err = cause;
    int status = done || told             ? judge(run, true)
                 : atomic_load(run->stop) ? EXIT_STOPPED
                                          : EXIT_UNUSABLE;
    if (request->given.json)
        output_json_findings(&run->faults, LEVEL_ERROR, status);
    return status;
}

static int run_batch(struct issue_run *run, struct batch *batch, struct error *err)
{
    const struct issue_request *request = run->request;
    struct report findings = {0};
    int status = atomic_load(run->stop) ? EXIT_STOPPED : EXIT_UNUSABLE;
    if (batch_survey(batch, &findings, err)) {
        report_findings(&findings, request->given.json);
        progress_start(&run->progress);
        status = writes(request) ? write_all(run, batch, err) : foretell(run, batch, err);
    }
    report_free(&findings);
    return status;
}

/* A run that signs nothing asks nobody for time-stamps; signatures that have come already tell
 * nothing before they are there. One that writes nothing knows the level all the same. */
static bool open_level(struct issue_run *run, const struct job *job, const struct moment *now,
                       const struct signer *signer, struct error *err)
{
    const struct issue_request *request = run->request;
    enum deferral_kind deferral = request->deferral.kind;
    if (!signer || request->dump_page || deferral == DEFERRAL_PREPARE)
        return true;
    if (request->dry_run)
        return signature_level_read(&request->level.source, job->template, &run->level.level,
                                    err);
    if (deferral == DEFERRAL_EMBED)
        signer = NULL;
    if (!signature_level_open(&request->level.source, job->template, signer, now->time,
                              &run->level, err))
        return false;
    if (run->level.lowered)
        output_warning(&run->level.reason, run->request->given.json);
    return true;
}

/* Threads that wait for an authority leave the processors to others. */
static size_t thread_count(const struct issue_run *run)
{
    enum { WAITING = 8 };
    const struct input_options *input = &run->request->input;
    bool waits = run->level.tsa && !input->threads_given;
    return waits && input->threads < WAITING ? WAITING : input->threads;
}

static struct issue_report *new_report(const struct issue_run *run)
{
    const struct issue_request *request = run->request;
    const struct job *job = run->job;
    const char *folder = job->numbering ? numbering_folder(job->numbering) : request->out;
    return issue_report_new(request->input.source.list_path, folder, request->only != NULL);
}

/* Returns what the batch is to do; nobody listens yet. */
static struct batch_options options_of(const struct issue_run *run, const struct moment *now,
                                       const struct signer *signer)
{
    const struct issue_request *request = run->request;
    return (struct batch_options){
        .threads = thread_count(run),
        .selection = request->selection,
        .stop = run->stop,
        .signer = signer,
        .signer_unknown = !signer && !request->no_sign,
        .deferral = request->deferral.kind,
        .answers = request->deferral.kind == DEFERRAL_EMBED ? &request->deferral.answers : NULL,
        .level = run->level.level,
        .augmenter = {.tsa = run->level.tsa, .validation = run->level.validation},
        .tsa_optional = run->level.tsa_optional,
        .time = now->time,
        .offset = now->offset,
        .producer = KUALIK_NAME,
        .replace = request->replace,
        .reissue = request->reissue,
    };
}

static int run_job(struct issue_run *run, struct job *job, const struct moment *now,
                   const struct signer *signer, struct error *err)
{
    const struct issue_request *request = run->request;
    if (!open_level(run, job, now, signer, err))
        return EXIT_UNUSABLE;
    run->report = new_report(run);
    struct row_faults faults = {
        .list = request->input.source.list_path, .refused = true, .findings = &run->faults};
    const struct listener listeners[] = {
        {.progress = show_progress, .context = &run->progress},
        issue_report_gatherer(run->report),
        writes(request) ? issue_report_json() : issue_report_faults(&faults),
    };
    struct batch_options options = options_of(run, now, signer);
    options.listeners = listeners;
    options.listener_count = request->given.json ? 3 : 2;
    struct batch *batch = run->batch = batch_new(job, &options);
    int status = run_batch(run, batch, err);
    batch_free(batch);
    report_free(&run->faults);
    issue_report_free(run->report);
    signature_level_close(&run->level);
    return status;
}

static int issue(struct issue_request *request, const struct moment *now, struct signer *signer,
                 struct error *err)
{
    struct report findings = {0};
    struct job job;
    struct issue_run run = {.request = request, .stop = interrupt_watch(), .job = &job};
    struct job_source *source = &request->input.source;
    int status = EXIT_UNUSABLE;
    bool says_who_signs = signer || request->no_sign; /* a dry run need not */
    source->words = (struct batch_words){.signer = signer ? signer->name : "",
                                         .time = now->text,
                                         .field = request->field ? request->field
                                                  : signer       ? ""
                                                                 : NULL};
    source->numbering.write = writes(request);
    source->numbering.foretells = request->dry_run;
    source->numbering.out = request->out;
    source->numbering.reissue = request->reissue;
    source->numbering.replace = request->replace;
    source->sealing.needed = writes(request) || (request->dry_run && says_who_signs);
    source->numbering.selection = request->selection;
    source->numbering.waits = output_waiting;
    bool open = job_open(source, &job, &findings);
    output_faults(&findings, LEVEL_NOTE, EXIT_UNUSABLE, request->given.json);
    if (open) {
        if (add_chain(request, job.template, signer, err))
            status = run_job(&run, &job, now, signer, err);
        job_close(&job);
    } else {
        error_set(err, "job-unusable", "Nothing was written; fix what is named above.");
    }
    report_free(&findings);
    return status;
}

static int run_request(struct issue_request *request, struct error *err)
{
    struct moment now;
    struct signer *signer = NULL;
    int status = EXIT_UNUSABLE;
    if (!moment_get(&now, err))
        return status;
    if (load_signer(request, &now, &signer, err))
        status = issue(request, &now, signer, err);
    else if (request->program.command && atomic_load(interrupt_watch()))
        status = EXIT_STOPPED;
    if (signer)
        signer->free(signer);
    return status;
}

int cmd_issue(int argc, char **argv, struct error *err)
{
    struct issue_request request = {0};
    int status = EXIT_UNUSABLE;
    if (read_request(&request, argc, argv, err))
        status = request.given.helped ? EXIT_DONE : run_request(&request, err);
    selection_free(request.selection);
    arena_free(&request.input.arena);
    deferral_options_free(&request.deferral);
    return status;
}
