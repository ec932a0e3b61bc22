#include "base/utf8.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/output.h"

#include <stdio.h>
#include <string.h>

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *about;
};

static const struct command commands[] = {
    {"check", cmd_check, "look for everything that is wrong with a list, before issuing"},
    {"issue", cmd_issue, "write a signed certificate for every person of a list"},
    {"verify", cmd_verify, "check the signatures of certificates"},
    {"decline", cmd_decline, "put Kazakh or Russian names into a case"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_help(void)
{
    puts("usage: kualik COMMAND [OPTION…]\n\n"
         "kualik turns a list of people and a template into signed, bilingual certificates.\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  kualik %-10s %s\n", commands[i].name, commands[i].about);
    puts("\n  kualik COMMAND --help   shows the options of a command\n"
         "  kualik --version        shows the version");
}

static int fail_unknown(const char *name)
{
    const char *names[2 + COMMAND_COUNT] = {"--help", "--version"};
    struct error err;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[2 + i] = commands[i].name;
    const char *nearest = utf8_nearest(name, names, 2 + COMMAND_COUNT);
    if (*name == '-')
        error_set(&err, "option-unknown", "There is no option «%s» before a command.", name);
    else
        error_set(&err, "command-unknown", "There is no command «%s».", name);
    if (nearest)
        error_advise(&err, "Did you mean: kualik %s?", nearest);
    error_advise(&err, "`kualik --help` shows what there is.");
    output_error(&err);
    return EXIT_UNUSABLE;
}

/* What could not be printed must not look like success to whoever reads it. */
static int reported(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    output_fail("output-lost", "The output could not be written; is the disk full?");
    return EXIT_UNUSABLE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_help();
        return EXIT_UNUSABLE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help();
        return reported(EXIT_DONE);
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts(KUALIK_NAME);
        return reported(EXIT_DONE);
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return reported(commands[i].run(argc - 1, argv + 1));
    return fail_unknown(argv[1]);
}
