/* The options that say which template and which list a command works on; issue and check have
 * them in common. */
#ifndef KUALIK_INPUT_OPTIONS_H
#define KUALIK_INPUT_OPTIONS_H

#include "cli/command.h"
#include "issue/job.h"

#include <stdbool.h>
#include <stddef.h>

/* What the user asked for; the words are argv's. Zeroed before the options are read. */
struct input_options {
    const char *template_path, *list_path, *fonts, *separator, *encoding, *sheet, *threads;
    size_t thread_count;
    char field_separator;
};

/* Their part of a command's struct option_spec array. */
/* clang-format off */
#define SOURCEARGS_OPTIONS(args)                                                               \
    {"template", 't', "FILE", "the template", &(args)->template_path, NULL},                   \
    {"roster", 'r', "FILE", "the list of people", &(args)->list_path, NULL},                   \
    {"separator", 0, "CHAR", "between fields: , or ; or tab; default: found",                  \
     &(args)->separator, NULL},                                                                \
    {"encoding", 0, "NAME", "of a CSV list, such as kz-1048; default: found",                  \
     &(args)->encoding, NULL},                                                                 \
    {"sheet", 0, "NAME", "of a workbook; default: the first", &(args)->sheet, NULL},           \
    {"fonts", 0, "DIR", "fonts that come before the system's; default: fonts",                 \
     &(args)->fonts, NULL},                                                                    \
    {"threads", 'j', "N", "threads; default: one a core", &(args)->threads, NULL}
/* clang-format on */

/* Judges what was read. `stray` is the first word of the command line that is no option, or
 * NULL. Returns false, with a sentence on stderr, when the command cannot begin like this. */
bool input_options_check(struct input_options *args, const char *command, const char *stray);

/* Says on stderr that `option` is missing and what it is for; returns false. */
bool input_options_missing(const char *command, const char *option, const char *what);

/* What is to be opened; all is lent. */
struct job_source input_options_source(const struct input_options *args,
                                       struct batch_words words);

#endif
