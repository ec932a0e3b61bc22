#include "base/buf.h"
#include "base/json.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/interrupt.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "cli/viewer.h"
#include "cli/watch.h"
#include "files/single_file.h"
#include "issue/job.h"
#include "numbering/numbering.h"
#include "preview/preview.h"
#include "preview/preview_sources.h"
#include "preview/row_search.h"

#include <libintl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const struct command_help help = {
    .name = "preview",
    .usage = N_(
        "kualik preview -t TEMPLATE.ini -r LIST.csv [WHO] [-o FILE.pdf|.png|.svg] [OPTION…]"),
    .about =
        N_("Shows one certificate as `kualik issue` would write it, marked ҮЛГІ / ОБРАЗЕЦ, "
           "unsigned; it uses up no number. WHO is one of --row, --number, --name, --longest, "
           "--shortest, --tightest; else it is the first row of the list. Where a number or a "
           "part of a name is that of several people, they are listed. A file that is there "
           "already is only replaced when it is a preview, too.\nWith --watch it is drawn "
           "again whenever template, list, a picture or a font is saved, until Ctrl-C; what "
           "was drawn last stays while something is wrong."),
    .statuses = {[0] = N_("drawn"),
                 [1] = N_("drawn, but `kualik issue` keeps the row back"),
                 [2] = N_("nothing is drawn")},
};

/* What the user asked for. */
struct preview_request {
    struct input_options input;
    struct options_given given;
    const char *row, *number, *name, *page, *dpi;
    bool longest, shortest, tightest;
    bool open, watch;
    const char *out;
    struct wanted wanted;
    struct preview_options options; /* but for the time */
};

/* A run: draws once, or again and again. */
struct preview_run {
    struct preview_request *request;
    struct preview_sources sources; /* of what was drawn last */
    struct buf line, object;        /* what there is to say of it; "": it was not drawn */
    bool broken;                    /* the time before it was not */
    bool opened;                    /* in a viewer */
};

/* ---- the command line -------------------------------------------------------------------- */

/* Of the ways to say who is wanted, at most one was taken. */
static bool check_wanted(struct preview_request *request, struct error *err)
{
    struct wanted *wanted = &request->wanted;
    const struct {
        bool given;
        enum wanted_kind kind;
        const char *text;
    } ways[] = {
        {request->row != NULL, WANTED_ROW, request->row},
        {request->number != NULL, WANTED_NUMBER, request->number},
        {request->name != NULL, WANTED_NAME, request->name},
        {request->longest, WANTED_LONGEST, NULL},
        {request->shortest, WANTED_SHORTEST, NULL},
        {request->tightest, WANTED_TIGHTEST, NULL},
    };
    size_t given = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (ways[i].given) {
            given++;
            wanted->kind = ways[i].kind;
            wanted->text = ways[i].text;
        }
    return given <= 1 || error_set(err, "wanted-twice",
                                   "One certificate is shown: give one of --row, --number, "
                                   "--name, --longest, --shortest and --tightest.");
}

/* A name that begins with a digit would be read as a row, as by `kualik issue --only`. */
static bool check_text(struct preview_request *request, struct error *err)
{
    struct wanted *wanted = &request->wanted;
    size_t bad;
    const char *text = wanted->text ? wanted->text : "-";
    if (!*text)
        return error_set(err, "wanted-empty", "What is looked for is empty.");
    if (!utf8_valid(text, strlen(text), &bad))
        return error_set(err, "wanted-unusable", "What is looked for is not text in UTF-8.");
    if (wanted->kind == WANTED_ROW && *text == '0' && text[1])
        return error_set(err, "row-number",
                         "--row takes the number of a row, not «%s». Use --number for that of "
                         "a certificate.",
                         text);
    if (wanted->kind == WANTED_ROW &&
        (!number_read(text, SIZE_MAX / 2, &wanted->row) || wanted->row < 2))
        return error_set(err, "row-invalid",
                         "--row takes the number of a row, not «%s». The headings are row 1.",
                         text);
    if (wanted->kind == WANTED_NAME && (number_is_digit(*text) || strchr("-,", *text)))
        return error_set(err, "name-invalid",
                         "--name takes a part of a name, not «%s». Use --row or --number "
                         "for numbers.",
                         text);
    return true;
}

