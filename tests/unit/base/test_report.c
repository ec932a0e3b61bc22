#include "base/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_prints(const struct finding *finding, const char *expected)
{
    struct buf out = {0};
    report_print(finding, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void a_finding_is_one_line(void **state)
{
    (void)state;
    struct report findings = {0};
    char who[] = "Әлия Мұқанқызы";
    const struct place row = {.file = "trainers.csv", .line = 17, .row = 17, .who = who};
    const struct place behind = {.file = "trainers.csv", .line = 9, .row = 8, .who = "Али"};
    const struct place file = {.file = "template.ini"};
    report_add(&findings, LEVEL_ERROR, row, "Fill it in.", "«%s» is empty.", "region_kk");
    report_add(&findings, LEVEL_WARNING, row, NULL, "The text is set at %d %%.", 80);
    report_add(&findings, LEVEL_NOTE, file, "", "No page 2.");
    report_add(&findings, LEVEL_ERROR, (struct place){0}, NULL, "No key.");
    report_add(&findings, LEVEL_ERROR, behind, NULL, "It is empty.");
    memset(who, 'x', sizeof who - 1);

    assert_int_equal(findings.count, 5);
    assert_int_equal(findings.errors, 3);
    assert_prints(&findings.list[0],
                  "trainers.csv:17: Әлия Мұқанқызы: «region_kk» is empty. Fill it in.");
    assert_prints(&findings.list[1],
                  "trainers.csv:17: warning: Әлия Мұқанқызы: The text is set at 80 %.");
    assert_prints(&findings.list[2], "template.ini: note: No page 2.");
    assert_prints(&findings.list[3], "No key.");
    assert_prints(&findings.list[4], "trainers.csv:9: row 8: Али: It is empty.");
    report_free(&findings);
    assert_int_equal(findings.count, 0);
    report_sort(&findings);
}

/* What other parts say of a file begins with its name, as a finding does. */
static void a_place_is_told_once(void **state)
{
    (void)state;
    static const struct {
        const char *sentence, *what;
        size_t line;
    } cases[] = {{"a.csv: it is empty.", "it is empty.", 0},
                 {"a.csv:17: Ли: mend it.", "Ли: mend it.", 17},
                 {"a.csv:1x: no", "1x: no", 0},
                 {"a.csv.old: no", "a.csv.old: no", 0},
                 {"no place", "no place", 0}};
    struct report findings = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        report_add_error(&findings, (struct place){.file = "a.csv"}, cases[i].sentence);
        assert_string_equal(findings.list[i].what, cases[i].what);
        assert_string_equal(findings.list[i].place.file, "a.csv");
        assert_int_equal(findings.list[i].place.line, cases[i].line);
    }
    assert_int_equal(findings.errors, findings.count);
    report_free(&findings);
}

static void they_are_sorted_by_place_then_arrival(void **state)
{
    (void)state;
    struct report findings = {0};
    for (size_t i = 0; i < 50; i++) {
        const struct place place = {.file = i % 2 ? "b" : "a", .line = i % 3};
        report_add(&findings, LEVEL_NOTE, place, NULL, "%zu", i);
    }
    report_add(&findings, LEVEL_NOTE, (struct place){0}, NULL, "no place");
    report_sort(&findings);
    assert_string_equal(findings.list[0].what, "no place");
    for (size_t i = 2; i < findings.count; i++) {
        const struct finding *a = &findings.list[i - 1], *b = &findings.list[i];
        int files = strcmp(a->place.file, b->place.file);
        assert_true(files <= 0);
        assert_true(files < 0 || a->place.line <= b->place.line);
        assert_true(files < 0 || a->place.line < b->place.line || a->order < b->order);
    }
    report_free(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_is_one_line),
        cmocka_unit_test(a_place_is_told_once),
        cmocka_unit_test(they_are_sorted_by_place_then_arrival),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
