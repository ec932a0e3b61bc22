#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/verify_options.h"
#include "cli/verify_output.h"
#include "verify/verify.h"

#include <libintl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Not the statuses of the other commands: scripts ask this one a question. */
enum verify_status {
    VERIFY_GOOD = 0,
    VERIFY_CHANGED = 1,
    VERIFY_UNTRUSTED = 2,
    VERIFY_UNSIGNED = 3,
    VERIFY_UNABLE = 4, /* usage, or a file that cannot be read or judged */
};

enum { VERIFY_THREADS = 256 };

/* Of what signs the file whose name stands before it. */
static const char *const detached_endings[] = {".cms", ".p7s", ".sig"};

static const struct command_help help = {
    .name = "verify",
    .usage = N_("kualik verify FILE… --trust FILE|DIR [--signer CERT|FINGERPRINT|SUBJECT] "
                "[--at TIME] [--json] [-j N]"),
    .about = N_(
        "Checks that each file is what was signed, that each of its signatures is true, and "
        "that it comes from somebody whom one of the authorities vouches for; with --signer "
        "also that it is the right one. Revocation is judged by what the file carries (PAdES "
        "B-LT).\nOf NAME.pdf.cms (or .p7s, .sig), the detached signature of NAME.pdf beside it "
        "is judged.\nOf several files the exit status that comes first in 1, 4, 3, 2 counts."),
    .statuses = {[0] = N_("all good"),
                 [1] = N_("one is changed"),
                 [2] = N_("one is not trusted"),
                 [3] = N_("one is unsigned"),
                 [4] = N_("one cannot be read or judged")},
};

static enum verify_status status_of(enum verdict verdict)
{
    static const enum verify_status statuses[] = {
        [VERDICT_GOOD] = VERIFY_GOOD,         [VERDICT_UNTRUSTED] = VERIFY_UNTRUSTED,
        [VERDICT_UNSIGNED] = VERIFY_UNSIGNED, [VERDICT_UNJUDGED] = VERIFY_UNABLE,
        [VERDICT_UNREADABLE] = VERIFY_UNABLE, [VERDICT_CHANGED] = VERIFY_CHANGED,
    };
    return statuses[verdict];
}

/* What is printed of a file. */
struct verify_result {
    bool done;
    struct buf out;
    struct error fault; /* why it could not be opened; no code: it was */
};

/* The files, judged by several threads and told in their order. */
struct verify_run {
    char **paths;
    size_t count;
    const struct verify_request *request;
    bool json;
    pthread_mutex_t lock; /* for what follows */
    size_t next, printed;
    struct verify_result *results;
    enum verdict worst;
    size_t verdicts[VERDICT_CHANGED + 1]; /* how many files came to each */
    size_t unproven;                      /* of the good ones, not shown to be unrevoked */
};

/* Notes what a file came to, and prints all that is now complete up to it. */
static void finish(struct verify_run *run, size_t at, const struct verification *verification)
{
    pthread_mutex_lock(&run->lock);
    bool good = verification->verdict == VERDICT_GOOD;
    run->verdicts[verification->verdict]++;
    if (verification->verdict > run->worst)
        run->worst = verification->verdict;
    if (good && verification->main->revocation != REVOCATION_NONE)
        run->unproven++;
    run->results[at].done = true;
    for (; run->printed < run->count && run->results[run->printed].done; run->printed++) {
        struct verify_result *result = &run->results[run->printed];
        if (result->fault.what.code && !run->json)
            output_error(&result->fault);
        for (char *line = result->out.data, *end; line && *line; line = end + 1) {
            end = strchr(line, '\n');
            *end = '\0';
            if (run->json)
                puts(line);
            else
                output_line(stdout, line);
        }
        buf_free(&result->out);
    }
    pthread_mutex_unlock(&run->lock);
}

/* Returns how long the name of the file is that is signed; 0: `path` is no signature's. */
static size_t signed_name_size(const char *path)
{
    for (size_t i = 0; i < sizeof detached_endings / sizeof *detached_endings; i++)
        if (text_ends(path, detached_endings[i]))
            return strlen(path) - strlen(detached_endings[i]);
    return 0;
}

/* Of NAME.pdf.cms, the signature of NAME.pdf beside it. */
static bool judge_detached(const struct verify_run *run, size_t at, struct cms_memory *memory,
                           const struct buf *signature, struct verification *verification)
{
    struct arena arena = {0};
    struct buf content = {0};
    const char *path = run->paths[at];
    const char *file = arena_copy(&arena, path, signed_name_size(path));
    bool opened = file_read(file, VERIFY_FILE_LIMIT, &content, &verification->why);
    if (opened)
        verify_detached(signature, &content, run->request, memory, verification);
    buf_free(&content);
    arena_free(&arena);
    return opened;
}

/* Reads the file into `bytes`, which are used again for the next. */
static void judge_file(struct verify_run *run, size_t at, struct cms_memory *memory,
                       struct buf *bytes)
{
    struct verification verification = {0};
    struct verify_result *result = &run->results[at];
    bool detached = signed_name_size(run->paths[at]) > 0;
    buf_clear(bytes);
    bool opened = file_read(run->paths[at], VERIFY_FILE_LIMIT, bytes, &verification.why);
    if (opened && detached)
        opened = judge_detached(run, at, memory, bytes, &verification);
    else if (opened)
        verify_pdf(bytes, run->request, memory, &verification);
    if (!opened) {
        verification.verdict = VERDICT_UNREADABLE;
        result->fault = verification.why;
    }
    if (run->json)
        verify_output_json(&result->out, run->paths[at], &verification);
    else if (opened)
        verify_output_plain(&result->out, run->paths[at], &verification);
    finish(run, at, &verification);
    verification_free(&verification);
}

