
#include "cli/command.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/utf8.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void command_fail(const char *format, ...)
{
    struct arena arena = {0};
    va_list args;
    va_start(args, format);
    fputs("kualik: ", stderr);
    command_print_line(stderr, arena_vprintf(&arena, format, args));
    va_end(args);
    arena_free(&arena);
}

static void print_error(const char *before, const struct error *err)
{
    struct buf line = {0};
    buf_puts(&line, before);
    error_print(err, &line);
    command_print_line(stderr, buf_text(&line));
    buf_free(&line);
}

void command_fail_error(const struct error *err)
{
    print_error("kualik: ", err);
}

void command_print_error(const struct error *err)
{
    print_error("", err);
}

void command_warn(const struct error *err)
{
    print_error("kualik: warning: ", err);
}

void command_print_line(FILE *stream, const char *text)
{
    enum { REPLACEMENT = 0xFFFD }; /* what utf8_next gives for bytes that are no text */
    struct buf line = {0};
    for (const char *end = text + strlen(text); text < end;) {
        const char *at = text;
        uint32_t letter = utf8_next(&text, end);
        if (letter == '\n' || letter == '\t')
            buf_putc(&line, ' ');
        else if (utf8_is_control(letter) || utf8_is_turn(letter) || letter == REPLACEMENT)
            buf_printf(&line, "<U+%04X>", (unsigned)letter);
        else
            buf_add(&line, at, (size_t)(text - at));
    }
    fprintf(stream, "%s\n", buf_text(&line));
    buf_free(&line);
}

void command_print_finding(const struct finding *finding)
{
    struct buf line = {0};
    finding_print(finding, &line);
    command_print_line(stderr, buf_text(&line));
    buf_free(&line);
}

void command_print_findings(const struct report *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        command_print_finding(&findings->list[i]);
}

/* ---- options ---------------------------------------------------------------------------- */

enum {
    MOST_OPTIONS = 32,
    LONG_ONLY = 256, /* getopt_long's value for the first of the long options */
};

static void fail_unknown(const char *command, const struct option_spec *specs, const char *word)
{
    size_t bad;
    const char *names[MOST_OPTIONS + 1] = {"help"};
    size_t count = 1;
    for (const struct option_spec *spec = specs; spec->name; spec++)
        names[count++] = spec->name;
    char *option = mem_copy(word);
    option[strcspn(option, "=")] = '\0';
    const char *nearest = NULL;
    if (utf8_valid(option, strlen(option), &bad))
        nearest = utf8_nearest(option + strspn(option, "-"), names, count);
    if (nearest)
        command_fail("kualik %s has no option %s. Did you mean --%s?", command, option,
                     nearest);
    else
        command_fail("kualik %s has no option %s. `kualik %s --help` lists them.", command,
                     option, command);
    free(option);
}

static const struct option_spec *find_spec(const struct option_spec *specs, int value)
{
    if (value >= LONG_ONLY)
        return &specs[value - LONG_ONLY];
    while (specs->letter != value)
        specs++;
    return specs;
}

static bool fail_of_missing(const struct option_spec *spec)
{
    command_fail("--%s needs an argument: --%s %s", spec->name, spec->name, spec->arg);
    return false;
}

/* Says what getopt_long found wrong: `optopt` is the value of the option that it knows, the
 * letter that it does not know, or 0 for a long option that it does not know. */
static bool fail_of_option(const char *command, const struct option_spec *specs,
                           const char *word, int result)
{
    bool known = optopt >= LONG_ONLY || optopt == 'h';
    if (result == ':') {
        fail_of_missing(find_spec(specs, optopt));
    } else if (known) {
        size_t size = strcspn(word, "=");
        command_fail("%.*s takes no argument, but has «%s».", (int)size, word,
                     word + size + (word[size] == '='));
    } else if (!optopt) {
        fail_unknown(command, specs, word);
    } else if (optopt < 0 || optopt > 0x7F) {
        command_fail("the letter of a short option is Latin; `kualik %s --help` lists them.",
                     command);
    } else {
        fail_unknown(command, specs, (char[]){'-', (char)optopt, '\0'});
    }
    return false;
}

