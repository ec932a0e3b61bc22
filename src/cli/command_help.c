#include "cli/command_help.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/options.h"

#include <libintl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    WIDTH = 88,       /* columns */
    USAGE_INDENT = 4, /* of what a usage goes on with */
    ACTION_INDENT = 23,
    OPTION_INDENT = 33,
    STATUS_INDENT = 5,
};

static size_t columns(const char *text, size_t size)
{
    struct buf copy = {0};
    buf_add(&copy, text, size);
    size_t count = utf8_length(buf_text(&copy));
    buf_free(&copy);
    return count;
}

/* Returns the end of what is not torn: a word; of a usage, which `whole` says, an option with
 * its argument. */
static const char *unit_end(const char *at, bool whole)
{
    do
        at += strcspn(at, " \n") + 1;
    while (whole && at[-1] == ' ' && *at != '[');
    return at - 1;
}

/* Prints `text` up to a line break or its end behind what fills `column` columns already; lines
 * that follow are indented. Returns what is behind it. */
static const char *print_wrapped(const char *text, size_t column, size_t indent, bool whole)
{
    bool begins = true;
    while (*text && *text != '\n') {
        const char *end = unit_end(text, whole);
        size_t size = (size_t)(end - text), width = columns(text, size);
        if (!begins && column + 1 + width > WIDTH) {
            printf("\n%*s", (int)indent, "");
            column = indent;
        } else if (!begins) {
            putchar(' ');
            column++;
        }
        printf("%.*s", (int)size, text);
        column += width;
        begins = false;
        text = end + (*end == ' ');
    }
    putchar('\n');
    return text + (*text == '\n');
}

void command_help_print_usage(const char *usage)
{
    const char *before = gettext("usage:");
    size_t indent = utf8_length(before) + 1;
    printf("%s ", before);
    for (const char *line = usage; *line;) {
        if (line != usage)
            printf("%*s", (int)indent, "");
        line = print_wrapped(line, indent, indent + USAGE_INDENT, true);
    }
}

/* Prints words and, in a column of their own, what they mean. */
static void print_item(const char *words, const char *text, size_t indent)
{
    size_t width = utf8_length(words) + 2, gap = width < indent ? indent - width : 1;
    printf("  %s%*s", words, (int)gap, "");
    print_wrapped(text, width + gap, indent, false);
}

static void print_option(const struct option_spec *spec)
{
    struct buf left = {0};
    if (spec->letter)
        buf_printf(&left, "-%c, ", spec->letter);
    else
        buf_puts(&left, "    ");
    buf_printf(&left, "--%s%s%s", spec->name, spec->arg ? " " : "", spec->arg ? spec->arg : "");
    print_item(buf_text(&left), gettext(spec->help), OPTION_INDENT);
    buf_free(&left);
}

static void print_statuses(const struct command_help *help)
{
    printf("\n%s\n", gettext("Exit status:"));
    for (int i = 0; i < HELP_STATUSES; i++)
        if (help->statuses[i]) {
            const char words[] = {(char)('0' + i), '\0'};
            print_item(words, gettext(help->statuses[i]), STATUS_INDENT);
        }
}

void command_help_print(const struct command_help *help, const struct option_spec *specs)
{
    command_help_print_usage(gettext(help->usage));
    putchar('\n');
    for (const char *paragraph = gettext(help->about); *paragraph;)
        paragraph = print_wrapped(paragraph, 0, 0, false);
    for (const struct help_item *action = help->actions; action && action->words; action++)
        print_item(action->words, gettext(action->text), ACTION_INDENT);
    print_statuses(help);
    putchar('\n');
    for (const struct option_spec *spec = specs; spec->name; spec++)
        print_option(spec);
    for (const struct option_spec *spec = options_common; spec->name; spec++)
        print_option(spec);
}
