#include "check/note_group.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void add(struct report *report, enum level level, size_t row, const char *column,
                const char *name)
{
    const struct place place = {.file = "list.csv", .line = row, .row = row, .column = column};
    report_add(report, level, place, "form", "this became «%s».", name);
}

static void assert_shown(struct report *report, const char *wanted)
{
    struct buf out = {0};
    report_sort(report);
    note_group(report);
    for (size_t i = 0; i < report->count; i++) {
        finding_print(&report->list[i], &out);
        buf_putc(&out, '\n');
    }
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
    report_free(report);
}

static void a_note_on_many_rows_is_told_once(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t row = 30; row >= 2; row--)
        add(&report, LEVEL_NOTE, row, "a", "Асель");
    add(&report, LEVEL_WARNING, 3, "a", "Асель");
    assert_shown(&report,
                 "list.csv:2: note: «a»: this became «Асель».\n"
                 "list.csv:2: note: «a»: 28 more rows have a note of this kind (3–30).\n"
                 "list.csv:3: warning: «a»: this became «Асель».\n");
}

static void add_of_level(struct report *report, enum level level, size_t row, const char *code)
{
    const struct place place = {.file = "list.csv", .line = row, .row = row};
    report_add(report, level, place, code, "%s.", code);
}

static void add_warnings(struct report *report, size_t last, const char *code)
{
    for (size_t row = 2; row <= last; row++)
        add_of_level(report, LEVEL_WARNING, row, code);
}

/* A column in capitals is one fault, nine names are soon read; what each row says otherwise
 * stays. */
static void a_warning_of_a_whole_column_is_told_once(void **state)
{
    (void)state;
    struct report report = {0};
    add_warnings(&report, 151, "name-in-capitals");
    add_warnings(&report, 11, "names-swapped");
    assert_shown(&report,
                 "list.csv:2: warning: name-in-capitals.\n"
                 "list.csv:2: warning: names-swapped.\n"
                 "list.csv:2: warning: 149 more rows have a warning of this kind (3–151).\n"
                 "list.csv:2: warning: 9 more rows have a warning of this kind (3–11).\n");
    add_warnings(&report, 10, "name-in-capitals");
    add_warnings(&report, 40, "names-differ");
    report_sort(&report);
    note_group(&report);
    assert_int_equal(report.count, 9 + 39);
    report_free(&report);
}

/* Three rows are soon read; of two columns each has its own. */
static void few_notes_stay(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t row = 2; row <= 4; row++) {
        add(&report, LEVEL_NOTE, row, "a", "Асель");
        add(&report, LEVEL_NOTE, row, "b", "Айгүл");
    }
    assert_shown(&report, "list.csv:2: note: «a»: this became «Асель».\n"
                          "list.csv:2: note: «b»: this became «Айгүл».\n"
                          "list.csv:3: note: «a»: this became «Асель».\n"
                          "list.csv:3: note: «b»: this became «Айгүл».\n"
                          "list.csv:4: note: «a»: this became «Асель».\n"
                          "list.csv:4: note: «b»: this became «Айгүл».\n");
}

static void many_notes_on_one_row_stay(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t i = 0; i < 3; i++)
        add(&report, LEVEL_NOTE, 2, "a", "Асель");
    add(&report, LEVEL_NOTE, 9, "a", "Асель");
    add(&report, LEVEL_NOTE, 9, "a", "Айгүл");
    assert_shown(&report, "list.csv:2: note: «a»: this became «Асель».\n"
                          "list.csv:2: note: «a»: this became «Асель».\n"
                          "list.csv:2: note: «a»: this became «Асель».\n"
                          "list.csv:9: note: «a»: this became «Асель».\n"
                          "list.csv:9: note: «a»: this became «Айгүл».\n");
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
    assert_shown(&report, "list.csv:2: warning: file-name-twice.\n"
                          "list.csv:3: warning: capitals.\n"
                          "list.csv:3: warning: file-name-twice.\n"
                          "list.csv:4: warning: same-number.\n");
}

/* A row of one field lacks the others, and what is no name has no gender; the errors that
 * remain are counted. */
static void what_another_implies_is_left_out(void **state)
{
    (void)state;
    struct report report = {0};
    add_of_level(&report, LEVEL_ERROR, 2, "field-empty");
    add_code(&report, 2, "row-lonely");
    add_of_level(&report, LEVEL_ERROR, 3, "form-gender-missing");
    add_of_level(&report, LEVEL_ERROR, 3, "name-stopgap");
    add_of_level(&report, LEVEL_ERROR, 4, "form-gender-missing");
    add_code(&report, 4, "name-stopgap");
    add_code(&report, 5, "row-lonely");
    add_code(&report, 6, "gender-contradicted");
    add_code(&report, 6, "names-of-two-people");
    add_code(&report, 7, "gender-contradicted");
    add_of_level(&report, LEVEL_ERROR, 8, "gender-contradicts");
    add_code(&report, 8, "gender-contradicted");
    report_sort(&report);
    note_group(&report);
    assert_int_equal(report.errors, 4);
    assert_shown(&report, "list.csv:2: row-lonely.\n"
                          "list.csv:3: name-stopgap.\n"
                          "list.csv:4: form-gender-missing.\n"
                          "list.csv:4: warning: name-stopgap.\n"
                          "list.csv:5: warning: row-lonely.\n"
                          "list.csv:6: warning: names-of-two-people.\n"
                          "list.csv:7: warning: gender-contradicted.\n"
                          "list.csv:8: gender-contradicts.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_another_implies_is_left_out),
        cmocka_unit_test(one_file_for_two_is_told_once),
        cmocka_unit_test(a_note_on_many_rows_is_told_once),
        cmocka_unit_test(a_warning_of_a_whole_column_is_told_once),
        cmocka_unit_test(few_notes_stay),
        cmocka_unit_test(many_notes_on_one_row_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
