#include "cli/man_page.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "base/version.h"
#include "cli/command_list.h"
#include "cli/options.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

/* Prints text as roff takes it: no line begins a request, and hyphens are those of the
 * keyboard. */
static void put_text(const char *text)
{
    for (const char *at = text; *at; at++) {
        if ((*at == '.' || *at == '\'') && (at == text || at[-1] == '\n'))
            fputs("\\&", stdout);
        if (*at == '\\')
            fputs("\\e", stdout);
        else if (*at == '-')
            fputs("\\-", stdout);
        else
            putchar(*at);
    }
}

static void put_line(const char *text)
{
    put_text(text);
    putchar('\n');
}

static void put_title(const char *name, const char *about)
{
    struct arena arena = {0};
    printf(".TH \"%s\" 1 \"\" \"%s\" kualik\n", utf8_upper(&arena, name, "en"), KUALIK_NAME);
    arena_free(&arena);
    printf(".SH \"%s\"\n", gettext("NAME"));
    put_text(name);
    fputs(" \\- ", stdout);
    put_line(about);
}

static void put_heading(const char *heading)
{
    printf(".SH \"%s\"\n", gettext(heading));
}

/* Puts words, in bold, and below them what they mean. */
static void put_item(const char *words, const char *text)
{
    fputs(".TP\n.B ", stdout);
    put_line(words);
    put_line(text);
}

/* Puts the lines of a text with `between` before each but the first. */
static void put_lines(const char *text, const char *between)
{
    struct arena arena = {0};
    for (const char *line = text; *line;) {
        size_t size = strcspn(line, "\n");
        if (line != text)
            puts(between);
        put_line(arena_copy(&arena, line, size));
        line += size + (line[size] == '\n');
    }
    arena_free(&arena);
}

/* ---- a command --------------------------------------------------------------------------- */

static void put_options(const struct option_spec *specs)
{
    struct arena arena = {0};
    for (const struct option_spec *spec = specs; spec->name; spec++) {
        const char *letter = spec->letter ? arena_printf(&arena, "-%c, ", spec->letter) : "";
        put_item(arena_printf(&arena, "%s--%s%s%s", letter, spec->name, spec->arg ? " " : "",
                              spec->arg ? spec->arg : ""),
                 gettext(spec->help));
    }
    arena_free(&arena);
}

static void put_statuses(const struct command_help *help)
{
    put_heading(N_("EXIT STATUS"));
    for (int i = 0; i < HELP_STATUSES; i++)
        if (help->statuses[i])
            put_item((const char[]){(char)('0' + i), '\0'}, gettext(help->statuses[i]));
}

void man_page_print_command(const struct command_help *help, const struct option_spec *specs)
{
    struct arena arena = {0};
    const char *name = arena_copy(&arena, help->name, strcspn(help->name, " "));
    const struct command *command = command_list_find(name);
    put_title(arena_printf(&arena, "kualik-%s", help->name), gettext(command->about));
    arena_free(&arena);
    put_heading(N_("SYNOPSIS"));
    put_lines(gettext(help->usage), ".br");
    put_heading(N_("DESCRIPTION"));
    put_lines(gettext(help->about), ".PP");
    for (const struct help_item *action = help->actions; action && action->words; action++)
        put_item(action->words, gettext(action->text));
    put_heading(N_("OPTIONS"));
    put_options(specs);
    put_options(options_common);
    put_statuses(help);
    put_heading(N_("SEE ALSO"));
    puts(".BR kualik (1),\n.BR kualik\\-template (5)");
}

/* ---- kualik ------------------------------------------------------------------------------ */

void man_page_print(void)
{
    put_title("kualik", gettext("signed certificates from a list and a template"));
    put_heading(N_("SYNOPSIS"));
    put_line(gettext("kualik COMMAND [OPTION…]"));
    put_heading(N_("DESCRIPTION"));
    put_line(gettext("kualik turns a list of people and a template into signed, bilingual "
                     "certificates."));
    put_heading(N_("COMMANDS"));
    for (const struct command *command = command_list; command->name; command++) {
        fputs(".TP\n.BR kualik\\-", stdout);
        put_text(command->name);
        puts(" (1)");
        put_line(gettext(command->about));
    }
    put_heading(N_("ENVIRONMENT"));
    put_item(
        "KUALIK_PASSWORD",
        gettext("the password of the key, or the PIN of its token, where no file holds it"));
    put_item("SOURCE_DATE_EPOCH",
             gettext("the time to write instead of now, in seconds since 1970"));
    put_heading(N_("FILES"));
    put_line(gettext("Templates and an example stand in the folder share/kualik beside that of "
                     "the program."));
    put_heading(N_("SEE ALSO"));
    for (const struct command *command = command_list; command->name; command++) {
        fputs(".BR kualik\\-", stdout);
        put_text(command->name);
        puts(" (1),");
    }
    puts(".BR kualik\\-template (5)");
}
