#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/json.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "cli/password.h"
#include "cli/progress.h"
#include "issue/batch.h"
#include "issue/folder.h"
#include "issue/job.h"
#include "sign/cms_sign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

enum { KEY_LIMIT = 1 << 20 };

static const char usage[] =
    "usage: kualik issue -t TEMPLATE.ini -r LIST.csv -o DIR --key KEY.p12 [OPTION…]";

static const char about[] =
    "Writes one signed certificate for every row of the list into DIR. Rows with faults are\n"
    "named and left out; certificates that are there already are left as they are.\n"
    "The key's password comes from --password-file, from the environment variable\n"
    "KUALIK_PASSWORD, or is asked for on the terminal.\n"
    "Exit status: 0 all written, 1 some rows failed, 2 nothing could be written.";

/* What the user asked for. */
struct issue_request {
    struct input_options input;
    const char *out, *key, *password_file, *only;
    bool no_sign, dry_run, dump_page, json, replace;
    size_t *rows;
    size_t row_count;
};

/* A run on its way, for the callbacks of the batch. */
struct issue_run {
    const struct issue_request *request;
    struct progress progress;
    size_t written, kept;
    struct buf line;
};

/* ---- the request ------------------------------------------------------------------------ */

/* "17,42" */
static bool read_rows(struct issue_request *request)
{
    if (!request->only)
        return true;
    char *list = mem_copy(request->only), *next = list;
    bool good = true;
    request->rows = mem_new(strlen(list) + 1, sizeof *request->rows);
    while (good && next) {
        char *comma = strchr(next, ',');
        if (comma)
            *comma = '\0';
        good = number_read(next, SIZE_MAX / 2, &request->rows[request->row_count++]);
        next = comma ? comma + 1 : NULL;
    }
    free(list);
    return good || output_fail("only-invalid",
                               "--only takes row numbers with commas between, such as 17,42, "
                               "not «%s».",
                               request->only);
}

static bool check_request(struct issue_request *request)
{
    bool writes = !request->dry_run && !request->dump_page;
    struct error err;
    if (!request->out && writes) {
        error_set(&err, "output-missing",
                  "-o DIR is missing: the folder to write the certificates to.");
        return options_missing("issue", &err);
    }
    if (!request->key && !request->no_sign && writes) {
        error_set(&err, "key-missing",
                  "--key KEY.p12 is missing: the key to sign with. For unsigned certificates "
                  "use --no-sign.");
        return options_missing("issue", &err);
    }
    if (request->key && request->no_sign)
        return output_fail("key-contradicts",
                           "--key and --no-sign contradict each other; give one of them.");
    return read_rows(request);
}

/* As an abbreviation of --password-file it would be taken for a path, and shown in a message.
 */
static bool refuse_password(int argc, char **argv)
{
    static const char option[] = "--password-file", least[] = "--password-";
    for (int i = 1; i < argc; i++) {
        size_t size = strcspn(argv[i], "=");
        if (size > strlen("--p") && size <= strlen(least) &&
            strncmp(option, argv[i], size) == 0) {
            output_fail("password-on-command-line",
                        "A password must not stand on the command line, where others see it; "
                        "give the path of its file with --password-file.");
            return true;
        }
    }
    return false;
}

static bool read_request(struct issue_request *request, int argc, char **argv, bool *helped)
{
    const struct option_spec specs[] = {
        INPUT_OPTIONS(&request->input),
        {"output", 'o', "DIR", "the folder to write to", &request->out, NULL},
        {"key", 0, "FILE", "the key to sign with (PKCS#12)", &request->key, NULL},
        {"password-file", 0, "FILE", "holds the key's password", &request->password_file, NULL},
        {"no-sign", 0, NULL, "write unsigned certificates", NULL, &request->no_sign},
        {"only", 0, "ROWS", "only these rows, such as 17,42 (headings: row 1)", &request->only,
         NULL},
        {"replace", 0, NULL, "write over certificates that say something else", NULL,
         &request->replace},
        {"dry-run", 'n', NULL, "check every row and write nothing", NULL, &request->dry_run},
        {"dump-page", 0, NULL, "print the pages as text and write nothing", NULL,
         &request->dump_page},
        {"json", 0, NULL, "print a line of JSON for each row", NULL, &request->json},
        {0},
    };
    int first;
    *request = (struct issue_request){0};
    if (refuse_password(argc, argv))
        return false;
    if (!options_read("issue", usage, about, specs, argc, argv, &first, helped))
        return false;
    return *helped || (input_options_check(&request->input, "issue", argv[first]) &&
                       check_request(request));
}

