/* What the commands have in common: exit statuses, options, complaints. Commands are the
 * only ones that print, read the clock or the environment. */
#ifndef KUALIK_COMMAND_H
#define KUALIK_COMMAND_H

#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum exit_status {
    EXIT_DONE = 0,     /* all that was asked for is done */
    EXIT_SOME = 1,     /* some rows failed, the others are written */
    EXIT_UNUSABLE = 2, /* usage, template, list or key: nothing was written */
};

/* One long option of a command. */
struct option_spec {
    const char *name;
    char letter;       /* short form, 0: none */
    const char *arg;   /* what it takes, for the help ("FILE"); NULL: nothing */
    const char *help;  /* one line */
    const char **text; /* where the argument goes … */
    bool *flag;        /* … or the fact that it was given */
};

/* Reads the options of `command` ("issue"), wherever they stand behind argv[0], and moves what
 * is no option behind them: `*first` is its place in argv. `specs` ends with an empty one.
 * --help prints `usage`, what the command does (`about`) and the options, and sets `*helped`.
 * Returns false, with a sentence on stderr, on an unknown option (it names the nearest), an
 * argument that is missing or too many, or a second one for the same option. */
bool command_options(const char *command, const char *usage, const char *about,
                     const struct option_spec *specs, int argc, char **argv, int *first,
                     bool *helped);

/* Read what an option was given, NULL where it was not: how many threads to use (one a core),
 * what stands between the list's fields (0: it is to be found). Return false, with a sentence
 * on stderr, when it makes no sense. */
bool command_threads(const char *given, size_t *count);
bool command_separator(const char *given, char *separator);

/* Prints the text as one line, whatever is in it: white space becomes spaces; what a terminal
 * would obey, or would show elsewhere than it stands, is told by its number, <U+001B>. */
void command_print_line(FILE *stream, const char *text);

/* Prints findings to stderr, a line each. */
void command_print_finding(const struct finding *finding);
void command_print_findings(const struct report *findings);

/* Print what went wrong to stderr: after `kualik: `, alone, and after `kualik: warning: `. */
void command_fail_error(const struct error *err);
void command_print_error(const struct error *err);
void command_warn(const struct error *err);

/* Prints `kualik: ` and a formatted sentence to stderr. */
void command_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Now, or SOURCE_DATE_EPOCH where that is set, with the offset of the local time zone (UTC
 * for SOURCE_DATE_EPOCH); `text` is the same moment for people to read. */
struct moment {
    int64_t time; /* seconds since 1970 */
    int offset;   /* minutes east of UTC */
    bool fixed;   /* by SOURCE_DATE_EPOCH */
    char text[64];
};

/* Returns false, with a sentence on stderr, when SOURCE_DATE_EPOCH is no number. */
bool command_now(struct moment *moment);

#endif
