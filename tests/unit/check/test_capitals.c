#include "check/capitals.h"

#include "check/implied.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_word_in_capitals_is_seen(void **state)
{
    (void)state;
    static const char *const names[] = {"АХМЕТОВ", "АХМЕТОВ Асқар", "Асқар ӘЛИ-НҰР", "О'НИЛ"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(capitals_in(names[i]));
    static const char *const others[] = {"",         "Ахметов А. Б.", "ахметов",
                                         "МакАртур", "Павел II",      "012-345"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(capitals_in(others[i]));
}

static void nearly_all_of_a_column_are_needed(void **state)
{
    (void)state;
    static const struct {
        size_t capitals, filled, told;
    } cases[] = {{4, 4, 0}, {5, 5, 1}, {90, 100, 1}, {89, 100, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report findings = {0};
        capitals_report(cases[i].capitals, cases[i].filled, (struct place){.column = "Тегі"},
                        &findings);
        assert_int_equal(findings.count, cases[i].told);
        report_free(&findings);
    }
}

static void add_row(struct report *findings, size_t row, const char *column)
{
    const struct place place = {.row = row, .line = row, .column = column};
    report_add(findings, LEVEL_WARNING, place, "name-in-capitals", "«%s» is in capitals.",
               "АЛИ");
}

/* What the column says its rows do not; a column that none of its rows says is none of names.
 */
static void a_column_speaks_for_its_rows(void **state)
{
    (void)state;
    struct report findings = {0};
    capitals_report(9, 9, (struct place){.column = "Тегі"}, &findings);
    capitals_report(9, 9, (struct place){.column = "Мектебі"}, &findings);
    add_row(&findings, 2, "Тегі");
    add_row(&findings, 2, "Аты");
    add_row(&findings, 3, "Тегі");
    report_sort(&findings);
    capitals_mark(&findings);
    implied_drop(&findings);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.list[0].place.column, "Тегі");
    assert_int_equal(findings.list[0].place.row, 0);
    assert_string_equal(findings.list[1].place.column, "Аты");
    report_free(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_in_capitals_is_seen),
        cmocka_unit_test(nearly_all_of_a_column_are_needed),
        cmocka_unit_test(a_column_speaks_for_its_rows),
    };
    return cmocka_run_group_tests_name("capitals", tests, NULL, NULL);
}