/* ---- the key ---------------------------------------------------------------------------- */

/* Neither a core file nor a debugger of the same user shall find the password or the key. */
static void guard_memory(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0);
}

/* A key that others can read is a key that others can sign with. */
static void warn_if_open(const char *path)
{
    struct error warning;
    if (path && !password_is_private(path, &warning))
        output_warning(&warning);
}

/* With SOURCE_DATE_EPOCH the key must be valid at that time; whoever reads the certificates
 * will look at it today. */
static void compare_with_today(const struct buf *key, const char *password, const char *path)
{
    struct error warning;
    struct signer *today = cms_sign_open(key, password, path, time(NULL), &warning);
    if (today)
        today->free(today);
    else
        output_warning(&warning);
}

static bool load_signer(const struct issue_request *request, const struct moment *now,
                        struct signer **signer)
{
    struct buf key = {0};
    struct password password = {0};
    struct error err;
    *signer = NULL;
    if (!request->key)
        return true;
    guard_memory();
    warn_if_open(request->key);
    warn_if_open(request->password_file);
    if (file_read(request->key, KEY_LIMIT, &key, &err) &&
        password_get(request->password_file, getenv("KUALIK_PASSWORD"), request->key, &password,
                     &err))
        *signer = cms_sign_open(&key, password_text(&password), request->key, now->time, &err);
    if (*signer && now->fixed)
        compare_with_today(&key, password_text(&password), request->key);
    password_free(&password);
    if (key.data)
        mem_wipe(key.data, key.size);
    buf_free(&key);
    if (!*signer)
        output_error(&err);
    return *signer != NULL;
}

/* ---- the run ---------------------------------------------------------------------------- */

static void show_progress(void *context, size_t done, size_t total)
{
    struct issue_run *run = context;
    progress_show(&run->progress, done, total);
}

static void report_outcome(void *context, const struct outcome *outcome)
{
    static const char *const words[] = {
        [OUTCOME_WRITTEN] = "written", [OUTCOME_KEPT] = "kept", [OUTCOME_FAILED] = "failed"};
    struct issue_run *run = context;
    run->written += outcome->status == OUTCOME_WRITTEN;
    run->kept += outcome->status == OUTCOME_KEPT;
    if (outcome->status == OUTCOME_FAILED && *outcome->file) {
        struct error err = *outcome->error;
        error_at(&err, (struct place){.file = run->request->input.source.list_path,
                                      .line = outcome->line,
                                      .row = outcome->row,
                                      .who = outcome->who});
        progress_end(&run->progress);
        output_fault(&err);
    }
    if (!run->request->json)
        return;
    buf_clear(&run->line);
    json_count(&run->line, "row", outcome->row);
    json_count(&run->line, "line", outcome->line);
    json_text(&run->line, "who", outcome->who);
    json_text(&run->line, "status", words[outcome->status]);
    json_text(&run->line, "file", outcome->file);
    json_error(&run->line, outcome->error);
    json_end(&run->line);
    fputs(run->line.data, stdout);
}

static void print_dump(void *context, const char *text)
{
    (void)context;
    fputs(text, stdout);
}

/* Appends the rows, ascending: 2, 5–9. */
static void add_rows(struct buf *line, const size_t *rows, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && rows[end] == rows[end - 1] + 1; end++)
            continue;
        if (end - i < 3)
            end = i + 1;
        buf_printf(line, "%s%zu", i ? ", " : "", rows[i]);
        if (end - i > 1)
            buf_printf(line, "–%zu", rows[end - 1]);
    }
}

