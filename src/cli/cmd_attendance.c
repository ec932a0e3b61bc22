#include "base/number.h"
#include "cli/commands.h"
#include "cli/form_options.h"

static const struct command_help help = {
    .name = "attendance",
    .usage = N_("kualik attendance -r LIST.csv [-t FORM.ini] [-o FILE.pdf] [OPTION…]"),
    .about =
        N_("Makes a sheet to be signed for each day of an event: the people of a list in their "
           "groups, with a column for signatures and rows to write in. The form says what "
           "stands on it; without -t it is the attendance.ini that comes with kualik. A file "
           "that is there already is only replaced when it is a form made by kualik, too."),
    .statuses = {[0] = N_("made"),
                 [1] = N_("made, but rows that cannot be read, or are nobody's, are left out"),
                 [2] = N_("nothing is made"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

/* What the user asked for. */
struct attendance_request {
    struct form_options options;
    const char *days, *empty;
};

static bool check_empty(struct attendance_request *request, struct error *err)
{
    enum { MOST = 1000 };
    struct form_request *form = &request->options.request;
    form->empty_given = request->empty != NULL;
    return !request->empty || number_read(request->empty, MOST, &form->empty) ||
           error_set(err, "empty-invalid", "--empty takes a number from 0 to %d, not «%s».",
                     MOST, request->empty);
}

static bool read_request(struct attendance_request *request, int argc, char **argv,
                         struct error *err)
{
    const struct option_spec specs[] = {
        FORM_OPTIONS(&request->options),
        {"form", 0, "FORM", N_("the form, where -t is the template"), &request->options.form,
         NULL},
        {"days", 0, "LIST", N_("such as 2026-12-01,2026-12-02; default: those of the form"),
         &request->days, NULL},
        {"empty", 0, "N", N_("rows to write in, at the end; default: as the form says"),
         &request->empty, NULL},
        {0},
    };
    *request = (struct attendance_request){0};
    if (!options_read(&help, specs, argc, argv, &request->options.given, err))
        return false;
    return request->options.given.helped ||
           (form_options_check(&request->options, "attendance", *request->options.given.words,
                               err) &&
            form_options_days(&request->options, request->days, err) &&
            check_empty(request, err));
}

int cmd_attendance(int argc, char **argv, struct error *err)
{
    struct attendance_request request;
    int status = EXIT_UNUSABLE;
    if (read_request(&request, argc, argv, err))
        status =
            request.options.given.helped ? EXIT_DONE : form_options_run(&request.options, err);
    form_options_free(&request.options);
    return status;
}
