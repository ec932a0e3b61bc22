#include "check/implied.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_shown(struct report *report, const char *wanted)
{
    struct buf out = {0};
    report_sort(report);
    implied_drop(report);
    for (size_t i = 0; i < report->count; i++) {
        finding_print(&report->list[i], &out);
        buf_putc(&out, '\n');
    }
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
    report_free(report);
}

static void add_of_level(struct report *report, enum level level, size_t row, const char *code)
{
    const struct place place = {.file = "list.csv", .line = row, .row = row};
    report_add(report, level, place, code, "%s.", code);
}

static void add_code(struct report *report, size_t row, const char *code)
{
    add_of_level(report, LEVEL_WARNING, row, code);
}

/* Who has two files of one name has two numbers or names alike; elsewhere that stays. */
static void one_file_for_two_is_told_once(void **state)
{
    (void)state;
    struct report report = {0};
    add_code(&report, 2, "file-name-twice");
    add_code(&report, 3, "capitals");
    add_code(&report, 3, "same-name");
    add_code(&report, 3, "file-name-twice");
    add_code(&report, 3, "same-number");
    add_code(&report, 4, "same-number");
    add_code(&report, 5, "file-name-empty");
    add_of_level(&report, LEVEL_ERROR, 5, "field-nothing");
    assert_shown(&report, "list.csv:2: warning: file-name-twice.\n"
                          "list.csv:3: warning: capitals.\n"
                          "list.csv:3: warning: file-name-twice.\n"
                          "list.csv:4: warning: same-number.\n"
                          "list.csv:5: warning: file-name-empty.\n");
}

/* A row of one field lacks the others, and what is no name has no gender; the errors that
 * remain are counted. */
static void what_another_implies_is_left_out(void **state)
{
    (void)state;
    struct report report = {0};
    add_of_level(&report, LEVEL_ERROR, 2, "field-empty");
    add_code(&report, 2, "row-lonely");
    add_of_level(&report, LEVEL_ERROR, 2, "title-empty");
    add_of_level(&report, LEVEL_ERROR, 2, "file-name-empty");
    add_code(&report, 2, "name-missing");
    add_of_level(&report, LEVEL_ERROR, 3, "gender-missing");
    add_of_level(&report, LEVEL_ERROR, 3, "name-stopgap");
    add_of_level(&report, LEVEL_ERROR, 4, "gender-missing");
    add_code(&report, 4, "name-stopgap");
    add_code(&report, 5, "row-lonely");
    add_code(&report, 6, "gender-contradicted");
    add_code(&report, 6, "names-of-two-people");
    add_code(&report, 7, "gender-contradicted");
    add_code(&report, 9, "name-meeting");
    add_code(&report, 9, "script-not-cyrillic");
    add_of_level(&report, LEVEL_ERROR, 8, "gender-contradicts");
    add_code(&report, 8, "gender-contradicted");
    report_sort(&report);
    implied_drop(&report);
    assert_int_equal(report.errors, 4);
    assert_shown(&report, "list.csv:2: row-lonely.\n"
                          "list.csv:3: name-stopgap.\n"
                          "list.csv:4: gender-missing.\n"
                          "list.csv:4: warning: name-stopgap.\n"
                          "list.csv:5: warning: row-lonely.\n"
                          "list.csv:6: warning: names-of-two-people.\n"
                          "list.csv:7: warning: gender-contradicted.\n"
                          "list.csv:8: gender-contradicts.\n"
                          "list.csv:9: warning: name-meeting.\n");
}

static void add_of_column(struct report *report, const char *column, const char *code)
{
    const struct place place = {.file = "list.csv", .line = 2, .row = 2, .column = column};
    report_add(report, LEVEL_WARNING, place, code, "%s.", code);
}

/* The formula is the reason, unless its 0 would be printed as a name, which says so itself. */
static void a_formula_without_a_value_is_told_once(void **state)
{
    (void)state;
    struct report report = {0};
    add_of_column(&report, "a", "cell-formula-zero");
    add_of_column(&report, "a", "name-stopgap");
    add_of_column(&report, "b", "cell-formula-zero");
    add_of_column(&report, "b", "gender-unknown");
    add_of_column(&report, "c", "gender-unknown");
    assert_shown(&report, "list.csv:2: warning: «a»: name-stopgap.\n"
                          "list.csv:2: warning: «b»: cell-formula-zero.\n"
                          "list.csv:2: warning: «c»: gender-unknown.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_another_implies_is_left_out),
        cmocka_unit_test(one_file_for_two_is_told_once),
        cmocka_unit_test(a_formula_without_a_value_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