/* The last line: how many, and which rows are to be looked at. */
static void summarise(const struct issue_run *run, struct outcomes *outcomes)
{
    const struct issue_request *request = run->request;
    size_t count, total = outcomes_selected(outcomes);
    const size_t *failed = outcomes_failed(outcomes, &count);
    struct buf line = {0}, rows = {0};
    struct error said;
    if (request->dry_run || request->dump_page)
        error_set_plural(&said, "rows-writable", total,
                         "%zu of %zu certificate can be written.",
                         "%zu of %zu certificates can be written.", total - count, total);
    else
        error_set_plural(&said, "rows-written", run->written, "%zu certificate written to %s.",
                         "%zu certificates written to %s.", run->written, request->out);
    output_add(&line, &said);
    if (run->kept) {
        error_set_plural(&said, "rows-kept", run->kept, "%zu was there already.",
                         "%zu were there already.", run->kept);
        output_add(&line, &said);
    }
    if (count) {
        add_rows(&rows, failed, count);
        error_set_plural(&said, "rows-failed", count, "%zu failed: row %s.",
                         "%zu failed: rows %s.", count, buf_text(&rows));
        output_add(&line, &said);
    }
    output_line(request->json || request->dump_page ? stderr : stdout, line.data);
    buf_free(&line);
    buf_free(&rows);
}

static int write_all(const struct issue_request *request, struct batch *batch,
                     struct error *err)
{
    if (request->dry_run)
        return EXIT_DONE;
    if (request->dump_page)
        return batch_dump(batch, print_dump, NULL, err) ? EXIT_DONE : EXIT_UNUSABLE;
    struct folder *folder = folder_open(request->out, err);
    if (!folder)
        return EXIT_UNUSABLE;
    bool written = batch_write(batch, folder, err);
    struct error closing;
    if (!folder_close(folder, written ? err : &closing))
        written = false;
    return written ? EXIT_DONE : EXIT_UNUSABLE;
}

/* Notes, among them every change to a text of the list, are for `kualik check`, but nobody
 * shall think that there are none. */
static void report_findings(const struct report *findings)
{
    size_t notes = 0;
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->list[i].level == LEVEL_NOTE)
            notes++;
        else
            output_finding(&findings->list[i]);
    }
    if (notes) {
        struct error said;
        error_set_plural(&said, "notes-untold", notes,
                         "%zu note on the list: kualik check tells it.",
                         "%zu notes on the list: kualik check tells them.", notes);
        output_fault(&said);
    }
}

static int run_batch(struct issue_run *run, struct job *job,
                     const struct batch_options *options)
{
    struct report findings = {0};
    struct error err;
    size_t failed;
    struct batch *batch = batch_new(job, options);
    int status = EXIT_UNUSABLE;
    if (batch_survey(batch, &findings, &err)) {
        report_findings(&findings);
        progress_start(&run->progress);
        status = write_all(run->request, batch, &err);
        progress_end(&run->progress);
    }
    if (status == EXIT_DONE) {
        summarise(run, batch_tally(batch));
        outcomes_failed(batch_tally(batch), &failed);
        if (failed)
            status = failed < outcomes_selected(batch_tally(batch)) ? EXIT_SOME : EXIT_UNUSABLE;
    } else {
        output_error(&err);
    }
    report_free(&findings);
    batch_free(batch);
    return status;
}

static int issue(struct issue_request *request, const struct moment *now,
                 const struct signer *signer)
{
    struct issue_run run = {.request = request};
    struct report findings = {0};
    struct job job;
    struct job_source *source = &request->input.source;
    struct batch_options options = {
        .threads = request->input.threads,
        .only = request->rows,
        .only_count = request->row_count,
        .signer = signer,
        .time = now->time,
        .offset = now->offset,
        .producer = KUALIK_NAME,
        .replace = request->replace,
        .listener = {show_progress, report_outcome, &run},
    };
    int status = EXIT_UNUSABLE;
    source->words =
        (struct batch_words){.signer = signer ? signer->name : "", .time = now->text};
    bool open = job_open(source, &job, &findings);
    report_sort(&findings);
    output_findings(&findings);
    if (open) {
        status = run_batch(&run, &job, &options);
        job_close(&job);
    } else {
        output_fail("job-unusable", "Nothing was written; fix what is named above.");
    }
    report_free(&findings);
    buf_free(&run.line);
    return status;
}

int cmd_issue(int argc, char **argv)
{
    struct issue_request request;
    struct moment now;
    struct signer *signer = NULL;
    bool helped;
    int status = EXIT_UNUSABLE;
    if (!read_request(&request, argc, argv, &helped))
        status = EXIT_UNUSABLE;
    else if (helped)
        status = EXIT_DONE;
    else if (moment_get(&now) && load_signer(&request, &now, &signer))
        status = issue(&request, &now, signer);
    if (signer)
        signer->free(signer);
    free(request.rows);
    return status;
}
