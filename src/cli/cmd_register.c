#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/register_mark.h"
#include "cli/register_output.h"
#include "cli/register_request.h"
#include "cli/register_verify.h"
#include "files/single_file.h"
#include "numbering/number_search.h"
#include "numbering/register_search.h"
#include "register/registry.h"
#include "register/registry_merge.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct help_item action_help[] = {
    {"list", N_("who has which number")},
    {"show NUMBER…", N_("all that is known of a number, also what was superseded")},
    {"find WORD…", N_("people with words that begin so in their row, and numbers")},
    {"spoil NUMBER…", N_("the number is nobody's any more and is not used again")},
    {"revoke NUMBER…", N_("the certificate is not valid, and its person gets no other")},
    {"duplicate NUMBER…", N_("kualik issue makes a duplicate of a certificate that was lost")},
    {"restore NUMBER…", N_("takes back what was said by mistake: spoil, revoke, duplicate")},
    {"export [-o FILE]", N_("all records as a table that Excel opens, FILE.csv or FILE.xlsx")},
    {"verify -o DIR", N_("whether register and folder agree; with -r LIST the list, too")},
    {"merge FILE…", N_("adds what other registers have that gave out other numbers")},
    {0},
};

static const struct command_help help = {
    .name = "register",
    .usage = N_("kualik register ACTION [WORD…] --register FILE [OPTION…]"),
    .about = N_("Works with the register of certificates. ACTION is"),
    .actions = action_help,
    .statuses = {[0] = N_("done"),
                 [1] = N_("verify: something does not agree, find: nothing was found"),
                 [2] = N_("it cannot be done, and nothing was changed"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

/* ---- reading ---------------------------------------------------------------------------- */

static void print_json(const struct registry_record *record, const char *event)
{
    struct buf line = {0};
    register_output_json(record, event, &line);
    fputs(line.data, stdout);
    buf_free(&line);
}

static void print_record(const struct register_request *request,
                         const struct registry_record *record, bool whole)
{
    if (request->json)
        print_json(record, request->event);
    else if (whole)
        register_output_whole(record);
    else
        register_output_line(record);
}

static bool print_line(void *context, const struct registry_record *record)
{
    print_record(context, record, false);
    return true;
}

static int run_list(struct register_request *request, struct registry *registry,
                    struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    return registry_find(registry, &search, print_line, request, err) ? EXIT_DONE
                                                                      : EXIT_UNUSABLE;
}

static bool print_whole(void *context, const struct registry_record *record)
{
    print_record(context, record, true);
    return true;
}

static int run_show(struct register_request *request, struct registry *registry,
                    struct error *err)
{
    for (size_t i = 0; i < request->count; i++) {
        const struct registry_search search = {.key = REGISTRY_NUMBER,
                                               .number = request->words[i]};
        if (!number_search_check(registry, request->words[i], err) ||
            !registry_find(registry, &search, print_whole, request, err))
            return EXIT_UNUSABLE;
    }
    return EXIT_DONE;
}

static void print_found(void *context, const struct registry_record *record)
{
    print_record(context, record, false);
}

static int run_find(struct register_request *request, struct registry *registry,
                    struct error *err)
{
    struct buf text = {0};
    size_t count;
    int status = EXIT_UNUSABLE;
    for (size_t i = 0; i < request->count; i++)
        buf_printf(&text, "%s%s", i ? " " : "", request->words[i]);
    if (register_search(registry, buf_text(&text), print_found, request, &count, err))
        status = count ? EXIT_DONE : EXIT_SOME;
    if (status == EXIT_SOME) {
        error_set(err, "nobody-found", "The register has nobody like that.");
        register_search_advise(registry, buf_text(&text), err);
    }
    buf_free(&text);
    return status;
}

/* What goes to a file is gathered; what goes to standard output is not. */
struct export
{
    const struct register_request *request;
    bool workbook;
    struct buf text;
};

static void pass_on(struct export *export)
{
    if (export->request->output)
        return;
    fwrite(buf_text(&export->text), 1, export->text.size, stdout);
    buf_clear(&export->text);
}

static bool export_record(void *context, const struct registry_record *record)
{
    struct export *export = context;
    const struct register_request *request = export->request;
    if (request->json)
        register_output_json(record, request->event, &export->text);
    else
        register_output_row(record, request->event, export->workbook, &export->text);
    pass_on(export);
    return true;
}

static bool write_export(struct export *export, struct error *err)
{
    static const struct single_file_kind kind = {.is_ours = register_output_made};
    const char *path = export->request->output;
    return !path || ((!export->workbook || register_output_workbook(&export->text, err)) &&
                     single_file_write(path, &export->text, &kind, err));
}

static int run_export(struct register_request *request, struct registry *registry,
                      struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_ALL};
    const char *path = request->output;
    struct export export = {.request = request,
                            .workbook = !request->json && path && text_ends(path, ".xlsx")};
    if (!request->json)
        register_output_headings(export.workbook, &export.text);
    pass_on(&export);
    bool done = registry_find(registry, &search, export_record, &export, err) &&
                write_export(&export, err);
    buf_free(&export.text);
    return done ? EXIT_DONE : EXIT_UNUSABLE;
}

/* ---- changing --------------------------------------------------------------------------- */

static int run_spoil(struct register_request *request, struct registry *registry,
                     struct error *err)
{
    return register_mark(request, registry, REGISTRY_SPOILED, err);
}

static int run_revoke(struct register_request *request, struct registry *registry,
                      struct error *err)
{
    return register_mark(request, registry, REGISTRY_REVOKED, err);
}

static int run_restore(struct register_request *request, struct registry *registry,
                       struct error *err)
{
    return register_mark(request, registry, REGISTRY_ISSUED, err);
}

static int run_duplicate(struct register_request *request, struct registry *registry,
                         struct error *err)
{
    return register_mark(request, registry, REGISTRY_DUPLICATE, err);
}

/* An event that nobody has claimed a register for yet is that of the first to be joined. */
static bool check_event(const struct registry *registry, const struct registry *source,
                        struct error *err)
{
    const char *event = registry_event(registry), *other = registry_event(source);
    if (!*event || strcmp(event, other) == 0)
        return true;
    error_set(err, "merge-other-event",
              "This register is that of «%s», and the one that it is to be added to that of "
              "«%s».",
              other, event);
    return error_advise(err, "Only registers of one event are joined.");
}

static bool check_other(const struct registry *registry, const char *path, struct error *err)
{
    struct stat one, other;
    return stat(path, &one) < 0 || stat(registry_path(registry), &other) < 0 ||
           one.st_dev != other.st_dev || one.st_ino != other.st_ino ||
           error_set(err, "merge-itself",
                     "This is the register itself that others are to be added to.");
}

static bool merge_file(struct registry *registry, const char *path, bool json, size_t *added,
                       struct error *err)
{
    struct report findings = {0};
    struct registry *source =
        check_other(registry, path, err) ? registry_open(path, REGISTRY_READ, NULL, err) : NULL;
    bool done = source && check_event(registry, source, err) &&
                registry_claim(registry, registry_event(source), 0, 0, err) &&
                registry_merge(registry, source, added, &findings, err);
    registry_close(source);
    if (done)
        output_faults(&findings, LEVEL_WARNING, EXIT_UNUSABLE, json);
    report_free(&findings);
    return done || error_at(err, (struct place){.file = path});
}

/* All registers are joined, or none is. */
static int run_merge(struct register_request *request, struct registry *registry,
                     struct error *err)
{
    struct buf line = {0}, object = {0};
    size_t sum = 0, added = 0;
    bool done = registry_begin(registry, err);
    if (!done)
        return EXIT_UNUSABLE;
    for (size_t i = 0; done && i < request->count; i++) {
        done = merge_file(registry, request->words[i], request->json, &added, err);
        sum += added;
    }
    if (!registry_end(registry, done, err))
        return EXIT_UNUSABLE;
    if (request->json) {
        json_count(&object, "added", sum);
        output_object(&object);
    }
    if (sum)
        output_add(&line, ngettext("%zu record was added.", "%zu records were added.", sum),
                   sum);
    else
        output_add(&line, "%s",
                   gettext("The register had all of this already; nothing was added."));
    output_result(&line, request->json);
    return EXIT_DONE;
}

/* ---- the command ------------------------------------------------------------------------ */

/* What stands behind an action. */
enum action_words { WORDS_NONE, WORDS_NUMBERS, WORDS_SOUGHT, WORDS_FILES };

/* Options that not every action takes. */
enum { TAKES_OUTPUT = 1, TAKES_LIST = 2, TAKES_REASON = 4 };

struct register_action {
    const char *name;
    int (*run)(struct register_request *request, struct registry *registry, struct error *err);
    enum registry_mode mode;
    enum action_words words;
    unsigned takes;
};

static const struct register_action actions[] = {
    {"list", run_list, REGISTRY_READ, WORDS_NONE, 0},
    {"show", run_show, REGISTRY_READ, WORDS_NUMBERS, 0},
    {"find", run_find, REGISTRY_READ, WORDS_SOUGHT, 0},
    {"spoil", run_spoil, REGISTRY_WRITE, WORDS_NUMBERS, TAKES_REASON},
    {"revoke", run_revoke, REGISTRY_WRITE, WORDS_NUMBERS, TAKES_REASON},
    {"restore", run_restore, REGISTRY_WRITE, WORDS_NUMBERS, TAKES_REASON},
    {"duplicate", run_duplicate, REGISTRY_WRITE, WORDS_NUMBERS, TAKES_REASON},
    {"export", run_export, REGISTRY_READ, WORDS_NONE, TAKES_OUTPUT},
    {"verify", register_verify, REGISTRY_READ, WORDS_NONE, TAKES_OUTPUT | TAKES_LIST},
    {"merge", run_merge, REGISTRY_CREATE, WORDS_FILES, 0},
};

enum { ACTIONS = sizeof actions / sizeof *actions };

static const struct register_action *find_action(const char *name, struct error *err)
{
    const char *words[ACTIONS];
    for (size_t i = 0; i < ACTIONS; i++) {
        words[i] = actions[i].name;
        if (name && strcmp(name, actions[i].name) == 0)
            return &actions[i];
    }
    const char *nearest = name ? utf8_nearest(name, words, ACTIONS) : NULL;
    if (name)
        error_set(err, "action-unknown", "A register has no action «%s».", name);
    else
        error_set(err, "action-missing",
                  "The action is missing: what to do with the register.");
    if (nearest)
        error_advise(err, "Did you mean: kualik register %s?", nearest);
    options_advise("register", err);
    return NULL;
}

static bool fail_without_words(const struct register_action *action, struct error *err)
{
    switch (action->words) {
    case WORDS_NONE:
        break;
    case WORDS_NUMBERS:
        error_set(err, "words-missing",
                  "kualik register %s needs the number of a certificate, or several.",
                  action->name);
        break;
    case WORDS_SOUGHT:
        error_set(err, "words-missing",
                  "kualik register %s needs words of a name or a row, or a number.",
                  action->name);
        break;
    case WORDS_FILES:
        error_set(err, "words-missing",
                  "kualik register %s needs the files of the registers that are to be added.",
                  action->name);
        break;
    }
    return options_advise("register", err);
}

static bool check_words(const struct register_action *action,
                        const struct register_request *request, struct error *err)
{
    if (action->words != WORDS_NONE && request->count == 0)
        return fail_without_words(action, err);
    if (action->words == WORDS_NONE && request->count)
        return error_set(err, "word-stray", "kualik register %s does not take «%s».",
                         action->name, request->words[0]);
    return true;
}

/* An option that would do nothing is told, since whoever gave it expects something. */
static bool check_options(const struct register_action *action,
                          const struct register_request *request, struct error *err)
{
    const char *list = request->options.encoding ? "--encoding"
                       : request->options.sheet  ? "--sheet"
                       : request->separator      ? "--separator"
                                                 : NULL;
    const char *stray = request->output && !(action->takes & TAKES_OUTPUT)   ? "-o"
                        : request->reason && !(action->takes & TAKES_REASON) ? "--reason"
                        : request->list && !(action->takes & TAKES_LIST)     ? "--roster"
                        : !request->list                                     ? list
                                                                             : NULL;
    if (stray && stray == list)
        return error_set(err, "list-missing",
                         "%s says how to read a list, which only kualik register verify -r "
                         "LIST does.",
                         stray);
    if (stray)
        return error_set(
            err, "option-stray",
            "kualik register %s does not take %s; kualik register --help says which "
            "action does.",
            action->name, stray);
    return true;
}

static int run_action(const struct register_action *action, struct register_request *request,
                      struct error *err)
{
    struct registry *registry = registry_open(request->path, action->mode, output_waiting, err);
    if (!registry)
        return EXIT_UNUSABLE;
    request->event = registry_event(registry);
    int status = action->run(request, registry, err);
    registry_close(registry);
    return status;
}

int cmd_register(int argc, char **argv, struct error *err)
{
    struct register_request request = {.path = NULL};
    const struct option_spec specs[] = {
        {"register", 0, "FILE", N_("the register; default: register.db"), &request.path, NULL},
        {"output", 'o', "PATH",
         N_("verify: the folder of the certificates; export: the file to write"),
         &request.output, NULL},
        {"roster", 'r', "FILE", N_("verify: the list of people, to be compared, too"),
         &request.list, NULL},
        {"separator", 0, "CHAR", N_("between fields: , or ; or tab; default: found"),
         &request.separator, NULL},
        {"encoding", 0, "NAME", N_("of a CSV list, such as kz-1048; default: found"),
         &request.options.encoding, NULL},
        {"sheet", 0, "NAME", N_("of a workbook; default: the first"), &request.options.sheet,
         NULL},
        {"reason", 0, "TEXT", N_("spoil, revoke, restore, duplicate: why"), &request.reason,
         NULL},
        {0},
    };
    struct options_given given;
    if (!options_read(&help, specs, argc, argv, &given, err))
        return EXIT_UNUSABLE;
    if (given.helped)
        return EXIT_DONE;
    const struct register_action *action = find_action(*given.words, err);
    if (!request.path)
        request.path = "register.db";
    request.json = given.json;
    request.words = given.words + 1;
    request.count = given.count ? given.count - 1 : 0;
    if (!action || !check_words(action, &request, err) ||
        !check_options(action, &request, err) ||
        !options_separator(request.separator, &request.options.separator, err))
        return EXIT_UNUSABLE;
    return run_action(action, &request, err);
}
