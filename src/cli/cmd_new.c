#include "cli/commands.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/share.h"
#include "project/project.h"

#include <libintl.h>

static const struct command_help help = {
    .name = "new",
    .usage = N_("kualik new DIR [--template NAME]"),
    .about = N_("Makes a folder to begin with: template.ini, a copy of the template NAME "
                "(long-topic if none is named), list.csv with the headings that it uses and "
                "three made-up people, and README.txt, which says how to go on. Nothing is "
                "asked, and nothing is written over."),
    .statuses = {[0] = N_("written"),
                 [2] = N_("nothing could be written"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

#define FIRST_TEMPLATE "long-topic"

/* The files are in the user's language though what is told with --json is not. */
static const char *in_language(const char *english)
{
    return dgettext(LANGUAGE_DOMAIN, english);
}

/* Finds what the project is made from. */
static bool find_sources(struct arena *arena, const char *template,
                         struct project_source *source, struct error *err)
{
    const char *readme = arena_printf(arena, "templates/new/README.%s.txt", language_name());
    if (!(source->list_path = share_need(arena, "templates/new/list.csv", err)) ||
        !(source->readme_path = share_need(arena, readme, err)))
        return false;
    source->template_path = share_template(arena, template);
    source->translate = in_language;
    return source->template_path ||
           error_set(err, "template-name-unknown", "There is no template «%s». There are: %s.",
                     template, share_templates(arena));
}

static void tell(const char *folder, bool json, struct arena *arena)
{
    static const char *const names[] = {PROJECT_TEMPLATE, PROJECT_LIST, PROJECT_README};
    struct buf line = {0};
    for (size_t i = 0; json && i < sizeof names / sizeof *names; i++) {
        struct buf object = output_written(arena_printf(arena, "%s/%s", folder, names[i]));
        output_object(&object);
    }
    output_add(&line,
               gettext("%s has a template, a list and README.txt, which says how to go on."),
               folder);
    output_result(&line, json);
}

static bool make(const char *folder, const char *template, bool json, struct arena *arena,
                 struct error *err)
{
    struct project_source source;
    if (!find_sources(arena, template, &source, err))
        return false;
    if (!project_new(folder, &source, err))
        return false;
    tell(folder, json, arena);
    return true;
}

int cmd_new(int argc, char **argv, struct error *err)
{
    const char *template = NULL;
    const struct option_spec specs[] = {
        {"template", 't', "NAME", N_("the template to copy; default: long-topic"), &template,
         NULL},
        {0},
    };
    struct options_given given;
    if (!options_read(&help, specs, argc, argv, &given, err))
        return EXIT_UNUSABLE;
    if (given.helped)
        return EXIT_DONE;
    if (given.count != 1) {
        error_set(err, "folder-missing", "It takes the name of one folder to make.");
        options_advise("new", err);
        return EXIT_UNUSABLE;
    }
    struct arena arena = {0};
    bool made =
        make(*given.words, template ? template : FIRST_TEMPLATE, given.json, &arena, err);
    arena_free(&arena);
    return made ? EXIT_DONE : EXIT_UNUSABLE;
}
