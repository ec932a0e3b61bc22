#include "base/json.h"
#include "base/number.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/interrupt.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "cli/printer_options.h"
#include "cli/share.h"
#include "issue/job.h"
#include "print/print.h"
#include "search/selection.h"
#include "template/printer.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

static const struct command_help help = {
    .name = "print",
    .usage = N_("kualik print -t TEMPLATE.ini -r LIST.csv [-o FILE.pdf] [WHO] [OPTION…]"),
    .about =
        N_("Writes one PDF for the printer with everybody's certificate, unsigned: the pages "
           "that `kualik issue` writes, in the order in which they are handed out. It uses up "
           "no number. WHO is --only, --where, --first, --last, or several of them: who fits "
           "all. Print at actual size; the file asks for it, but not every program obeys."),
    .statuses = {[0] = N_("all written"),
                 [1] = N_("written without the rows that are named"),
                 [2] = N_("nothing is written"),
                 [3] = N_("stopped, nothing is written"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

/* What the user asked for. */
struct print_request {
    struct input_options input;
    struct options_given given;
    struct printer_options printer;
    const char *out, *only, *first, *last, *copies, *sides, *form, *spares, *since;
    bool replace;
    struct print_options options; /* but for the time */
};

/* ---- the command line -------------------------------------------------------------------- */

static bool read_count(const char *option, const char *given, size_t otherwise, size_t *count,
                       struct error *err)
{
    enum { MOST = 1000000 };
    *count = otherwise;
    return !given || (number_read(given, MOST, count) && *count > 0) ||
           error_set(err, "count-invalid", "%s takes a number from 1 to %d, not «%s».", option,
                     MOST, given);
}

static bool check_counts(struct print_request *request, struct error *err)
{
    struct print_filter *filter = &request->options.filter;
    return read_count("--first", request->first, 0, &filter->first, err) &&
           read_count("--last", request->last, 0, &filter->last, err) &&
           read_count("--spares", request->spares, 0, &request->options.spares, err) &&
           read_count("--copies", request->copies, 1, &request->options.copies, err);
}

static bool check_sides(struct print_request *request, struct error *err)
{
    static const struct {
        const char *word;
        enum print_sides sides;
    } words[] = {
        {"one", PRINT_ONE_SIDE}, {"long", PRINT_LONG_EDGE}, {"short", PRINT_SHORT_EDGE}};
    if (!request->sides)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(request->sides, words[i].word) == 0) {
            request->options.sides = words[i].sides;
            return true;
        }
    return error_set(err, "sides-invalid",
                     "--sides takes one, long or short, not «%s»: one side of the paper, or "
                     "both, turned over the long or the short edge.",
                     request->sides);
}

static bool check_separators(struct print_request *request, struct error *err)
{
    struct print_options *options = &request->options;
    options->fonts = request->input.source.fonts;
    if (request->form && !options->filter.group)
        return error_set(err, "form-without-separators",
                         "--form is the form of separators; say with --separators COLUMN "
                         "what they separate.");
    if (!options->filter.group)
        return true;
    options->separator_form = request->form ? request->form
                                            : share_need(&request->input.arena,
                                                         "templates/forms/separators.ini", err);
    return options->separator_form;
}

static bool check_request(struct print_request *request, const char *word, struct error *err)
{
    if (!request->out)
        request->out = "print.pdf";
    request->input.json = request->given.json;
    return options_pdf(request->out, err) &&
           input_options_check(&request->input, "print", word, err) &&
           check_counts(request, err) && check_sides(request, err) &&
           (!request->only ||
            input_options_only(request->only, &request->options.filter.only, err)) &&
           check_separators(request, err);
}

static bool read_request(struct print_request *request, int argc, char **argv,
                         struct error *err)
{
    struct print_filter *filter = &request->options.filter;
    const struct option_spec specs[] = {
        INPUT_OPTIONS(&request->input),
        {"output", 'o', "FILE", N_("what to write; default: print.pdf"), &request->out, NULL},
        {"only", 0, "ROWS", N_("only these: rows (headings: row 1), ranges, names"),
         &request->only, NULL},
        {"where", 0, "COLUMN=VALUE", N_("only those of whom the list says so"), &filter->where,
         NULL},
        {"changed-since", 0, "TIME",
         N_("only what the register says was issued then, as 2026-12-31T14:30, or later"),
         &request->since, NULL},
        {"order", 0, "COLUMNS",
         N_("sort by these, with commas between; default: as in the list"), &filter->order,
         NULL},
        {"first", 0, "N", N_("only the first N, in that order"), &request->first, NULL},
        {"last", 0, "N", N_("only the last N"), &request->last, NULL},
        {"spares", 0, "N",
         N_("certificates of nobody, with numbers that the register reserves"),
         &request->spares, NULL},
        {"copies", 0, "N", N_("of each certificate; default: 1"), &request->copies, NULL},
        {"separators", 0, "COLUMN",
         N_("a sheet before all who have the same in that column: who they are, how many"),
         &filter->group, NULL},
        {"form", 0, "FORM",
         N_("another form for separators than the one that comes with kualik"), &request->form,
         NULL},
        {"blank", 0, NULL,
         N_("for sheets printed beforehand: only what differs from row to row"), NULL,
         &request->options.blank},
        {"sides", 0, "WHICH", N_("one, long or short (edge); default: as many as pages, long"),
         &request->sides, NULL},
        PRINTER_OPTIONS(&request->printer),
        {"replace", 0, NULL, N_("write over what kualik print has made before"), NULL,
         &request->replace},
        {0},
    };
    *request = (struct print_request){0};
    return options_read(&help, specs, argc, argv, &request->given, err) &&
           (request->given.helped || check_request(request, *request->given.words, err));
}

/* ---- telling ----------------------------------------------------------------------------- */

/* Whoever asks for one person must see that it is the right one. */
struct named_people {
    struct buf lines;
    size_t count;
};

static void name_person(void *context, size_t row, const char *who, const char *number,
                        const char *file)
{
    enum { NAMED = 10 }; /* more nobody reads */
    struct named_people *named = context;
    struct buf person = {0};
    output_add_person(&person, who, number);
    if (named->count++ < NAMED)
        buf_printf(&named->lines, gettext("row %zu: %s: %s\n"), row, buf_text(&person), file);
    buf_free(&person);
}

static struct buf describe(const struct print_request *request,
                           const struct print_result *result)
{
    struct buf object = output_written(request->out);
    json_count(&object, "people", result->people);
    json_count(&object, "spares", result->spares);
    json_count(&object, "copies", request->options.copies);
    json_count(&object, "each", result->each);
    json_count(&object, "separators", result->separators);
    json_count(&object, "sheets", result->sheets);
    json_count(&object, "kept_back", result->kept_back);
    return object;
}

/* The numbers multiply and add up to the last one, so that whoever counts the sheets finds them
 * all. */
static void tell_result(const struct print_request *request, const struct print_result *result)
{
    struct buf line = {0}, object = describe(request, result);
    output_add(
        &line,
        gettext("%s: people: %zu; spares: %zu; copies of each: %zu; sheets of a copy: %zu; "
                "separators: %zu; sheets: %zu."),
        request->out, result->people, result->spares, request->options.copies, result->each,
        result->separators, result->sheets);
    if (result->kept_back)
        output_add(&line,
                   ngettext("%zu row is kept back; its fault is named above.",
                            "%zu rows are kept back; their faults are named above.",
                            result->kept_back),
                   result->kept_back);
    output_made(&object, &line, request->given.json);
}

/* ---- the run ----------------------------------------------------------------------------- */

/* The exit status of a run that was stopped or failed. */
static int failed(const struct print_options *options, const struct error *err)
{
    int status = output_failure_status(err);
    return status == EXIT_UNUSABLE && atomic_load(options->stop) ? EXIT_STOPPED : status;
}

static int write_file(const struct print_request *request, struct job *job,
                      const struct print_options *options, struct error *err)
{
    struct report findings = {0};
    struct named_people named = {0};
    struct print_options own = *options;
    struct print_result result;
    struct single_file *file =
        single_file_new(request->out, print_file_kind(request->replace), err);
    if (!file)
        return failed(options, err);
    if (request->only) {
        own.printed = name_person;
        own.printed_context = &named;
    }
    bool written =
        print_write(job, &own, file, &result, &findings, err) && single_file_publish(file, err);
    int status = !written ? failed(options, err) : result.kept_back ? EXIT_SOME : EXIT_DONE;
    output_faults(&findings, LEVEL_WARNING, status, request->given.json);
    if (written) {
        output_lines(request->given.json ? stderr : stdout, buf_text(&named.lines));
        tell_result(request, &result);
    }
    single_file_free(file);
    buf_free(&named.lines);
    report_free(&findings);
    return status;
}

static void fail_of_findings(struct error *err)
{
    error_set(err, "print-unusable", "Nothing was written; fix what is named above.");
}

/* Reads the printer's profile, if one is named. */
static bool find_printer(struct print_request *request, struct error *err)
{
    struct report findings = {0};
    if (!request->printer.name)
        return true;
    const char *file = printer_options_file(&request->printer, &request->input.arena, err);
    bool found =
        file && printer_read(file, request->printer.name, &request->options.printer, &findings);
    if (file && !found)
        fail_of_findings(err);
    output_faults(&findings, LEVEL_WARNING, EXIT_UNUSABLE, request->given.json);
    report_free(&findings);
    return found;
}

static bool read_since(const struct print_request *request, const struct moment *now,
                       struct print_filter *filter, struct error *err)
{
    filter->changed = request->since != NULL;
    return !request->since || moment_read(request->since, now->offset, &filter->since) ||
           error_set(err, "changed-since-invalid",
                     "--changed-since takes a day such as 2026-12-31, or a time such as "
                     "2026-12-31T14:30, not «%s».",
                     request->since);
}

static int run(const struct print_request *request, struct error *err)
{
    struct job_source source = request->input.source;
    struct print_options options = request->options;
    struct report findings = {0};
    struct moment now;
    struct job job;
    int status = EXIT_UNUSABLE;
    if (!moment_get(&now, err) || !read_since(request, &now, &options.filter, err))
        return status;
    options.threads = request->input.threads;
    options.stop = interrupt_watch();
    options.time = now.time;
    options.offset = now.offset;
    options.producer = KUALIK_NAME;
    source.words = (struct batch_words){.signer = "", .time = now.text};
    source.sealing.needed = true;
    bool open = job_open(&source, &job, &findings);
    output_faults(&findings, LEVEL_WARNING, EXIT_UNUSABLE, request->given.json);
    if (open) {
        status = write_file(request, &job, &options, err);
        job_close(&job);
    } else {
        fail_of_findings(err);
    }
    report_free(&findings);
    return status;
}

int cmd_print(int argc, char **argv, struct error *err)
{
    struct print_request request;
    int status = EXIT_UNUSABLE;
    if (read_request(&request, argc, argv, err) &&
        (request.given.helped || find_printer(&request, err)))
        status = request.given.helped ? EXIT_DONE : run(&request, err);
    selection_free(request.options.filter.only);
    arena_free(&request.input.arena);
    return status;
}
