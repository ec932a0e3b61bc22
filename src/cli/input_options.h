/* The options that say which template and which list a command works on; issue and check have
 * them in common. */
#ifndef KUALIK_INPUT_OPTIONS_H
#define KUALIK_INPUT_OPTIONS_H

#include "base/arena.h"
#include "cli/number_options.h"
#include "cli/options.h"
#include "issue/job.h"

#include <stdbool.h>
#include <stddef.h>

/* What the user asked for; texts are argv's or the arena's. Zeroed before the
 * options are read; whoever has it frees the arena. */
struct input_options {
    struct arena arena;
    struct job_source source;
    size_t threads;
    const char *separator_given, *threads_given;
    struct number_options numbers;
    bool json; /* warnings are told as JSON, too; the command sets it */
};

/* Their part of a command's struct option_spec array. */
/* clang-format off */
#define INPUT_OPTIONS(input)                                                                   \
    {"template", 't', "FILE", N_("the template, or the name of one that comes with kualik"),   \
     &(input)->source.template_path, NULL},                                                    \
    {"roster", 'r', "FILE", N_("the list of people"), &(input)->source.list_path, NULL},       \
    {"separator", 0, "CHAR", N_("between fields: , or ; or tab; default: found"),              \
     &(input)->separator_given, NULL},                                                         \
    {"encoding", 0, "NAME", N_("of a CSV list, such as kz-1048; default: found"),              \
     &(input)->source.list.encoding, NULL},                                                    \
    {"sheet", 0, "NAME", N_("of a workbook; default: the first"), &(input)->source.list.sheet, \
     NULL},                                                                                    \
    {"fonts", 0, "DIR", N_("fonts that come before the system's; default: fonts"),             \
     &(input)->source.fonts, NULL},                                                            \
    {"register", 0, "FILE", N_("the register; default: register.db beside the list"),          \
     &(input)->source.numbering.path, NULL},                                                   \
    CHOICE_OPTIONS(&(input)->numbers),                                                         \
    {"seal-key", 0, "FILE", N_("the private key that makes the seals"),                        \
     &(input)->source.sealing.key_path, NULL},                                                 \
    {"threads", 'j', "N", N_("threads; default: one a core"), &(input)->threads_given, NULL}
/* clang-format on */

/* Judges what was read, and fills what was not given; the name of a template that comes with
 * the program becomes its path. `stray` is the first word of the command line that is not an
 * option, or NULL. Returns false when the command cannot begin like this. */
bool input_options_check(struct input_options *input, const char *command, const char *stray,
                         struct error *err);

/* Returns the path of the template that was given: a file, or the name of one that comes with
 * the program. */
const char *input_options_template(struct arena *arena, const char *given);

/* Reads which rows --only was given; NULL: all. Release with selection_free. */
bool input_options_only(const char *given, struct selection **only, struct error *err);

/* Judges the folder of fonts that was given; without one it becomes the folder that is looked
 * at anyway. Returns false when what was given is not a folder. */
bool input_options_fonts(const char **fonts, struct error *err);

#endif