static void *work(void *data)
{
    struct verify_run *run = data;
    struct cms_memory *memory = cms_memory_new();
    struct buf bytes = {0};
    for (;;) {
        pthread_mutex_lock(&run->lock);
        size_t at = run->next < run->count ? run->next++ : run->count;
        pthread_mutex_unlock(&run->lock);
        if (at == run->count)
            break;
        judge_file(run, at, memory, &bytes);
    }
    cms_memory_free(memory);
    buf_free(&bytes);
    return NULL;
}

static void judge_files(struct verify_run *run, size_t threads)
{
    pthread_t others[VERIFY_THREADS];
    size_t started = 0;
    run->results = mem_new(run->count, sizeof *run->results);
    pthread_mutex_init(&run->lock, NULL);
    while (started + 1 < threads && started + 1 < run->count && started < VERIFY_THREADS &&
           pthread_create(&others[started], NULL, work, run) == 0)
        started++;
    work(run);
    while (started > 0)
        pthread_join(others[--started], NULL);
    pthread_mutex_destroy(&run->lock);
    free(run->results);
}

/* Appends how many files came to each verdict, and a full stop. */
static void list_verdicts(const struct verify_run *run, struct buf *line)
{
    const size_t *found = run->verdicts;
    const struct {
        size_t count;
        const char *words;
    } parts[] = {
        {found[VERDICT_GOOD],
         ngettext("%zu good and trusted", "%zu good and trusted", found[VERDICT_GOOD])},
        {found[VERDICT_UNTRUSTED],
         ngettext("%zu not trusted", "%zu not trusted", found[VERDICT_UNTRUSTED])},
        {found[VERDICT_UNSIGNED],
         ngettext("%zu not signed", "%zu not signed", found[VERDICT_UNSIGNED])},
        {found[VERDICT_UNJUDGED],
         ngettext("%zu that cannot be judged", "%zu that cannot be judged",
                  found[VERDICT_UNJUDGED])},
        {found[VERDICT_UNREADABLE],
         ngettext("%zu that cannot be read", "%zu that cannot be read",
                  found[VERDICT_UNREADABLE])},
        {found[VERDICT_CHANGED],
         ngettext("%zu changed", "%zu changed", found[VERDICT_CHANGED])},
    };
    const char *between = " ";
    buf_printf(line, ngettext("%zu file:", "%zu files:", run->count), run->count);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].count)
            continue;
        buf_puts(line, between);
        buf_printf(line, parts[i].words, parts[i].count);
        between = ", ";
    }
    buf_putc(line, '.');
}

static void summarise(const struct verify_run *run)
{
    struct buf line = {0};
    size_t good = run->verdicts[VERDICT_GOOD];
    if (good && !run->request->expected_count)
        output_line(stdout,
                    gettext("That the right person signed was not established: whoever these "
                            "authorities vouch for passes. Name who must have signed with "
                            "--signer."));
    if (good == run->count)
        output_add(&line,
                   ngettext("%zu file is good and trusted.",
                            "All %zu files are good and trusted.", run->count),
                   run->count);
    else
        list_verdicts(run, &line);
    if (run->unproven == good)
        output_add(&line, "%s", gettext("Revocation was not checked."));
    else if (run->unproven)
        output_add(&line,
                   ngettext("For %zu of those that are good revocation was not checked.",
                            "For %zu of those that are good revocation was not checked.",
                            run->unproven),
                   run->unproven);
    output_line(stdout, buf_text(&line));
    buf_free(&line);
}

/* What the user asked for; texts are argv's. */
struct files_request {
    struct options_given given;
    const char *trust, *signers, *at, *jobs;
    bool seal;
};

static enum verify_status verify_files(const struct files_request *request, struct error *err)
{
    struct verify_options options;
    size_t threads;
    enum verify_status status = VERIFY_UNABLE;
    if (!options_threads(request->jobs, &threads, err))
        return status;
    if (verify_options_read(&options, request->trust, request->signers, request->at, time(NULL),
                            err)) {
        struct verify_run run = {.paths = request->given.words,
                                 .count = request->given.count,
                                 .request = &options.request,
                                 .json = request->given.json};
        judge_files(&run, threads);
        if (!request->given.json)
            summarise(&run);
        status = status_of(run.worst);
    }
    verify_options_free(&options);
    return status;
}

int cmd_verify(int argc, char **argv, struct error *err)
{
    struct files_request request = {.seal = false};
    const struct option_spec specs[] = {
        {"trust", 0, "FILE|DIR", N_("authorities that are trusted (PEM, DER)"), &request.trust,
         NULL},
        {"signer", 0, "WHO",
         N_("who must have signed: a certificate, its SHA-256 or number, a subject"),
         &request.signers, NULL},
        {"at", 0, "TIME", N_("judge as of the end of that day, or of that time, not as of now"),
         &request.at, NULL},
        {"jobs", 'j', "N", N_("files to judge at a time (default: one a core)"), &request.jobs,
         NULL},
        {"seal", 0, NULL, N_("check seals of sheets of paper; kualik verify --seal --help"),
         NULL, &request.seal},
        {0},
    };
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--seal") == 0)
            return cmd_verify_seal(argc, argv, err);
    if (!options_read(&help, specs, argc, argv, &request.given, err))
        return VERIFY_UNABLE;
    if (request.given.helped)
        return VERIFY_GOOD;
    if (request.seal) /* shortened */
        return cmd_verify_seal(argc, argv, err);
    if (request.given.count == 0) {
        options_fail_of_files(&help, err);
        return VERIFY_UNABLE;
    }
    return (int)verify_files(&request, err);
}