static bool check_output(struct preview_request *request, struct error *err)
{
    if (!request->out)
        request->out = "preview.pdf";
    if (text_ends(request->out, ".pdf"))
        request->options.format = PREVIEW_PDF;
    else if (text_ends(request->out, ".png"))
        request->options.format = PREVIEW_PNG;
    else if (text_ends(request->out, ".svg"))
        request->options.format = PREVIEW_SVG;
    else
        return error_set(err, "format-unknown",
                         "-o takes a file that ends in .pdf, .png or .svg, not «%s».",
                         request->out);
    return true;
}

static bool check_page(struct preview_request *request, struct error *err)
{
    if (!request->page)
        return true;
    if (request->options.format == PREVIEW_PDF)
        return error_set(err, "page-of-pdf",
                         "A PDF has all pages; --page goes with .png and .svg.");
    return (number_read(request->page, SIZE_MAX / 2, &request->options.page) &&
            request->options.page > 0) ||
           error_set(err, "page-invalid", "--page takes the number of a page, not «%s».",
                     request->page);
}

static bool check_dpi(struct preview_request *request, struct error *err)
{
    enum { LEAST = 10, USUAL = 96, MOST = 1200 };
    size_t dpi = USUAL;
    if (request->dpi && request->options.format != PREVIEW_PNG)
        return error_set(err, "dpi-of-vectors",
                         "Only a PNG has pixels; --dpi goes with .png alone.");
    if (request->dpi && (!number_read(request->dpi, MOST, &dpi) || dpi < LEAST))
        return error_set(err, "dpi-invalid", "--dpi takes a number from %d to %d, not «%s».",
                         LEAST, MOST, request->dpi);
    request->options.dpi = (double)dpi;
    return true;
}

static bool read_request(struct preview_request *request, int argc, char **argv,
                         struct error *err)
{
    const struct option_spec specs[] = {
        INPUT_OPTIONS(&request->input),
        {"output", 'o', "FILE", N_("what to write: .pdf, .png or .svg; default: preview.pdf"),
         &request->out, NULL},
        {"row", 0, "N", N_("the row of that number (headings: row 1)"), &request->row, NULL},
        {"number", 0, "X", N_("the row with that number of a certificate"), &request->number,
         NULL},
        {"name", 0, "WORDS", N_("who has these words in the name, or else in the row"),
         &request->name, NULL},
        {"longest", 0, NULL, N_("the longest name of the list"), NULL, &request->longest},
        {"shortest", 0, NULL, N_("the shortest one"), NULL, &request->shortest},
        {"tightest", 0, NULL, N_("the row whose texts have least room to spare"), NULL,
         &request->tightest},
        {"blank", 0, NULL,
         N_("as on sheets printed beforehand: what is printed, over the page's background"),
         NULL, &request->options.blank},
        {"page", 0, "N", N_("only this page; default: all, side by side"), &request->page,
         NULL},
        {"dpi", 0, "N", N_("pixels an inch of a PNG; default: 96"), &request->dpi, NULL},
        {"open", 0, NULL, N_("show it with the desktop's program for it"), NULL,
         &request->open},
        {"watch", 0, NULL, N_("draw again whenever a file that it is made from is saved"), NULL,
         &request->watch},
        {0},
    };
    *request = (struct preview_request){0};
    if (!options_read(&help, specs, argc, argv, &request->given, err))
        return false;
    request->input.json = request->given.json;
    return request->given.helped ||
           (input_options_check(&request->input, "preview", *request->given.words, err) &&
            check_wanted(request, err) && check_text(request, err) &&
            check_output(request, err) && check_page(request, err) && check_dpi(request, err));
}

/* ---- telling ----------------------------------------------------------------------------- */

static void add_match(struct buf *line, const struct match *match)
{
    output_add(line, gettext("row %zu:"), match->row);
    output_add(line, "%s", match->who);
    if (*match->region)
        output_add(line, "(%s)", match->region);
}

