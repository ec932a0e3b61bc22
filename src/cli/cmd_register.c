#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/register_output.h"
#include "issue/audit.h"
#include "issue/folder.h"
#include "issue/register_place.h"
#include "issue/row_audit.h"
#include "register/registry.h"
#include "register/registry_merge.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

static const char usage[] =
    N_("usage: kualik register ACTION [WORD…] --register FILE [OPTION…]");

static const char about[] = N_(
    "Works with the register of certificates. ACTION is\n"
    "  list                 who has which number\n"
    "  show NUMBER…         all that is known of a number, also what was superseded\n"
    "  find WORD…           people and numbers with words that begin so\n"
    "  spoil NUMBER…        the number is nobody's any more and is not used again\n"
    "  revoke NUMBER…       the certificate is not valid, and its person gets no other\n"
    "  duplicate NUMBER…    kualik issue makes a duplicate of a certificate that was lost\n"
    "  export               all records as a table that Excel opens\n"
    "  verify -o DIR        whether register and folder agree; with -r LIST the list, too\n"
    "  merge FILE…          adds what other registers have that gave out other numbers\n"
    "Exit status: 0 done, 1 verify: something does not agree, find: nothing was found, 2 it\n"
    "cannot be done, and nothing was changed.");

/* What the user asked for. */
struct register_request {
    const char *path, *folder, *reason;
    bool json;
    const char *event; /* of the register */
    const char *list, *separator;
    struct list_options options; /* how to read it */
    char **words;
    size_t count;
};

/* ---- reading ---------------------------------------------------------------------------- */

