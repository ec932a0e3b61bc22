#include "cli/input_options.h"

#include "base/text.h"
#include "cli/key_options.h"
#include "cli/moment.h"
#include "cli/share.h"
#include "search/selection.h"

#include <sys/stat.h>

/* The default folder may be missing, but not one that was asked for. */
bool input_options_fonts(const char **fonts, struct error *err)
{
    struct stat known;
    const char *given = *fonts;
    if (!given)
        *fonts = "fonts";
    return !given || (stat(given, &known) == 0 && S_ISDIR(known.st_mode)) ||
           error_set(err, "fonts-not-a-folder",
                     "«%s» is not a folder that can be opened. --fonts takes a folder of "
                     "fonts.",
                     given);
}

/* Whoever swaps the two would be told of dozens of faults in a list that is read as a template.
 */
static bool check_swapped(const struct job_source *source, struct error *err)
{
    static const char *const lists[] = {".csv", ".tsv", ".xlsx", ".ods"};
    bool swapped =
        text_ends(source->list_path, ".ini") && !text_ends(source->template_path, ".ini");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        swapped = swapped || text_ends(source->template_path, lists[i]);
    return !swapped || error_set(err, "inputs-swapped",
                                 "-t takes the template and -r the list, but «%s» looks like a "
                                 "list, or «%s» like a template. Are -t and -r swapped?",
                                 source->template_path, source->list_path);
}

/* A word that is no file here may be a template that comes with the program. */
const char *input_options_template(struct arena *arena, const char *given)
{
    struct stat known;
    const char *path = stat(given, &known) == 0 ? NULL : share_template(arena, given);
    return path ? path : given;
}

bool input_options_only(const char *given, struct selection **only, struct error *err)
{
    *only = selection_new(given);
    return *only ||
           error_set(err, "only-invalid",
                     "--only takes rows, ranges of rows and words of names, with commas "
                     "between, such as 17,20-25,Ахметова; not «%s». It does not look for "
                     "numbers of certificates such as 016: take the row or the name.",
                     given);
}

bool input_options_check(struct input_options *input, const char *command, const char *stray,
                         struct error *err)
{
    struct job_source *source = &input->source;
    struct moment now;
    if (stray)
        return error_set(err, "word-stray",
                         "«%s» is not an option of kualik %s. The list is given with -r.",
                         stray, command);
    if (!source->template_path) {
        error_set(err, "template-missing",
                  "-t TEMPLATE.ini is missing: the template says how a certificate looks.");
        return options_advise(command, err);
    }
    if (!source->list_path) {
        error_set(err, "list-missing", "-r LIST.csv is missing: the list says who gets one.");
        return options_advise(command, err);
    }
    source->template_path = input_options_template(&input->arena, source->template_path);
    if (!check_swapped(source, err) || !input_options_fonts(&source->fonts, err) ||
        !options_threads(input->threads_given, &input->threads, err) ||
        !options_separator(input->separator_given, &source->list.separator, err) ||
        !number_options_check(&input->numbers, &input->arena, &source->numbering, err) ||
        !moment_get(&now, err))
        return false;
    key_options_guard(source->sealing.key_path, input->json);
    source->numbering.year = moment_year(&now);
    source->numbering.clock = (struct clock){now.time, now.offset};
    return true;
}
