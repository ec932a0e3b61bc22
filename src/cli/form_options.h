/* What the commands that make forms have in common: their options, and making one. */
#ifndef KUALIK_FORM_OPTIONS_H
#define KUALIK_FORM_OPTIONS_H

#include "cli/input_options.h"
#include "cli/options.h"
#include "print/form_job.h"

#include <stdbool.h>

/* What the user asked for; zeroed before the options are read. */
struct form_options {
    struct input_options input; /* its template is the form, or the certificate's */
    struct options_given given;
    const char *form; /* of a command that takes a certificate's template, too */
    const char *out;
    struct form_request request;
};

/* Their part of a command's struct option_spec array. */
/* clang-format off */
#define FORM_OPTIONS(options)                                                                  \
    {"template", 't', "FORM", N_("the form, or the certificates' template, for its names"),     \
     &(options)->input.source.template_path, NULL},                                            \
    {"roster", 'r', "FILE", N_("the list of people"), &(options)->input.source.list_path,      \
     NULL},                                                                                    \
    {"output", 'o', "FILE", N_("what to write; default: the command's name, .pdf"),            \
     &(options)->out, NULL},                                                                   \
    {"separator", 0, "CHAR", N_("between fields: , or ; or tab; default: found"),              \
     &(options)->input.separator_given, NULL},                                                 \
    {"encoding", 0, "NAME", N_("of a CSV list, such as kz-1048; default: found"),              \
     &(options)->input.source.list.encoding, NULL},                                            \
    {"sheet", 0, "NAME", N_("of a workbook; default: the first"),                              \
     &(options)->input.source.list.sheet, NULL},                                               \
    {"fonts", 0, "DIR", N_("fonts that come before the system's; default: fonts"),             \
     &(options)->input.source.fonts, NULL}
/* clang-format on */

/* Judges what was read, and fills what was not given. `command` is also the name of its form.
 * Returns false when the command cannot begin like this. */
bool form_options_check(struct form_options *options, const char *command, const char *stray,
                        struct error *err);

/* The same for a command that takes the template of a certificate. */
bool form_options_check_certificate(struct form_options *options, const char *command,
                                    const char *stray, struct error *err);

/* The same for a command whose rows are those of a register, by default register.db. */
bool form_options_check_register(struct form_options *options, const char *command,
                                 const char *stray, struct error *err);

/* Takes the days that were given, with commas between, NULL for none. Returns false when one is
 * missing; what is not a day is told where the form shows it. */
bool form_options_days(struct form_options *options, const char *days, struct error *err);

/* Makes the form, tells what came of it, and returns the exit status. */
int form_options_run(const struct form_options *options, struct error *err);

/* Releases everything. */
void form_options_free(struct form_options *options);

#endif