static void add_members(struct buf *object, const struct match *match)
{
    json_count(object, "row", match->row);
    json_text(object, "who", match->who);
    json_text(object, "region", match->region);
}

static void print_matches(const struct matches *matches)
{
    for (size_t i = 0; i < matches->count; i++) {
        struct buf object = {0};
        json_text(&object, "status", "found");
        add_members(&object, &matches->list[i]);
        output_object(&object);
    }
}

/* Lists those who were found instead of guessing who is meant. */
static void tell_matches(const struct preview_request *request, const struct matches *matches,
                         struct error *err)
{
    enum { MOST = 20 };
    struct buf line = {0};
    for (size_t i = 0; i < matches->count && i < MOST; i++) {
        buf_clear(&line);
        add_match(&line, &matches->list[i]);
        output_line(stderr, buf_text(&line));
    }
    if (matches->count > MOST)
        output_line(stderr, "…");
    if (request->given.json)
        print_matches(matches);
    buf_free(&line);
    error_set(err, "wanted-several", "«%s» fits %zu rows.", request->wanted.text,
              matches->count);
    error_advise(err, "Choose one with --row.");
}

static void describe(struct preview_run *run, const struct match *match)
{
    run->object = output_written(run->request->out);
    add_members(&run->object, match);
    buf_printf(&run->line, "%s:", run->request->out);
    add_match(&run->line, match);
    if (run->broken)
        output_add(&run->line, "%s", gettext("All is well again."));
}

/* ---- the run ----------------------------------------------------------------------------- */

/* Returns EXIT_SOME for a row that `kualik issue` keeps back. */
static int draw(struct preview_run *run, struct job *job, const struct match *match,
                const struct preview_options *options, struct error *err)
{
    static const struct single_file_kind kind = {.is_ours = preview_is_ours, .fleeting = true};
    struct buf file = {0};
    struct report findings = {0};
    int status = EXIT_UNUSABLE;
    bool drawn = preview_draw(job, match->index, options, &file, &findings, err) &&
                 single_file_write(run->request->out, &file, &kind, err);
    if (drawn) {
        describe(run, match);
        status = findings.errors ? EXIT_SOME : EXIT_DONE;
    }
    output_faults(&findings, LEVEL_WARNING, status, run->request->given.json);
    report_free(&findings);
    buf_free(&file);
    return status;
}

/* Finds who is wanted before it is known which new rows get a number. Returns whether one row
 * is meant whatever that may be: its number, if that is wanted, is the register's. */
static bool find_at_once(const struct preview_request *request, const struct job *job,
                         struct matches *matches, struct error *err)
{
    const struct wanted *wanted = &request->wanted;
    if (wanted->kind == WANTED_TIGHTEST ||
        !row_search(job, wanted, request->input.threads, matches, err) || matches->count > 1)
        return false;
    size_t index = matches->list->index;
    return wanted->kind != WANTED_NUMBER ||
           numbering_row(job->numbering, index)->kind == NUMBERED_KNOWN;
}

/* Finds who is wanted. What the register gives to whom is known before others are searched for
 * by it; where one row is found without it, only the number of that row is found out. */
static bool find(const struct preview_request *request, struct job *job,
                 struct matches *matches, struct error *err)
{
    enum wanted_kind kind = request->wanted.kind;
    size_t threads = request->input.threads, index = PREVIEW_ALL;
    if (job->numbering && find_at_once(request, job, matches, err))
        index = matches->list->index;
    else if (job->numbering && kind != WANTED_NUMBER && kind != WANTED_TIGHTEST)
        return matches->count > 0;
    row_search_free(matches); /* what it shows may change with the number */
    return preview_number(job, index, threads, err) &&
           row_search(job, &request->wanted, threads, matches, err);
}

static int find_and_draw(struct preview_run *run, struct job *job,
                         const struct preview_options *options, struct error *err)
{
    const struct preview_request *request = run->request;
    struct matches matches = {0};
    int status = EXIT_UNUSABLE;
    bool found = find(request, job, &matches, err);
    if (found && matches.count > 1)
        tell_matches(request, &matches, err);
    else if (found)
        status = draw(run, job, matches.list, options, err);
    row_search_free(&matches);
    return status;
}

