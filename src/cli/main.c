#include "base/utf8.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/exhaustion.h"
#include "cli/language.h"
#include "cli/output.h"

#include <fcntl.h>
#include <libintl.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct command {
    const char *name;
    int (*run)(int argc, char **argv, struct error *err);
    const char *about;
    int worst;     /* exit status that stays even if the output is lost */
    int exhausted; /* exit status when there is no more memory */
};

static const struct command commands[] = {
    {"new", cmd_new, N_("make a folder with a template and a list to begin with"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"check", cmd_check, N_("look for everything that is wrong with a list, before issuing"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"preview", cmd_preview, N_("show one certificate, as it would be issued"), EXIT_UNUSABLE,
     EXIT_UNUSABLE},
    {"print", cmd_print, N_("write one file for the printer with everybody's certificate"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"calibrate", cmd_calibrate, N_("put a printer right: a sheet to measure, and its profile"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"issue", cmd_issue, N_("write a signed certificate for every person of a list"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"register", cmd_register, N_("look into the register of certificates, or change it"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"proof", cmd_proof, N_("make lists to be proof-read and signed by each delegation"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"journal", cmd_journal, N_("make the journal of issue, to be signed, from the register"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"attendance", cmd_attendance, N_("make sheets to be signed for each day of an event"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"verify", cmd_verify, N_("check the signatures of certificates"), EXIT_SOME, EXIT_UNSURE},
    {"seal-key", cmd_seal_key, N_("make the key that seals sheets of paper"), EXIT_UNUSABLE,
     EXIT_UNUSABLE},
    {"seal-list", cmd_seal_list,
     N_("write which certificates are not valid any more, for whoever checks seals"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"sign", cmd_sign, N_("add the signature of the next signatory to certificates"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"extend", cmd_extend, N_("raise or renew the level of signatures"), EXIT_UNUSABLE,
     EXIT_UNUSABLE},
    {"decline", cmd_decline, N_("put Kazakh or Russian names into a case"), EXIT_UNUSABLE,
     EXIT_UNUSABLE},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_help(void)
{
    printf("%s\n\n%s\n\n", gettext("usage: kualik COMMAND [OPTION…]"),
           gettext("kualik turns a list of people and a template into signed, bilingual "
                   "certificates."));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  kualik %-10s %s\n", commands[i].name, gettext(commands[i].about));
    printf("\n  kualik help COMMAND     %s\n"
           "  kualik --ui-lang LANG   %s\n"
           "  kualik --version        %s\n",
           gettext("shows the options of a command"),
           gettext("in kk, ru or en; default: by the locale"), gettext("shows the version"));
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static int fail_unknown(const char *name, struct error *err)
{
    const char *names[3 + COMMAND_COUNT] = {"--help", "--version", "help"};
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[3 + i] = commands[i].name;
    const char *nearest = utf8_nearest(name, names, 3 + COMMAND_COUNT);
    if (*name == '-')
        error_set(err, "option-unknown", "There is no option «%s» before a command.", name);
    else
        error_set(err, "command-unknown", "There is no command «%s».", name);
    if (nearest)
        error_advise(err, "Did you mean: kualik %s?", nearest);
    error_advise(err, "`kualik --help` shows what there is.");
    return EXIT_UNUSABLE;
}

/* What is told must not be written into a file that takes the number of a closed output; with
 * what is open for reading only, writing fails. */
static void open_standard_files(void)
{
    int file;
    do
        file = open("/dev/null", O_RDONLY);
    while (file >= 0 && file <= STDERR_FILENO);
    if (file >= 0)
        close(file);
}

/* Whether --json is among the words, shortened as any option may be, whatever else is wrong
 * with them. */
static bool asks_for_json(int argc, char **argv)
{
    enum { SHORTEST = 3 };
    bool asks = false;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        size_t size = strcspn(argv[i], "=");
        asks |= size >= SHORTEST && strncmp("--json", argv[i], size) == 0;
    }
    return asks;
}

/* What could not be told must not look like success to whoever waits for it. */
static int reported(int status, int worst)
{
    bool lost = fflush(stdout) != 0 || ferror(stdout);
    if (lost)
        output_fail("output-lost", "What was asked for is done, but this report of it could "
                                   "not be written; is the disk full?");
    return (lost || ferror(stderr)) && status != worst ? EXIT_UNSURE : status;
}

static int run_command(const struct command *command, int argc, char **argv, struct error *err)
{
    exhaustion_exit_with(command->exhausted);
    return command->run(argc, argv, err);
}

/* `kualik help COMMAND` */
static int help(int argc, char **argv, struct error *err)
{
    const struct command *command = argc > 1 ? find_command(argv[1]) : NULL;
    char *words[] = {argc > 1 ? argv[1] : NULL, (char[]){"--help"}, NULL};
    if (command)
        return run_command(command, 2, words, err);
    if (argc > 1)
        return fail_unknown(argv[1], err);
    print_help();
    return EXIT_DONE;
}

/* Files of some 100 kB come and go. To give their memory back to the system each time, and to
 * get it again page by page, costs as much as to read them. */
static void keep_memory(void)
{
    enum { KEPT = 16 << 20 };
    mallopt(M_MMAP_THRESHOLD, KEPT);
    mallopt(M_TRIM_THRESHOLD, KEPT);
}

/* Does what the words say; `*worst` is the exit status that stays whatever is lost. */
static int run(int argc, char **argv, bool json, int *worst, struct error *err)
{
    *worst = EXIT_UNUSABLE;
    bool chosen = language_choose(&argc, argv, err);
    if (json)
        language_plain();
    if (!chosen)
        return EXIT_UNUSABLE;
    if (argc < 2) {
        print_help();
        return EXIT_UNUSABLE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return help(1, argv, err);
    if (strcmp(argv[1], "help") == 0)
        return help(argc - 1, argv + 1, err);
    if (strcmp(argv[1], "--version") == 0) {
        puts(KUALIK_NAME);
        return EXIT_DONE;
    }
    const struct command *command = find_command(argv[1]);
    if (!command)
        return fail_unknown(argv[1], err);
    *worst = command->worst;
    return run_command(command, argc - 1, argv + 1, err);
}

int main(int argc, char **argv)
{
    struct error err = {.what = {.code = NULL}};
    int worst;
    bool json = asks_for_json(argc, argv);
    keep_memory();
    open_standard_files();
    if (json) {
        setvbuf(stdout, NULL, _IOLBF, 0); /* a line is there as a whole, or not at all */
        exhaustion_tell_json();
    }
    int status = run(argc, argv, json, &worst, &err);
    if (err.what.code)
        output_failure(&err, status, json);
    return reported(status, worst);
}
