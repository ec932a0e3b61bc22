#include "cli/man_page.h"

#include "cli/options.h"
#include "unit/capture.h"

#include <string.h>

static const struct help_item actions[] = {
    {"list", "shows all"}, {"find WORD…", "finds those that are meant"}, {0}};

static const struct option_spec specs[] = {{"output", 'o', "DIR", "where to", NULL, NULL}, {0}};

static void a_page_says_what_the_help_does(void **state)
{
    (void)state;
    char text[4096];
    const struct command_help help = {.name = "register",
                                      .usage = "kualik register A\nkualik register B",
                                      .about = ".kualik is\nC:\\x, kualik-issue",
                                      .actions = actions,
                                      .statuses = {"done", [2] = "nothing -- at all"}};
    struct capture out = capture_begin(stdout);
    man_page_print_command(&help, specs);
    capture_end(&out, text, sizeof text);
    assert_string_equal(text,
                        ".TH \"KUALIK-REGISTER\" 1 \"\" \"kualik 1.0\" kualik\n"
                        ".SH \"NAME\"\n"
                        "kualik\\-register \\- look into the register of certificates, or "
                        "change it\n"
                        ".SH \"SYNOPSIS\"\n"
                        "kualik register A\n.br\nkualik register B\n"
                        ".SH \"DESCRIPTION\"\n"
                        "\\&.kualik is\n.PP\nC:\\ex, kualik\\-issue\n"
                        ".TP\n.B list\nshows all\n"
                        ".TP\n.B find WORD…\nfinds those that are meant\n"
                        ".SH \"OPTIONS\"\n"
                        ".TP\n.B \\-o, \\-\\-output DIR\nwhere to\n"
                        ".TP\n.B \\-\\-json\nprint lines of JSON, for programs\n"
                        ".TP\n.B \\-\\-ui\\-lang LANG\n"
                        "of messages: kk, ru or en; default: by the locale\n"
                        ".TP\n.B \\-\\-help\nshow this text\n"
                        ".SH \"EXIT STATUS\"\n"
                        ".TP\n.B 0\ndone\n"
                        ".TP\n.B 2\nnothing \\-\\- at all\n"
                        ".SH \"SEE ALSO\"\n"
                        ".BR kualik (1),\n.BR kualik\\-template (5)\n");
}

static void the_first_page_names_the_commands(void **state)
{
    (void)state;
    char text[8192];
    struct capture out = capture_begin(stdout);
    man_page_print();
    capture_end(&out, text, sizeof text);
    assert_non_null(strstr(text, ".TP\n.BR kualik\\-seal\\-key (1)\nmake the key that seals "
                                 "sheets of paper\n"));
    assert_non_null(strstr(text, ".B SOURCE_DATE_EPOCH\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_says_what_the_help_does),
        cmocka_unit_test(the_first_page_names_the_commands),
    };
    return cmocka_run_group_tests_name("man_page", tests, NULL, NULL);
}
