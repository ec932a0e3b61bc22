#include "cli/form_options.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "cli/share.h"
#include "files/single_file.h"
#include "template/form.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Without one the form is that which comes with the program; a word that is no file here may be
 * another that does. */
static bool find_form(struct form_options *options, const char **path, const char *command,
                      struct error *err)
{
    struct arena *arena = &options->input.arena;
    const char *name = *path ? *path : command;
    if (*path && access(*path, F_OK) == 0)
        return true;
    const char *shared = share_file(arena, arena_printf(arena, "templates/forms/%s.ini", name));
    if (!shared && !*path)
        return error_set(err, "form-missing",
                         "The form %s.ini that comes with kualik is not where it was "
                         "installed. Give one with -t.",
                         command);
    if (shared)
        *path = shared;
    return true;
}

static bool check_output(struct form_options *options, const char *command, struct error *err)
{
    if (!options->out)
        options->out = arena_printf(&options->input.arena, "%s.pdf", command);
    return options_pdf(options->out, err);
}

/* Puts what all forms need into the request. */
static bool fill_common(struct form_options *options, struct error *err)
{
    struct form_request *request = &options->request;
    struct job_source *source = &options->input.source;
    struct moment now;
    if (!moment_get(&now, err))
        return false;
    request->fonts = source->fonts;
    request->time = now.time;
    request->offset = now.offset;
    request->producer = KUALIK_NAME;
    source->words =
        (struct batch_words){.signer = "", .time = arena_text(&options->input.arena, now.text)};
    return true;
}

/* Judges the rest, and puts all that was asked for into the request. */
static bool fill_request(struct form_options *options, const char *command, const char *stray,
                         const char *const *form, struct error *err)
{
    struct form_request *request = &options->request;
    struct job_source *source = &options->input.source;
    options->input.json = options->given.json;
    if (!input_options_check(&options->input, command, stray, err))
        return false;
    request->form_path = *form;
    request->list_path = source->list_path;
    request->example = share_has(source->list_path, "examples/seminar-2017/trainers.csv");
    request->list = source->list;
    return fill_common(options, err);
}

/* What -t gives is the form, or the certificates' template beside that of --form. */
static bool tell_form_from_template(struct form_options *options, struct error *err)
{
    const char **form = &options->input.source.template_path;
    if (*form && form_is_certificate(*form)) {
        options->request.names_path = *form;
        options->request.names_first = !options->form;
        *form = options->form;
    } else if (!*form) {
        *form = options->form;
    } else if (options->form) {
        return error_set(err, "form-twice",
                         "%s is a form, too; give the certificates' template with -t, or leave "
                         "--form out.",
                         *form);
    }
    return true;
}

bool form_options_check(struct form_options *options, const char *command, const char *stray,
                        struct error *err)
{
    const char **form = &options->input.source.template_path;
    return tell_form_from_template(options, err) && check_output(options, command, err) &&
           find_form(options, form, command, err) &&
           fill_request(options, command, stray, form, err);
}

bool form_options_check_certificate(struct form_options *options, const char *command,
                                    const char *stray, struct error *err)
{
    options->request.certificate = &options->input.source;
    return check_output(options, command, err) &&
           find_form(options, &options->form, command, err) &&
           fill_request(options, command, stray, (const char *const *)&options->form, err);
}

bool form_options_check_register(struct form_options *options, const char *command,
                                 const char *stray, struct error *err)
{
    const char **form = &options->input.source.template_path;
    if (stray)
        return error_set(err, "word-stray-register",
                         "«%s» is not an option of kualik %s. The register is given with "
                         "--register.",
                         stray, command);
    if (!options->request.register_path)
        options->request.register_path = "register.db";
    if (!tell_form_from_template(options, err) || !check_output(options, command, err) ||
        !find_form(options, form, command, err) ||
        !input_options_fonts(&options->input.source.fonts, err))
        return false;
    options->request.form_path = *form;
    return fill_common(options, err);
}

bool form_options_days(struct form_options *options, const char *days, struct error *err)
{
    struct arena *arena = &options->input.arena;
    if (!days)
        return true;
    const char **list = arena_new(arena, strlen(days) + 1, sizeof *list);
    for (const char *at = days; at; at = strchr(at, ',')) {
        at += *at == ',';
        list[options->request.day_count++] = arena_copy(arena, at, strcspn(at, ","));
        if (strcspn(at, ", ") == 0)
            return error_set(err, "day-invalid",
                             "--days takes days such as 2026-12-01 with commas between "
                             "them, not «%s».",
                             days);
    }
    options->request.days = list;
    return true;
}

/* ---- telling ---------------------------------------------------------------------------- */

/* The sum must add up: people, spoiled numbers and spares are the lines. */
static void add_sums(const struct form_options *options, const struct form_tally *tally,
                     struct buf *line)
{
    if (options->request.register_path)
        output_add(line,
                   gettext("People: %zu; spoiled: %zu; spares: %zu; lines: %zu; groups: %zu; "
                           "sheets: %zu."),
                   tally->people, tally->spoiled, tally->spares,
                   tally->people + tally->spoiled + tally->spares, tally->groups, tally->pages);
    else
        output_add(line, gettext("People: %zu; groups: %zu; pages: %zu."), tally->people,
                   tally->groups, tally->pages);
}

static struct buf describe(const struct form_options *options, const struct form_tally *tally)
{
    struct buf object = output_written(options->out);
    json_count(&object, "people", tally->people);
    json_count(&object, "spoiled", tally->spoiled);
    json_count(&object, "spares", tally->spares);
    json_count(&object, "groups", tally->groups);
    json_count(&object, "pages", tally->pages);
    json_count(&object, "certificates", tally->contacts);
    json_count(&object, "left_out", tally->left_out);
    json_count(&object, "kept_back", tally->kept_back);
    return object;
}

static void tell_made(const struct form_options *options, const struct form_tally *tally)
{
    struct buf line = {0}, object = describe(options, tally);
    buf_printf(&line, "%s:", options->out);
    add_sums(options, tally, &line);
    if (tally->left_out)
        output_add(&line,
                   ngettext("%zu row is left out, as told above.",
                            "%zu rows are left out, as told above.", tally->left_out),
                   tally->left_out);
    if (tally->kept_back)
        output_add(&line,
                   ngettext("The certificate of %zu row cannot be issued.",
                            "The certificates of %zu rows cannot be issued.", tally->kept_back),
                   tally->kept_back);
    output_made(&object, &line, options->given.json);
}

int form_options_run(const struct form_options *options, struct error *err)
{
    static const struct single_file_kind kind = {.is_ours = form_job_is_ours};
    struct form_tally tally;
    struct report findings = {0};
    struct single_file *file = single_file_new(options->out, &kind, err);
    if (!file)
        return EXIT_UNUSABLE;
    bool made = form_job_run(&options->request, file, &tally, &findings, err) &&
                single_file_publish(file, err);
    int status = !made                               ? output_failure_status(err)
                 : tally.left_out || tally.kept_back ? EXIT_SOME
                                                     : EXIT_DONE;
    output_faults(&findings, LEVEL_WARNING, status, options->given.json);
    if (made)
        tell_made(options, &tally);
    report_free(&findings);
    single_file_free(file);
    return status;
}

void form_options_free(struct form_options *options)
{
    arena_free(&options->input.arena);
}
