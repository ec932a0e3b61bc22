/* The words of a command. */
#include "external/command_line.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void must_split(const char *text, const char *wanted)
{
    struct arena arena = {0};
    struct buf found = {0};
    struct error err = {0};
    char **words = command_line_split(text, &arena, &err);
    for (size_t i = 0; words && words[i]; i++)
        buf_printf(&found, "[%s]", words[i]);
    assert_string_equal(words ? buf_text(&found) : words_of(&err), wanted);
    buf_free(&found);
    arena_free(&arena);
}

static void blanks_part_words_and_quotes_keep_them(void **state)
{
    (void)state;
    must_split("sign", "[sign]");
    must_split("  sign\t--fast \n x ", "[sign][--fast][x]");
    must_split("\"./my signer\" --key 'a b'.p12", "[./my signer][--key][a b.p12]");
    must_split("sign 'it is \"so\"' \"don't\" ''", "[sign][it is \"so\"][don't][]");
    must_split("sign a\"b c\"d'e f'g", "[sign][ab cde fg]");
    must_split("a b c d e f", "[a][b][c][d][e][f]");
}

static void nothing_of_a_shell_has_a_meaning(void **state)
{
    (void)state;
    must_split("~/sign $HOME *.pem `id` a\\ b | c; d > e & #f",
               "[~/sign][$HOME][*.pem][`id`][a\\][b][|][c;][d][>][e][&][#f]");
}

static void what_is_no_command_is_refused(void **state)
{
    (void)state;
    must_split("", "The command names no program.");
    must_split(" \t", "The command names no program.");
    must_split("'' x", "The command names no program.");
    must_split("sign 'a b", "In the command «sign 'a b» a quotation mark has no partner.");
    must_split("sign a\"", "In the command «sign a\"» a quotation mark has no partner.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_part_words_and_quotes_keep_them),
        cmocka_unit_test(nothing_of_a_shell_has_a_meaning),
        cmocka_unit_test(what_is_no_command_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