static void print_record(const struct register_request *request,
                         const struct registry_record *record, bool whole)
{
    if (request->json)
        register_output_json(record, request->event);
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

static int fail(const struct error *err)
{
    output_error(err);
    return EXIT_UNUSABLE;
}

static int run_list(struct register_request *request, struct registry *registry)
{
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    struct error err;
    return registry_find(registry, &search, print_line, request, &err) ? EXIT_DONE : fail(&err);
}

/* A search that counts what it shows. */
struct shown {
    const struct register_request *request;
    size_t count;
    const char *const *words; /* in small letters, NULL: none */
};

static bool show_record(void *context, const struct registry_record *record)
{
    struct shown *shown = context;
    shown->count++;
    print_record(shown->request, record, true);
    return true;
}

static int run_show(struct register_request *request, struct registry *registry)
{
    struct error err;
    for (size_t i = 0; i < request->count; i++) {
        const struct registry_search search = {.key = REGISTRY_NUMBER,
                                               .number = request->words[i]};
        struct shown shown = {.request = request};
        if (!registry_find(registry, &search, show_record, &shown, &err))
            return fail(&err);
        if (shown.count == 0) {
            output_fail("number-unknown", "The register has no number %s.", request->words[i]);
            return EXIT_UNUSABLE;
        }
    }
    return EXIT_DONE;
}

/* Whether a word of the text begins like this; words end at a space. */
static bool begins_word(const char *text, const char *beginning)
{
    for (const char *at = text; (at = strstr(at, beginning)); at++)
        if (at == text || at[-1] == ' ')
            return true;
    return false;
}

static bool find_record(void *context, const struct registry_record *record)
{
    struct shown *shown = context;
    struct arena arena = {0};
    const char *who = utf8_lower(&arena, record->who, "kk"),
               *number = utf8_lower(&arena, record->number, "kk");
    bool found = record->current;
    for (const char *const *word = shown->words; found && *word; word++)
        found = begins_word(who, *word) || strstr(number, *word);
    arena_free(&arena);
    if (found) {
        shown->count++;
        print_record(shown->request, record, false);
    }
    return true;
}

static int run_find(struct register_request *request, struct registry *registry)
{
    const struct registry_search search = {.key = REGISTRY_CURRENT};
    struct arena arena = {0};
    struct error err;
    const char **words = arena_new(&arena, request->count + 1, sizeof *words);
    size_t bad;
    for (size_t i = 0; i < request->count; i++)
        words[i] = utf8_valid(request->words[i], strlen(request->words[i]), &bad)
                       ? utf8_lower(&arena, utf8_nfc(&arena, request->words[i]), "kk")
                       : "\xFF";
    struct shown shown = {.request = request, .words = words};
    bool done = registry_find(registry, &search, find_record, &shown, &err);
    arena_free(&arena);
    if (!done)
        return fail(&err);
    if (shown.count)
        return EXIT_DONE;
    output_fail("nobody-found", "The register has nobody like that.");
    return EXIT_SOME;
}

static bool export_record(void *context, const struct registry_record *record)
{
    const struct register_request *request = context;
    struct buf row = {0};
    if (request->json) {
        register_output_json(record, request->event);
        return true;
    }
    register_output_row(record, request->event, &row);
    fwrite(row.data, 1, row.size, stdout);
    buf_free(&row);
    return true;
}

static int run_export(struct register_request *request, struct registry *registry)
{
    const struct registry_search search = {.key = REGISTRY_ALL};
    struct error err;
    struct buf headings = {0};
    register_output_headings(&headings);
    if (!request->json)
        fwrite(headings.data, 1, headings.size, stdout);
    buf_free(&headings);
    return registry_find(registry, &search, export_record, request, &err) ? EXIT_DONE
                                                                          : fail(&err);
}

/* ---- verifying -------------------------------------------------------------------------- */

static void print_fault(void *context, const struct error *fault)
{
    const struct register_request *request = context;
    struct error err = *fault;
    struct buf line = {0};
    if (request->json) {
        struct place place = error_place(&err);
        if (place.row)
            json_count(&line, "row", place.row);
        json_text(&line, "file", place.column ? place.column : "");
        json_text(&line, "who", place.who ? place.who : "");
        json_error(&line, &err);
        json_end(&line);
        fputs(line.data, stdout);
    } else {
        error_at(&err, (struct place){.file = request->folder});
        error_print(&err, &line);
        output_line(stdout, line.data);
    }
    buf_free(&line);
}

/* `rows` is NULL where there is no list. */
static void summarise(const struct register_request *request, const struct audit *audit,
                      const struct row_audit *rows)
{
    struct buf line = {0};
    size_t certificates = audit->issued + audit->duplicates;
    size_t faults = audit->faults + (rows ? rows->faults : 0);
    output_add(&line,
               gettext("Certificates: %zu, of which duplicates: %zu; files: %zu; spares: %zu; "
                       "spoiled: %zu; revoked: %zu; superseded: %zu."),
               certificates, audit->duplicates, audit->files, audit->spares, audit->spoiled,
               audit->revoked, audit->superseded);
    if (rows)
        output_add(&line, gettext("Rows of the list: %zu; certificates of people: %zu."),
                   rows->rows, rows->certificates);
    if (faults)
        output_add(&line,
                   ngettext("%zu thing does not agree.", "%zu things do not agree.", faults),
                   faults);
    else
        output_add(&line, "%s",
                   rows ? gettext("Register, files and list agree.")
                        : gettext("Register and files agree."));
    output_line(request->json ? stderr : stdout, buf_text(&line));
    buf_free(&line);
}

/* Compares with the list, where there is one. */
static bool verify_rows(struct register_request *request, struct registry *registry,
                        struct row_audit *audit, struct error *err)
{
    return !request->list || row_audit_run(registry, request->list, &request->options, audit,
                                           print_fault, request, err);
}

/* Where none of the files is in the folder, that is said once. */
static int verify_in(struct register_request *request, struct registry *registry,
                     const struct folder *folder)
{
    const struct register_place place = {registry, folder, request->folder};
    const struct registry_search all = {.key = REGISTRY_CURRENT};
    struct error err;
    struct audit audit;
    struct row_audit rows = {0};
    bool here;
    if (!register_place_check(&place, &all, 1, &here, &err))
        return fail(&err);
    if (!here) {
        error_advise(&err, "Give the folder of these files with -o.");
        print_fault(request, &err);
        return EXIT_SOME;
    }
    if (!audit_run(registry, folder, &audit, print_fault, request, &err) ||
        !verify_rows(request, registry, &rows, &err))
        return fail(&err);
    summarise(request, &audit, request->list ? &rows : NULL);
    return audit.faults || rows.faults ? EXIT_SOME : EXIT_DONE;
}

static int run_verify(struct register_request *request, struct registry *registry)
{
    struct error err;
    if (!request->folder) {
        error_set(&err, "output-missing", "-o DIR is missing: the folder of the certificates.");
        options_missing("register", &err);
        return EXIT_UNUSABLE;
    }
    struct folder *folder = folder_open_there(request->folder, &err);
    if (!folder)
        return fail(&err);
    int status = verify_in(request, registry, folder);
    folder_close(folder, &err);
    return status;
}

/* ---- changing --------------------------------------------------------------------------- */

static bool need_reason(const struct register_request *request)
{
    struct error err;
    if (request->reason && *request->reason)
        return true;
    error_set(&err, "reason-missing",
              "--reason TEXT is missing: why, for whoever reads the register later.");
    return options_missing("register", &err);
}

static void report_mark(enum registry_state state, const char *number)
{
    struct buf line = {0};
    const char *format =
        state == REGISTRY_SPOILED   ? gettext("Number %s is spoiled; it is not used again.")
        : state == REGISTRY_REVOKED ? gettext("Certificate %s is revoked.")
                                    : gettext("The next kualik issue makes a duplicate of %s.");
    buf_printf(&line, format, number);
    output_line(stdout, line.data);
    buf_free(&line);
}

/* All numbers are marked, or none is. */
static int mark(struct register_request *request, struct registry *registry,
                enum registry_state state)
{
    struct error err;
    if (!need_reason(request))
        return EXIT_UNUSABLE;
    if (!registry_begin(registry, &err))
        return fail(&err);
    bool done = true;
    for (size_t i = 0; done && i < request->count; i++)
        done = registry_mark(registry, request->words[i], state, request->reason, &err);
    if (!registry_end(registry, done, &err)) {
        error_at(&err, (struct place){.file = request->path});
        return fail(&err);
    }
    for (size_t i = 0; i < request->count; i++)
        report_mark(state, request->words[i]);
    return EXIT_DONE;
}

static int run_spoil(struct register_request *request, struct registry *registry)
{
    return mark(request, registry, REGISTRY_SPOILED);
}

static int run_revoke(struct register_request *request, struct registry *registry)
{
    return mark(request, registry, REGISTRY_REVOKED);
}

static int run_duplicate(struct register_request *request, struct registry *registry)
{
    return mark(request, registry, REGISTRY_DUPLICATE);
}

static bool merge_file(struct registry *registry, const char *path, size_t *added,
                       struct error *err)
{
    struct registry *source = registry_open(path, REGISTRY_READ, NULL, err);
    bool done = source && registry_claim(registry, registry_event(source), 0, 0, err) &&
                registry_merge(registry, source, added, err);
    registry_close(source);
    return done || error_at(err, (struct place){.file = path});
}

/* All registers are joined, or none is. */
static int run_merge(struct register_request *request, struct registry *registry)
{
    struct error err;
    struct buf line = {0};
    size_t sum = 0, added = 0;
    bool done = registry_begin(registry, &err);
    if (!done)
        return fail(&err);
    for (size_t i = 0; done && i < request->count; i++) {
        done = merge_file(registry, request->words[i], &added, &err);
        sum += added;
    }
    if (!registry_end(registry, done, &err))
        return fail(&err);
    output_add(&line, ngettext("%zu record was added.", "%zu records were added.", sum), sum);
    output_line(stdout, buf_text(&line));
    buf_free(&line);
    return EXIT_DONE;
}

/* ---- the command ------------------------------------------------------------------------ */

struct register_action {
    const char *name;
    int (*run)(struct register_request *request, struct registry *registry);
    enum registry_mode mode;
    bool has_words; /* it takes numbers, words or files */
};

static const struct register_action actions[] = {
    {"list", run_list, REGISTRY_READ, false},
    {"show", run_show, REGISTRY_READ, true},
    {"find", run_find, REGISTRY_READ, true},
    {"spoil", run_spoil, REGISTRY_WRITE, true},
    {"revoke", run_revoke, REGISTRY_WRITE, true},
    {"duplicate", run_duplicate, REGISTRY_WRITE, true},
    {"export", run_export, REGISTRY_READ, false},
    {"verify", run_verify, REGISTRY_READ, false},
    {"merge", run_merge, REGISTRY_CREATE, true},
};

enum { ACTIONS = sizeof actions / sizeof *actions };

static const struct register_action *find_action(const char *name)
{
    const char *words[ACTIONS];
    struct error err;
    for (size_t i = 0; i < ACTIONS; i++) {
        words[i] = actions[i].name;
        if (name && strcmp(name, actions[i].name) == 0)
            return &actions[i];
    }
    const char *nearest = name ? utf8_nearest(name, words, ACTIONS) : NULL;
    if (name)
        error_set(&err, "action-unknown", "A register has no action «%s».", name);
    else
        error_set(&err, "action-missing",
                  "The action is missing: what to do with the register.");
    if (nearest)
        error_advise(&err, "Did you mean: kualik register %s?", nearest);
    options_missing("register", &err);
    return NULL;
}

static bool check_words(const struct register_action *action,
                        const struct register_request *request)
{
    if (action->has_words && request->count == 0)
        return output_fail("words-missing", "kualik register %s: which? %s", action->name,
                           usage);
    if (!action->has_words && request->count)
        return output_fail("word-stray", "kualik register %s takes no «%s».", action->name,
                           request->words[0]);
    return true;
}

static void report_waiting(void)
{
    output_line(stderr, gettext("kualik: another run is working with the register; this one "
                                "waits until it ends."));
}

static int run_action(const struct register_action *action, struct register_request *request)
{
    struct error err;
    struct registry *registry =
        registry_open(request->path, action->mode, report_waiting, &err);
    if (!registry)
        return fail(&err);
    request->event = registry_event(registry);
    int status = action->run(request, registry);
    if (status == EXIT_UNUSABLE)
        registry_discard(registry);
    else
        registry_close(registry);
    return status;
}

int cmd_register(int argc, char **argv)
{
    struct register_request request = {.path = NULL};
    const struct option_spec specs[] = {
        {"register", 0, "FILE", N_("the register; default: register.db"), &request.path, NULL},
        {"output", 'o', "DIR", N_("verify: the folder of the certificates"), &request.folder,
         NULL},
        {"roster", 'r', "FILE", N_("verify: the list of people, to be compared, too"),
         &request.list, NULL},
        {"separator", 0, "CHAR", N_("between fields: , or ; or tab; default: found"),
         &request.separator, NULL},
        {"encoding", 0, "NAME", N_("of a CSV list, such as kz-1048; default: found"),
         &request.options.encoding, NULL},
        {"sheet", 0, "NAME", N_("of a workbook; default: the first"), &request.options.sheet,
         NULL},
        {"reason", 0, "TEXT", N_("spoil, revoke, duplicate: why"), &request.reason, NULL},
        {"json", 0, NULL, N_("print a line of JSON for each record"), NULL, &request.json},
        {0},
    };
    bool helped;
    int first;
    if (!options_read("register", usage, about, specs, argc, argv, &first, &helped))
        return EXIT_UNUSABLE;
    if (helped)
        return EXIT_DONE;
    const struct register_action *action = find_action(first < argc ? argv[first] : NULL);
    if (!request.path)
        request.path = "register.db";
    request.words = argv + first + 1;
    request.count = first < argc ? (size_t)(argc - first - 1) : 0;
    if (!action || !check_words(action, &request) ||
        !options_separator(request.separator, &request.options.separator))
        return EXIT_UNUSABLE;
    return run_action(action, &request);
}
