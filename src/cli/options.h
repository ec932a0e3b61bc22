/* The command line: what options a command has and what they were given. */
#ifndef KUALIK_OPTIONS_H
#define KUALIK_OPTIONS_H

#include "base/error.h"
#include "cli/command_help.h"

#include <stdbool.h>
#include <stddef.h>

/* One long option of a command. */
struct option_spec {
    const char *name;
    char letter;       /* short form, 0: none */
    const char *arg;   /* what it takes, for the help ("FILE"); NULL: nothing */
    const char *help;  /* one line */
    const char **text; /* where the argument goes … */
    bool *flag;        /* … or the fact that it was given */
};

/* Those that every command has: --json, --ui-lang, which language_choose takes, and --help.
 * Ends with an empty one. */
extern const struct option_spec options_common[];

/* What the command line says beside the options that are the command's own. */
struct options_given {
    char **words; /* that are no options; a NULL follows them */
    size_t count; /* of them */
    bool json;    /* --json: what the command tells is told as lines of JSON (output.h) */
    bool helped;  /* --help, which has been shown: nothing else is to be done */
};

/* Reads the options of the command of `help`, wherever they stand after argv[0], and moves the
 * words that are not options behind them. `specs` ends with an empty one. --help prints the
 * help. Returns false on an unknown option (`err` names the nearest), an argument that is
 * missing or too many, a second one for the same option, or a long dash instead of a hyphen. */
bool options_read(const struct command_help *help, const struct option_spec *specs, int argc,
                  char **argv, struct options_given *given, struct error *err);

/* Adds to `err` how to see all options of the command; returns false. */
bool options_advise(const char *command, struct error *err);

/* Says that no file was given; returns false. */
bool options_fail_of_files(const struct command_help *help, struct error *err);

/* Read what an option was given, NULL where it was not: how many threads to use (one a core),
 * what stands between the list's fields (0: it is to be found). Return false when it makes no
 * sense. */
bool options_threads(const char *given, size_t *count, struct error *err);
bool options_separator(const char *given, char *separator, struct error *err);

/* Returns false unless what -o was given ends in .pdf. */
bool options_pdf(const char *path, struct error *err);

#endif
