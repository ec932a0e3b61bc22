#include "cli/options.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/man_page.h"

#include <getopt.h>
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MOST_OPTIONS = 64, /* of a command */
    MOST_COMMON = 4,   /* that all have */
    MAN_PAGE = 256,    /* getopt_long's value for --man-page, which packaging/man gives, */
    JSON_LINES,        /* … for --json, */
    LONG_ONLY,         /* … and for the first of the command's long options */
};

const struct option_spec options_common[] = {
    {"json", 0, NULL, N_("print lines of JSON, for programs"), NULL, NULL},
    {"ui-lang", 0, "LANG", N_("of messages: kk, ru or en; default: by the locale"), NULL, NULL},
    {"help", 0, NULL, N_("show this text"), NULL, NULL},
    {0},
};

/* Returns the long option nearest to the beginning of the word, up to a «=», or NULL. */
static const char *nearest_option(const struct option_spec *specs, const char *word)
{
    size_t bad, count = 0;
    const char *names[MOST_COMMON + MOST_OPTIONS];
    for (const struct option_spec *common = options_common; common->name; common++)
        names[count++] = common->name;
    for (; count < MOST_COMMON + MOST_OPTIONS && specs->name; specs++)
        names[count++] = specs->name;
    struct arena arena = {0};
    const char *option = arena_copy(&arena, word, strcspn(word, "="));
    const char *nearest =
        utf8_valid(option, strlen(option), &bad) ? utf8_nearest(option, names, count) : NULL;
    arena_free(&arena);
    return nearest;
}

static bool fail_unknown(const char *command, const struct option_spec *specs, const char *word,
                         struct error *err)
{
    const char *nearest = nearest_option(specs, word + strspn(word, "-"));
    error_set(err, "option-unknown", "kualik %s has no option %.*s.", command,
              (int)strcspn(word, "="), word);
    if (nearest)
        error_advise(err, "Did you mean --%s?", nearest);
    return options_advise(command, err);
}

static const struct option_spec *find_spec(const struct option_spec *specs, int value)
{
    if (value >= LONG_ONLY)
        return &specs[value - LONG_ONLY];
    while (specs->letter != value)
        specs++;
    return specs;
}

static bool fail_of_missing(const struct option_spec *spec, struct error *err)
{
    return error_set(err, "option-needs-argument", "--%s needs an argument: --%s %s",
                     spec->name, spec->name, spec->arg);
}

static bool fail_of_argument(const char *word, struct error *err)
{
    size_t size = strcspn(word, "=");
    return error_set(err, "option-takes-no-argument", "%.*s takes no argument, but has «%s».",
                     (int)size, word, word + size + (word[size] == '='));
}

/* Returns what follows the hyphens and dashes that the word begins with; `*is_long` says
 * whether a long dash is among them. */
static const char *skip_dashes(const char *word, bool *is_long)
{
    static const char *const dashes[] = {"-", "–", "—", "−"};
    enum { KINDS = sizeof dashes / sizeof *dashes };
    *is_long = false;
    for (size_t k = 0; k < KINDS;) {
        size_t size = strlen(dashes[k]);
        bool here = strncmp(word, dashes[k], size) == 0;
        *is_long |= here && k > 0;
        word += here ? size : 0;
        k = here ? 0 : k + 1;
    }
    return word;
}

static bool is_short_option(const struct option_spec *specs, const char *word)
{
    for (; strlen(word) == 1 && specs->name; specs++)
        if (specs->letter == *word)
            return true;
    return false;
}

/* Word processors make a long dash of a hyphen or two, and what is copied from them is no
 * option: says so of such a word, and which option it seems to be. */
static bool check_dash(const struct option_spec *specs, const char *word, struct error *err)
{
    bool is_long;
    const char *name = skip_dashes(word, &is_long);
    if (!is_long)
        return true;
    const char *nearest = nearest_option(specs, name);
    error_set(err, "option-long-dash",
              "«%s» begins with a long dash, as word processors make it.", word);
    if (is_short_option(specs, name))
        error_advise(err, "Type -%s.", name);
    else if (nearest)
        error_advise(err, "Type --%s%s.", nearest, name + strcspn(name, "="));
    else
        error_advise(err, "Type one hyphen before a letter, and two before a word.");
    return false;
}

/* Says what getopt_long found wrong: `optopt` is the value of the option that it knows, the
 * letter that it does not know, or 0 for a long option that it does not know. It has passed
 * `word`, but not `next` (NULL: the end) if that begins with such a letter: -key. */
static bool fail_of_option(const char *command, const struct option_spec *specs,
                           const char *word, const char *next, int result, struct error *err)
{
    if (result == ':')
        return fail_of_missing(find_spec(specs, optopt), err);
    if (optopt >= MAN_PAGE || optopt == 'h')
        return fail_of_argument(word, err);
    if (!optopt)
        return fail_unknown(command, specs, word, err);
    if (next && next[0] == '-' && next[1] == optopt && nearest_option(specs, next + 1))
        return fail_unknown(command, specs, next, err);
    if (optopt > 0 && optopt <= 0x7F)
        return fail_unknown(command, specs, (char[]){'-', (char)optopt, '\0'}, err);
    error_set(err, "option-not-latin", "The letter of a short option is Latin.");
    return options_advise(command, err);
}