static int open_and_draw(struct preview_run *run, const struct moment *now, struct error *err)
{
    struct job_source *source = &run->request->input.source;
    struct preview_options options = run->request->options;
    struct report findings = {0};
    struct job job;
    int status = EXIT_UNUSABLE;
    options.time = now->time;
    options.offset = now->offset;
    options.producer = KUALIK_NAME;
    options.sources = &run->sources;
    source->words = (struct batch_words){.signer = "", .time = now->text};
    bool open = job_open(source, &job, &findings);
    output_faults(&findings, LEVEL_WARNING, EXIT_UNUSABLE, run->request->given.json);
    if (open) {
        status = find_and_draw(run, &job, &options, err);
        job_close(&job);
    } else {
        error_set(err, "preview-unusable", "Nothing was drawn; fix what is named above.");
    }
    report_free(&findings);
    return status;
}

/* Draws once, and says what only then is known. */
static int draw_once(struct preview_run *run, struct error *err)
{
    struct moment now;
    int status = moment_get(&now, err) ? open_and_draw(run, &now, err) : EXIT_UNUSABLE;
    if (status == EXIT_SOME)
        error_set(err, "row-kept-back",
                  "The certificate can be drawn, but not issued; fix what is named above.");
    return status;
}

static void show(struct preview_run *run)
{
    struct error err;
    output_made(&run->object, &run->line, run->request->given.json);
    if (run->request->open && !run->opened && !viewer_open(run->request->out, &err))
        output_error(&err);
    run->opened = true;
}

/* ---- again and again --------------------------------------------------------------------- */

/* Watches what is known now, and keeps watching what was known before: a template that cannot
 * be read names no pictures. */
static void watch_sources(struct preview_run *run, struct watch *watch)
{
    const struct job_source *source = &run->request->input.source;
    preview_sources_gather(&run->sources, source);
    for (size_t i = 0; i < run->sources.count; i++)
        watch_file(watch, run->sources.paths[i]);
    watch_folder(watch, source->fonts);
    preview_sources_free(&run->sources);
}

/* Draws until the user has enough. Whoever reads the line may save a file at once: all are
 * watched by then. */
static void draw_again(struct preview_run *run, struct watch *watch, const atomic_bool *stop,
                       const sigset_t *waiting)
{
    bool told = true;
    watch_sources(run, watch);
    do {
        struct error err = {0};
        int status = draw_once(run, &err);
        bool drawn = status != EXIT_UNUSABLE;
        if (err.what.code)
            output_failure(&err, status, run->request->given.json);
        watch_sources(run, watch);
        if (drawn)
            show(run);
        else
            output_fail("preview-waits", "What was drawn last stays as it is until that is "
                                         "mended.");
        run->broken = !drawn;
        told = fflush(stdout) == 0;
    } while (told && watch_wait(watch, stop, waiting));
}

/* A signal that comes while something is drawn waits until that is done. */
static int keep_drawing(struct preview_run *run, struct error *err)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct watch *watch = watch_new(err);
    sigset_t blocked, before;
    if (!watch)
        return EXIT_UNUSABLE;
    sigemptyset(&blocked);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaddset(&blocked, signals[i]);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    draw_again(run, watch, interrupt_watch(), &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    watch_free(watch);
    return EXIT_DONE;
}

int cmd_preview(int argc, char **argv, struct error *err)
{
    struct preview_request request;
    struct preview_run run = {.request = &request};
    int status = EXIT_UNUSABLE;
    bool ready = read_request(&request, argc, argv, err);
    if (ready && request.given.helped) {
        status = EXIT_DONE;
    } else if (ready && request.watch) {
        status = keep_drawing(&run, err);
    } else if (ready) {
        status = draw_once(&run, err);
        if (status != EXIT_UNUSABLE)
            show(&run);
    }
    preview_sources_free(&run.sources);
    arena_free(&request.input.arena);
    return status;
}
