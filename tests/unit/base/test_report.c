#include "base/report.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_prints(const struct finding *finding, const char *expected)
{
    struct buf out = {0};
    finding_print(finding, &out);
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
    report_add(&findings, LEVEL_ERROR, row, "test", "«%s» is empty.", "region_kk");
    report_advise(&findings, "Fill it in.");
    report_add(&findings, LEVEL_WARNING, row, "test", "The text is set at %d %%.", 80);
    report_add(&findings, LEVEL_NOTE, file, "test", "No page 2.");
    report_add(&findings, LEVEL_ERROR, (struct place){0}, "test", "No key.");
    report_add(&findings, LEVEL_ERROR, behind, "test", "It is empty.");
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

static void an_error_becomes_a_finding(void **state)
{
    (void)state;
    const struct place place = {.file = "a.csv", .line = 3, .row = 3, .who = "Ли"};
    struct report findings = {0};
    struct error err, back;
    error_set(&err, "empty", "It is empty: %s.", "ФИО");
    error_advise(&err, "Fill %s in.", "it");
    report_add_error(&findings, LEVEL_ERROR, place, &err);
    error_at(&err, (struct place){.file = "b.png"});
    report_add_error(&findings, LEVEL_WARNING, place, &err);
    assert_prints(&findings.list[0], "a.csv:3: Ли: It is empty: ФИО. Fill it in.");
    assert_prints(&findings.list[1],
                  "b.png: row 3: warning: Ли: It is empty: ФИО. Fill it in.");
    assert_int_equal(findings.errors, 1);
    assert_true(finding_equal(&findings.list[0], &findings.list[1]));
    assert_true(report_says(&findings, 1, &err));
    assert_false(report_says(&findings, 2, &err));
    finding_error(&findings.list[0], &back);
    assert_string_equal(words_of(&back), "a.csv:3: Ли: It is empty: ФИО. Fill it in.");
    assert_string_equal(back.what.code, "empty");

    struct report copies = {0};
    report_copy(&copies, &findings.list[0]);
    report_free(&findings);
    assert_prints(&copies.list[0], "a.csv:3: Ли: It is empty: ФИО. Fill it in.");
    report_free(&copies);
}

/* A list of 200,000 rows may have one fault in each. */
static void findings_that_say_the_same_share_their_words(void **state)
{
    (void)state;
    struct report row = {0}, all = {0};
    for (size_t i = 2; i < 5; i++) {
        const struct place place = {.file = "a.csv", .line = i, .row = i, .column = "region"};
        report_add(&row, LEVEL_ERROR, place, "empty", "It is %s.", i == 4 ? "short" : "empty");
        report_advise(&row, "Fill it in.");
        report_copy(&all, &row.list[0]);
        report_free(&row);
    }
    assert_ptr_equal(all.list[0].words, all.list[1].words);
    assert_ptr_equal(all.list[0].place.column, all.list[2].place.column);
    assert_ptr_not_equal(all.list[0].words, all.list[2].words);
    assert_prints(&all.list[2], "a.csv:4: «region»: It is short. Fill it in.");
    report_free(&all);
}

/* Where an error stands is no part of what it says. */
static void the_place_of_an_error_is_not_among_its_words(void **state)
{
    (void)state;
    struct report findings = {0};
    for (size_t row = 2; row < 4; row++) {
        struct error err;
        error_set(&err, "empty", "It is %s.", "empty");
        error_at(&err, (struct place){.cell = row == 2 ? "A2" : "A3"});
        error_advise(&err, "Fill %s in.", "it");
        report_add_error(&findings, LEVEL_ERROR, (struct place){.row = row}, &err);
    }
    assert_ptr_equal(findings.list[0].words, findings.list[1].words);
    assert_prints(&findings.list[1], "row 3: cell A3: It is empty. Fill it in.");
    report_free(&findings);
}

static void they_are_sorted_by_place_then_arrival(void **state)
{
    (void)state;
    struct report findings = {0};
    for (size_t i = 0; i < 50; i++) {
        const struct place place = {.file = i % 2 ? "b" : "a", .line = i % 3};
        report_add(&findings, LEVEL_NOTE, place, "test", "No. %zu", i);
    }
    report_add(&findings, LEVEL_NOTE, (struct place){0}, "test", "no place");
    report_sort(&findings);
    assert_string_equal(WHAT(&findings.list[0]), "no place");
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
        cmocka_unit_test(an_error_becomes_a_finding),
        cmocka_unit_test(findings_that_say_the_same_share_their_words),
        cmocka_unit_test(the_place_of_an_error_is_not_among_its_words),
        cmocka_unit_test(they_are_sorted_by_place_then_arrival),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