/* Fills getopt_long's two tables; a long option's value is its place among the specs. */
static void make_tables(const struct option_spec *specs, struct option *longs, char *shorts)
{
    *shorts++ = ':';
    for (int i = 0; i < MOST_OPTIONS && specs[i].name; i++) {
        *longs++ = (struct option){specs[i].name, specs[i].arg != NULL, NULL, LONG_ONLY + i};
        if (specs[i].letter)
            *shorts++ = specs[i].letter;
        if (specs[i].letter && specs[i].arg)
            *shorts++ = ':';
    }
    *shorts++ = 'h';
    *shorts = '\0';
    *longs++ = (struct option){"json", no_argument, NULL, JSON_LINES};
    *longs++ = (struct option){"help", no_argument, NULL, 'h'};
    *longs++ = (struct option){"man-page", no_argument, NULL, MAN_PAGE};
    *longs = (struct option){0};
}

/* Takes the argument of an option, which must not have come before: of two lists, it would
 * hardly be clear which is meant. No file has an empty name. */
static bool take_argument(const struct option_spec *spec, bool *given, struct error *err)
{
    bool path = strcmp(spec->arg, "FILE") == 0 || strcmp(spec->arg, "DIR") == 0;
    if (*given)
        return error_set(err, "option-twice", "--%s was given twice; give it once.",
                         spec->name);
    if (path && !*optarg)
        return fail_of_missing(spec, err);
    *given = true;
    *spec->text = optarg;
    return true;
}

/* Takes the option of that value; `taken` says which have had an argument. */
static bool take(const struct option_spec *specs, int value, bool *taken, struct error *err)
{
    const struct option_spec *spec = find_spec(specs, value);
    if (spec->arg)
        return take_argument(spec, &taken[spec - specs], err);
    *spec->flag = true;
    return true;
}

/* Shows what is asked for instead of work. */
static bool shows(int value, const struct command_help *help, const struct option_spec *specs)
{
    if (value == 'h')
        command_help_print(help, specs);
    else if (value == MAN_PAGE)
        man_page_print_command(help, specs);
    return value == 'h' || value == MAN_PAGE;
}

bool options_read(const struct command_help *help, const struct option_spec *specs, int argc,
                  char **argv, struct options_given *given, struct error *err)
{
    struct option longs[MOST_OPTIONS + 4];
    char shorts[2 * MOST_OPTIONS + 3];
    bool taken[MOST_OPTIONS] = {false};
    int value;
    make_tables(specs, longs, shorts);
    *given = (struct options_given){0};
    opterr = 0;
    optind = 0; /* begin anew, in whatever order commands read their options */
    while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if ((given->helped = shows(value, help, specs)))
            return true;
        /* getopt_long has not passed a word whose first bytes it does not know. */
        if (value == '?' && optind < argc && !check_dash(specs, argv[optind], err))
            return false;
        if (value == '?' || value == ':')
            return fail_of_option(help->name, specs, argv[optind - 1],
                                  optind < argc ? argv[optind] : NULL, value, err);
        if (value == JSON_LINES)
            given->json = true;
        else if (!take(specs, value, taken, err))
            return false;
    }
    given->words = argv + optind;
    given->count = (size_t)(argc - optind);
    for (int i = optind; i < argc; i++)
        if (!check_dash(specs, argv[i], err))
            return false;
    return true;
}

bool options_fail_of_files(const struct command_help *help, struct error *err)
{
    return error_set(err, "files-missing", "Which files? The usage is: %s",
                     gettext(help->usage));
}

bool options_advise(const char *command, struct error *err)
{
    return error_advise(err, "`kualik %s --help` shows all options.", command);
}

bool options_threads(const char *given, size_t *count, struct error *err)
{
    enum { MOST_THREADS = 256 };
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *count = cores > 0 && cores < MOST_THREADS ? (size_t)cores : 1;
    if (!given || (number_read(given, MOST_THREADS, count) && *count > 0))
        return true;
    return error_set(err, "threads-invalid", "-j takes a number from 1 to %d, not «%s».",
                     MOST_THREADS, given);
}

bool options_separator(const char *given, char *separator, struct error *err)
{
    *separator = '\0';
    if (!given)
        return true;
    const char *byte = strcmp(given, "tab") == 0 ? "\t" : given;
    if (strlen(byte) == 1 && strchr(",;\t", *byte)) {
        *separator = *byte;
        return true;
    }
    return error_set(err, "separator-invalid", "--separator takes «,», «;» or «tab», not «%s».",
                     given);
}

bool options_pdf(const char *path, struct error *err)
{
    return text_ends(path, ".pdf") ||
           error_set(err, "output-not-pdf", "-o takes a file that ends in .pdf, not «%s».",
                     path);
}
