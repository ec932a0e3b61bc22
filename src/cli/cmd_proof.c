#include "cli/commands.h"
#include "cli/form_options.h"

static const struct command_help help = {
    .name = "proof",
    .usage = N_(
        "kualik proof -t TEMPLATE.ini -r LIST.csv [--form FORM.ini] [-o FILE.pdf] [OPTION…]"),
    .about =
        N_("Makes lists to be proof-read before the certificates are issued: for each "
           "delegation the names in both languages and all texts as they will be printed, with "
           "boxes to tick and a line for the signature; after them all certificates, made "
           "small, those whose texts sit most tightly first. It uses up no number. A file that "
           "is there already is only replaced when it is a form made by kualik, too."),
    .statuses = {[0] = N_("made"),
                 [1] = N_("made, but rows or certificates with faults are left out"),
                 [2] = N_("nothing is made"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

static bool read_request(struct form_options *options, int argc, char **argv, struct error *err)
{
    const struct option_spec specs[] = {
        INPUT_OPTIONS(&options->input),
        {"form", 0, "FORM", N_("the form; default: that of this command"), &options->form,
         NULL},
        {"output", 'o', "FILE", N_("what to write; default: the command's name, .pdf"),
         &options->out, NULL},
        {0},
    };
    *options = (struct form_options){0};
    if (!options_read(&help, specs, argc, argv, &options->given, err))
        return false;
    return options->given.helped ||
           form_options_check_certificate(options, "proof", *options->given.words, err);
}

int cmd_proof(int argc, char **argv, struct error *err)
{
    struct form_options options;
    int status = EXIT_UNUSABLE;
    if (read_request(&options, argc, argv, err))
        status = options.given.helped ? EXIT_DONE : form_options_run(&options, err);
    form_options_free(&options);
    return status;
}