static void print_help(const char *usage, const char *about, const struct option_spec *specs)
{
    printf("%s\n\n%s\n\n", usage, about);
    for (const struct option_spec *spec = specs; spec->name; spec++) {
        struct buf left = {0};
        if (spec->letter)
            buf_printf(&left, "-%c, ", spec->letter);
        else
            buf_puts(&left, "    ");
        buf_printf(&left, "--%s%s%s", spec->name, spec->arg ? " " : "",
                   spec->arg ? spec->arg : "");
        printf("  %-30s %s\n", left.data, spec->help);
        buf_free(&left);
    }
    printf("      --help                     show this text\n");
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
    *longs++ = (struct option){"help", no_argument, NULL, 'h'};
    *longs = (struct option){0};
}

/* Takes the argument of an option, which must not have come before: of two lists, it would
 * hardly be clear which is meant. No file has an empty name. */
static bool take_argument(const struct option_spec *spec, bool *given)
{
    bool path = strcmp(spec->arg, "FILE") == 0 || strcmp(spec->arg, "DIR") == 0;
    if (*given) {
        command_fail("--%s was given twice; give it once.", spec->name);
        return false;
    }
    if (path && !*optarg)
        return fail_of_missing(spec);
    *given = true;
    *spec->text = optarg;
    return true;
}

bool command_options(const char *command, const char *usage, const char *about,
                     const struct option_spec *specs, int argc, char **argv, int *first,
                     bool *helped)
{
    struct option longs[MOST_OPTIONS + 2];
    char shorts[2 * MOST_OPTIONS + 3];
    bool given[MOST_OPTIONS] = {false};
    int value;
    make_tables(specs, longs, shorts);
    *helped = false;
    opterr = 0;
    optind = 0; /* begin anew, in whatever order commands read their options */
    while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (value == 'h') {
            print_help(usage, about, specs);
            *helped = true;
            return true;
        }
        if (value == '?' || value == ':')
            return fail_of_option(command, specs, argv[optind - 1], value);
        const struct option_spec *spec = find_spec(specs, value);
        if (!spec->arg)
            *spec->flag = true;
        else if (!take_argument(spec, &given[spec - specs]))
            return false;
    }
    *first = optind;
    return true;
}

/* ---- what options say ------------------------------------------------------------------- */

bool command_threads(const char *given, size_t *count)
{
    enum { MOST_THREADS = 256 };
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *count = cores > 0 && cores < MOST_THREADS ? (size_t)cores : 1;
    if (!given || (number_read(given, MOST_THREADS, count) && *count > 0))
        return true;
    command_fail("-j takes a number from 1 to %d, not «%s».", MOST_THREADS, given);
    return false;
}

bool command_separator(const char *given, char *separator)
{
    *separator = '\0';
    if (!given)
        return true;
    const char *byte = strcmp(given, "tab") == 0 ? "\t" : given;
    if (strlen(byte) == 1 && strchr(",;\t", *byte)) {
        *separator = *byte;
        return true;
    }
    command_fail("--separator takes «,», «;» or «tab», not «%s».", given);
    return false;
}

/* ---- time ------------------------------------------------------------------------------- */

bool command_now(struct moment *moment)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    size_t seconds;
    time_t now = time(NULL);
    struct tm local;
    if (fixed && !number_read(fixed, (size_t)253402300799, &seconds)) {
        command_fail("SOURCE_DATE_EPOCH is «%s»: it must be a number of seconds since 1970.",
                     fixed);
        return false;
    }
    if (fixed)
        now = (time_t)seconds;
    if (!(fixed ? gmtime_r(&now, &local) : localtime_r(&now, &local)))
        return false;
    moment->time = now;
    moment->fixed = fixed;
    moment->offset = fixed ? 0 : (int)(local.tm_gmtoff / 60);
    int away = abs(moment->offset);
    snprintf(moment->text, sizeof moment->text, "%02d.%02d.%04d %02d:%02d UTC%c%02d:%02d",
             local.tm_mday, local.tm_mon + 1, local.tm_year + 1900, local.tm_hour, local.tm_min,
             moment->offset < 0 ? '-' : '+', away / 60, away % 60);
    return true;
}
