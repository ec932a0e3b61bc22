#include "cli/commands.h"
#include "cli/form_options.h"
#include "cli/moment.h"
#include "numbering/register_lines.h"

#include <string.h>

static const struct command_help help = {
    .name = "journal",
    .usage = N_("kualik journal --register FILE [-t FORM.ini] [-o FILE.pdf] [OPTION…]"),
    .about = N_("Makes the journal of issue from the register: a line for each number, with a "
                "column for the recipient's signature, sums for each region, and the sentence "
                "that says how many sheets are bound. The form says what stands on it; without "
                "-t it is the journal.ini that comes with kualik. A file that is there already "
                "is only replaced when it is a form made by kualik, too."),
    .statuses = {[0] = N_("made"),
                 [2] = N_("nothing is made"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

/* What the user asked for. */
struct journal_request {
    struct form_options options;
    const char *states;
};

static bool check_states(struct journal_request *request, struct error *err)
{
    struct arena *arena = &request->options.input.arena;
    for (const char *at = request->states; at; at = strchr(at, ',')) {
        enum register_line_state state;
        at += *at == ',';
        const char *word = arena_copy(arena, at, strcspn(at, ","));
        if (!register_line_state_read(word, &state))
            return error_set(err, "state-unknown",
                             "--state takes issued, duplicate, spoiled, revoked and spare, "
                             "with commas between them, not «%s».",
                             word);
        request->options.request.filter.only[state] = true;
    }
    return true;
}

static bool is_day(const char *text)
{
    struct date date;
    const char *end = moment_day(text, &date);
    return end && !*end;
}

static bool check_since(const struct journal_request *request, struct error *err)
{
    const char *since = request->options.request.filter.since;
    return !since || is_day(since) ||
           error_set(err, "since-invalid", "--since takes a day such as 2026-12-01, not «%s».",
                     since);
}

static bool read_request(struct journal_request *request, int argc, char **argv,
                         struct error *err)
{
    struct form_options *options = &request->options;
    struct register_filter *filter = &options->request.filter;
    const struct option_spec specs[] = {
        {"register", 0, "FILE", N_("the register; default: register.db"),
         &options->request.register_path, NULL},
        {"template", 't', "FORM", N_("the form, or the certificates' template, for its names"),
         &options->input.source.template_path, NULL},
        {"form", 0, "FORM", N_("the form, where -t is the template"), &options->form, NULL},
        {"output", 'o', "FILE", N_("what to write; default: the command's name, .pdf"),
         &options->out, NULL},
        {"where", 0, "COLUMN=VALUE", N_("only lines that say so"), &filter->where, NULL},
        {"since", 0, "DAY", N_("only what was issued on that day, as 2026-12-01, or later"),
         &filter->since, NULL},
        {"state", 0, "WORDS", N_("only these: issued, duplicate, spoiled, revoked, spare"),
         &request->states, NULL},
        {"fonts", 0, "DIR", N_("fonts that come before the system's; default: fonts"),
         &options->input.source.fonts, NULL},
        {0},
    };
    *request = (struct journal_request){0};
    if (!options_read(&help, specs, argc, argv, &options->given, err))
        return false;
    return options->given.helped ||
           (form_options_check_register(options, "journal", *options->given.words, err) &&
            check_states(request, err) && check_since(request, err));
}

int cmd_journal(int argc, char **argv, struct error *err)
{
    struct journal_request request;
    int status = EXIT_UNUSABLE;
    if (read_request(&request, argc, argv, err))
        status =
            request.options.given.helped ? EXIT_DONE : form_options_run(&request.options, err);
    form_options_free(&request.options);
    return status;
}
