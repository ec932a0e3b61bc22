#include "base/utf8.h"
#include "base/version.h"
#include "cli/command_help.h"
#include "cli/command_list.h"
#include "cli/commands.h"
#include "cli/exhaustion.h"
#include "cli/language.h"
#include "cli/man_page.h"
#include "cli/output.h"

#include <fcntl.h>
#include <libintl.h>
#include <malloc.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_help(void)
{
    command_help_print_usage(gettext("kualik COMMAND [OPTION…]"));
    printf("\n%s\n\n",
           gettext("kualik turns a list of people and a template into signed, bilingual "
                   "certificates."));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  kualik %-10s %s\n", command_list[i].name, gettext(command_list[i].about));
    printf("\n  kualik help COMMAND     %s\n"
           "  kualik --ui-lang LANG   %s\n"
           "  kualik --version        %s\n",
           gettext("shows the options of a command"),
           gettext("in kk, ru or en; default: by the locale"), gettext("shows the version"));
}

static int fail_unknown(const char *name, struct error *err)
{
    const char *names[3 + COMMAND_COUNT] = {"--help", "--version", "help"};
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[3 + i] = command_list[i].name;
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

/* Says whether nobody reads standard output any more, as behind `| head`. */
static bool is_reader_gone(void)
{
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&output, 1, 0) > 0 && (output.revents & (POLLERR | POLLHUP));
}

/* What could not be told must not look like success to whoever waits for it. */
static int reported(int status, int worst)
{
    bool lost = fflush(stdout) != 0 || ferror(stdout);
    if (lost && is_reader_gone())
        output_fail("output-unread", "What was asked for is done, but whoever read this report "
                                     "went away before its end.");
    else if (lost)
        output_fail("output-lost", "What was asked for is done, but this report of it could "
                                   "not be written; is the disk full?");
    return (lost || ferror(stderr)) && status != worst ? EXIT_UNSURE : status;
}

/* What is there, though the disk did not confirm it, is written. */
static int run_command(const struct command *command, int argc, char **argv, struct error *err)
{
    exhaustion_exit_with(command->exhausted);
    int status = command->run(argc, argv, err);
    return status == EXIT_UNUSABLE ? output_failure_status(err) : status;
}

/* `kualik help COMMAND` */
static int help(int argc, char **argv, struct error *err)
{
    const struct command *command = argc > 1 ? command_list_find(argv[1]) : NULL;
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
    if (strcmp(argv[1], "--man-page") == 0) {
        man_page_print();
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts(KUALIK_NAME);
        return EXIT_DONE;
    }
    const struct command *command = command_list_find(argv[1]);
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
