#include "parse/pdf_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Says what the string becomes, NULL: nothing, for it is no string. */
static void expect(const char *string, const char *wanted)
{
    const struct pdf_reader pdf = {.bytes = string, .size = strlen(string)};
    struct pdf_lexer_value value;
    struct error err = {0};
    struct buf text = {0};
    struct pdf_lexer scan = pdf_lexer_of(string, 0, strlen(string), &err);
    assert_true(pdf_lexer_value(&scan, &value));
    assert_int_equal(pdf_text_read(&pdf, &value, &text), wanted != NULL);
    assert_string_equal(buf_text(&text), wanted ? wanted : "");
    buf_free(&text);
}

static void strings_become_utf8(void **state)
{
    (void)state;
    expect("(chairman)", "chairman");
    expect("()", "");
    expect("<63686169>", "chai");
    expect("<FEFF04D8043B0438044F>", "Әлия");
    expect("<FEFFD83DDE000041>", "\xF0\x9F\x98\x80"
                                 "A");
    expect("/Name", NULL);
    expect("12", NULL);
}

/* What is shown on a terminal must not steer it, nor break it. */
static void odd_letters_become_question_marks(void **state)
{
    (void)state;
    expect("(a\\033[1m)", "a?[1m");
    expect("<41FF42>", "A?B");
    expect("<FEFF0041202E001B>", "A??");
    expect("<FEFFD83D0041>", "?A");
    expect("<FEFFDE000041D83D>", "?A?");
    expect("<FEFF004100>", "A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_become_utf8),
        cmocka_unit_test(odd_letters_become_question_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
