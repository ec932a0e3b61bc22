#include "cli/command_help.h"

#include "cli/options.h"
#include "unit/capture.h"

#include <string.h>

static const struct help_item actions[] = {
    {"list", "shows all"}, {"find WORD…", "finds those that are meant"}, {0}};

static const struct option_spec specs[] = {
    {"output", 'o', "DIR", "the folder to write to", NULL, NULL},
    {"a-very-long-option-of-all", 0, "WITH-MUCH-MORE", "beside it", NULL, NULL},
    {"on-failure", 0, "WORD",
     "what is to be done when the authority that gives the time does not answer in time", NULL,
     NULL},
    {0}};

/* Asserts that the help begins with `wanted`. */
static void assert_help(const struct command_help *help, const char *wanted)
{
    char text[4096];
    struct capture out = capture_begin(stdout);
    command_help_print(help, specs);
    capture_end(&out, text, sizeof text);
    text[strlen(wanted)] = '\0';
    assert_string_equal(text, wanted);
}

static void what_a_command_is_told_by_all_that_it_says(void **state)
{
    (void)state;
    assert_help(&(struct command_help){.name = "x",
                                       .usage = "kualik x A\nkualik x B",
                                       .about = "Does this. ACTION is",
                                       .actions = actions,
                                       .statuses = {"done", [3] = "stopped"}},
                "usage: kualik x A\n"
                "       kualik x B\n\n"
                "Does this. ACTION is\n"
                "  list                 shows all\n"
                "  find WORD…           finds those that are meant\n\n"
                "Exit status:\n"
                "  0  done\n"
                "  3  stopped\n\n"
                "  -o, --output DIR               the folder to write to\n"
                "      --a-very-long-option-of-all WITH-MUCH-MORE beside it\n"
                "      --on-failure WORD          what is to be done when the authority that "
                "gives the\n"
                "                                 time does not answer in time\n"
                "      --json                     print lines of JSON, for programs\n"
                "      --ui-lang LANG             of messages: kk, ru or en; default: by the "
                "locale\n");
}

/* Whatever the language, lines fit a terminal; letters count, not bytes. */
static void lines_are_broken_between_words(void **state)
{
    (void)state;
    assert_help(
        &(struct command_help){
            .name = "x",
            .usage =
                "kualik x ФАЙЛ… --trust ФАЙЛ|ПАПКА [--signer СЕРТИФИКАТ|ОТПЕЧАТОК|СУБЪЕКТ] "
                "[--at ВРЕМЯ] [ПАРАМЕТР…]",
            .about = "Ә234567890 Ә234567890 Ә234567890 Ә234567890 Ә234567890 Ә234567890 "
                     "Ә234567890 Ә2345678901 Ә\nSecond.",
            .statuses = {"done"}},
        "usage: kualik x ФАЙЛ… --trust ФАЙЛ|ПАПКА [--signer СЕРТИФИКАТ|ОТПЕЧАТОК|СУБЪЕКТ]\n"
        "           [--at ВРЕМЯ] [ПАРАМЕТР…]\n\n"
        "Ә234567890 Ә234567890 Ә234567890 Ә234567890 Ә234567890 Ә234567890 Ә234567890 "
        "Ә2345678901\n"
        "Ә\nSecond.\n\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_command_is_told_by_all_that_it_says),
        cmocka_unit_test(lines_are_broken_between_words),
    };
    return cmocka_run_group_tests_name("command_help", tests, NULL, NULL);
}
