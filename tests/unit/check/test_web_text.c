#include "check/web_text.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect_shown(const char *text, const char *shown)
{
    struct arena arena = {0};
    assert_string_equal(web_text_shown(&arena, text), shown);
    arena_free(&arena);
}

static void signs_become_what_a_page_shows(void **state)
{
    (void)state;
    expect_shown("&quot;Алға&quot;", "\"Алға\"");
    expect_shown("ТОО &laquo;Нұр&raquo;", "ТОО «Нұр»");
    expect_shown("A&amp;B", "A&B");
    expect_shown("Ким&#39;а&#x20;Ли", "Ким'а Ли");
    expect_shown("&nbsp;Ким&nbsp;&nbsp;Ли&#160;", "Ким Ли");
    expect_shown("<b>Ким</b> <span class=\"x\">Ли</span>", "Ким Ли");
    expect_shown("Ким<br/>Ли<br>Ан", "Ким Ли Ан");
    expect_shown("&nbsp;", "");
}

/* An ampersand and signs of comparison are nothing wrong by themselves. */
static void other_texts_stay(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "Ким Ли",
                                        "R&D отдел; и другие",
                                        "P&G;",
                                        "AT&T",
                                        "<Алматы>",
                                        "x < y",
                                        "&",
                                        "<",
                                        "&;",
                                        "&#;",
                                        "&#xyz;",
                                        "&#55296;",
                                        "&#9999999;",
                                        "<b",
                                        "<boy>",
                                        "&quot",
                                        "a<b и b>c",
                                        "« <<Тема>> »"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_shown(texts[i], texts[i]);
}

static void expect_told(const struct column *column, const char *text, enum level level,
                        const char *advice)
{
    struct arena arena = {0};
    struct report findings = {0};
    const struct field field = {.column = column,
                                .text = text,
                                .place = {.column = "C"},
                                .arena = &arena,
                                .findings = &findings};
    assert_int_equal(web_text_check(&field), !*advice);
    assert_int_equal(findings.count, *advice != 0);
    if (findings.count) {
        assert_int_equal(findings.list[0].level, level);
        assert_string_equal(findings.list[0].place.column, "C");
        assert_non_null(strstr(WHAT(&findings.list[0]), text));
        assert_string_equal(ADVICE(&findings.list[0]), advice);
    }
    report_free(&findings);
    arena_free(&arena);
}

static void what_is_meant_is_told(void **state)
{
    (void)state;
    static const struct column name = {.named = true, .required = true},
                               school = {.used = true};
    expect_told(&name, "&quot;Иванов&quot;", LEVEL_WARNING, "Write «Иванов».");
    expect_told(&name, "&laquo;Иванов&raquo;", LEVEL_WARNING, "Write «Иванов».");
    expect_told(&name, "&nbsp;", LEVEL_ERROR, "Fill it in.");
    expect_told(&school, "&nbsp;", LEVEL_WARNING, "Leave the field empty.");
    expect_told(&school, "&quot;Алға&quot;", LEVEL_WARNING, "Write «\"Алға\"».");
    expect_told(&name, "Иванов", LEVEL_WARNING, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_become_what_a_page_shows),
        cmocka_unit_test(other_texts_stay),
        cmocka_unit_test(what_is_meant_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
