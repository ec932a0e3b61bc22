#include "cli/input_options.h"

#include "base/file.h"

#include <errno.h>
#include <sys/stat.h>

bool input_options_missing(const char *command, const char *option, const char *what)
{
    command_fail("%s is missing: %s. `kualik %s --help` shows all options.", option, what,
                 command);
    return false;
}

/* The default folder may be missing, but not one that was asked for. */
static bool check_fonts(const char *fonts)
{
    struct stat known;
    int reason = fonts && stat(fonts, &known) != 0 ? errno : 0;
    if (fonts && !reason && !S_ISDIR(known.st_mode))
        reason = ENOTDIR;
    if (reason)
        command_fail("--fonts %s: %s", fonts, file_reason(reason));
    return !reason;
}

bool input_options_check(struct input_options *args, const char *command, const char *stray)
{
    if (stray) {
        command_fail("«%s» is no option of kualik %s; the list is given with -r.", stray,
                     command);
        return false;
    }
    if (!args->template_path)
        return input_options_missing(command, "-t TEMPLATE.ini",
                                     "the template says how a certificate looks");
    if (!args->list_path)
        return input_options_missing(command, "-r LIST.csv", "the list says who gets one");
    return check_fonts(args->fonts) && command_threads(args->threads, &args->thread_count) &&
           command_separator(args->separator, &args->field_separator);
}

struct job_source input_options_source(const struct input_options *args,
                                       struct batch_words words)
{
    return (struct job_source){
        .template_path = args->template_path,
        .list_path = args->list_path,
        .fonts = args->fonts ? args->fonts : "fonts",
        .separator = args->field_separator,
        .encoding = args->encoding,
        .sheet = args->sheet,
        .words = words,
    };
}
