#include "cli/issue_report.h"

#include "unit/capture.h"

#include <string.h>

/* Tells the report of a row. */
static void tell(struct issue_report *report, enum outcome_status status, size_t row,
                 const struct error *error)
{
    static const char *const people[] = {"Әлия", "Болат", "Гүл"};
    static const char *const files[] = {"a.pdf", "b.pdf", "g.pdf"};
    static const char *const numbers[] = {"О-17", "", ""};
    struct listener listener = issue_report_gatherer(report);
    listener.outcome(listener.context, &(struct outcome){.status = status,
                                                         .row = row,
                                                         .line = row + 10,
                                                         .who = people[row % 3],
                                                         .file = files[row % 3],
                                                         .number = numbers[row % 3],
                                                         .error = error});
}

/* Returns what the report prints in the end: stdout, a line of hyphens, stderr. */
static const char *told(const struct issue_report *report, bool json)
{
    static char text[4000];
    char err[2000];
    struct capture out = capture_begin(stdout), fault = capture_begin(stderr);
    issue_report_tell(report, json, json);
    issue_report_summarise(report, json);
    capture_end(&fault, err, sizeof err);
    capture_end(&out, text, 2000);
    strcat(text, "---\n");
    return strcat(text, err);
}

static void who_was_written_is_named(void **state)
{
    (void)state;
    struct issue_report *report = issue_report_new("list.csv", "out", true);
    tell(report, OUTCOME_WRITTEN, 3, NULL);
    tell(report, OUTCOME_KEPT, 4, NULL);
    assert_string_equal(told(report, false),
                        "row 3: Әлия, № О-17: a.pdf\n"
                        "row 4: Болат: b.pdf, which was there already\n"
                        "1 certificate written to out. 1 was there already.\n---\n");
    assert_string_equal(told(report, true),
                        "---\n1 certificate written to out. 1 was there already.\n");
    issue_report_free(report);
}

/* A full disk fails a hundred rows for one reason: that is one line. */
static void rows_of_one_reason_are_told_together(void **state)
{
    (void)state;
    struct error full, taken;
    struct issue_report *report = issue_report_new("list.csv", "out", false);
    error_set(&full, "t-full", "The disk is full.");
    error_set(&taken, "t-taken", "The name is taken.");
    tell(report, OUTCOME_FAILED, 2, &full);
    tell(report, OUTCOME_FAILED, 3, &taken);
    for (size_t row = 4; row < 8; row++)
        tell(report, OUTCOME_FAILED, row, &full);
    tell(report, OUTCOME_REFUSED, 9, NULL);
    assert_int_equal(issue_report_count(report, OUTCOME_FAILED), 6);
    assert_int_equal(issue_report_count(report, OUTCOME_REFUSED), 1);
    assert_string_equal(told(report, false),
                        "0 certificates written to out. 7 failed: rows 2–7, 9.\n---\n"
                        "list.csv: rows 2, 4–7: The disk is full.\n"
                        "list.csv:13: row 3: Әлия: The name is taken.\n");
    issue_report_free(report);
}

static void stopped_rows_were_not_begun(void **state)
{
    (void)state;
    struct error stopped;
    struct issue_report *report = issue_report_new("list.csv", "out", false);
    error_set(&stopped, "t-stopped", "The run was stopped.");
    tell(report, OUTCOME_WRITTEN, 2, NULL);
    for (size_t row = 3; row < 7; row++)
        tell(report, OUTCOME_STOPPED, row, &stopped);
    assert_string_equal(told(report, false),
                        "1 certificate written to out. 4 were not begun: rows 3–6.\n---\n"
                        "list.csv: rows 3–6: The run was stopped.\n");
    issue_report_free(report);
}

static void files_of_nobody_are_named_if_they_are_few(void **state)
{
    (void)state;
    struct issue_report *report = issue_report_new("list.csv", "out", false);
    issue_report_stray(report, &(struct stray){.file = "old.pdf"});
    assert_non_null(
        strstr(told(report, false), "1 file here belongs to no row of this list: old.pdf."));
    for (size_t i = 0; i < 10; i++)
        issue_report_stray(report, &(struct stray){.file = "x.pdf"});
    const char *many = told(report, false);
    assert_non_null(strstr(many, "11 files here"));
    assert_non_null(strstr(many, "among them old.pdf, x.pdf"));
    assert_non_null(strstr(many, "delete the old certificate"));
    issue_report_free(report);
}

static void what_may_be_somebodys_is_not_to_be_deleted(void **state)
{
    (void)state;
    struct issue_report *report = issue_report_new("list.csv", "out", false);
    issue_report_stray(report, &(struct stray){.file = "old.pdf", .doubtful = true});
    const char *said = told(report, false);
    assert_non_null(strstr(said, "Keep them until every row of the list is issued"));
    assert_null(strstr(said, "delete"));
    issue_report_free(report);
}

static void what_the_register_knows_is_named_by_number_and_person(void **state)
{
    (void)state;
    struct issue_report *report = issue_report_new("list.csv", "out", false);
    issue_report_stray(report, &(struct stray){.file = "7.pdf", .number = "О-7", .who = "Гүл"});
    const char *said = told(report, false);
    assert_non_null(strstr(said, "out: 1 certificate of the register is of nobody in this "
                                 "list: 7.pdf (О-7: Гүл)."));
    assert_non_null(strstr(said, "kualik register revoke"));
    assert_null(strstr(said, "delete"));
    assert_null(strstr(said, "PDF file"));
    issue_report_free(report);
}

/* A message has an end, and what to do with them stands there. */
static void long_names_leave_room_for_the_rest(void **state)
{
    (void)state;
    char name[200], name_of_file[250];
    struct issue_report *report = issue_report_new("list.csv", "out", false);
    memset(name, 'n', sizeof name - 1);
    memset(name_of_file, 'f', sizeof name_of_file - 1);
    name[sizeof name - 1] = name_of_file[sizeof name_of_file - 1] = '\0';
    for (size_t i = 0; i < 5; i++)
        issue_report_stray(report,
                           &(struct stray){.file = name_of_file, .number = "О-7", .who = name});
    const char *said = told(report, false);
    assert_non_null(strstr(said, "out: 5 certificates of the register are of nobody in this "
                                 "list, among them fff"));
    assert_non_null(strstr(said, "kualik register revoke"));
    issue_report_free(report);
}

static void a_line_of_json_says_what_became_of_a_row(void **state)
{
    (void)state;
    char text[1000];
    struct error err;
    struct listener listener = issue_report_json();
    error_set(&err, "t-full", "The disk is full.");
    struct capture out = capture_begin(stdout);
    listener.outcome(listener.context, &(struct outcome){.status = OUTCOME_FAILED,
                                                         .row = 4,
                                                         .line = 5,
                                                         .who = "Гүл",
                                                         .file = "g.pdf",
                                                         .number = "О-7",
                                                         .error = &err});
    capture_end(&out, text, sizeof text);
    assert_non_null(strstr(text, "\"row\":4"));
    assert_non_null(strstr(text, "\"number\":\"О-7\""));
    assert_non_null(strstr(text, "\"status\":\"failed\""));
    assert_non_null(strstr(text, "\"code\":\"t-full\""));
    assert_int_equal(strchr(text, '\n') - text, strlen(text) - 1);
}

/* Ten people are named, of more there is a count. */
static void who_has_a_new_certificate_is_named(void **state)
{
    (void)state;
    struct issue_report *report = issue_report_new("list.csv", "out", false);
    struct listener listener = issue_report_gatherer(report);
    struct outcome outcome = {
        .row = 17, .who = "Имашев Бауыржан", .file = "n.pdf", .number = "016"};
    listener.outcome(listener.context, &outcome);
    outcome.corrected = "given_name_kk, post_kk";
    listener.outcome(listener.context, &outcome);
    outcome.archived = "archive/016.v1.pdf";
    listener.outcome(listener.context, &outcome);
    outcome.corrected = "";
    for (size_t i = 0; i < 10; i++)
        listener.outcome(listener.context, &outcome);
    const char *said = told(report, false);
    assert_non_null(strstr(said, "row 17: Имашев Бауыржан: corrected (given_name_kk, post_kk), "
                                 "№ 016 is issued anew\n"));
    assert_non_null(strstr(said, "row 17: Имашев Бауыржан: corrected (given_name_kk, post_kk), "
                                 "№ 016 is issued anew, the old file is archive/016.v1.pdf\n"));
    assert_non_null(strstr(said,
                           "row 17: Имашев Бауыржан: № 016 is issued anew, the old file is "
                           "archive/016.v1.pdf\n2 more certificates are issued anew.\n"));
    assert_null(strstr(told(report, true), "anew"));
    issue_report_free(report);
}

static void a_forecast_counts_what_could_be_written(void **state)
{
    (void)state;
    char text[1000];
    struct error gone;
    struct issue_report *report = issue_report_new("list.csv", "out", false);
    error_set(&gone, "t-gone", "The file is gone.");
    tell(report, OUTCOME_WRITTEN, 2, NULL);
    tell(report, OUTCOME_REFUSED, 3, NULL);
    tell(report, OUTCOME_KEPT, 4, NULL);
    tell(report, OUTCOME_FAILED, 8, &gone);
    struct capture out = capture_begin(stdout);
    issue_report_forecast(report, 4, false);
    capture_end(&out, text, sizeof text);
    assert_string_equal(text, "1 of 4 certificates can be written. 1 was there already. 2 "
                              "failed: rows 3, 8.\n");
    issue_report_free(report);
}

/* What the survey has told already need not be told again, but to a program. */
static void faults_of_rows_are_gathered(void **state)
{
    (void)state;
    struct error gone;
    struct report findings = {0};
    struct row_faults faults = {.list = "list.csv", .findings = &findings};
    struct listener listener = issue_report_faults(&faults);
    error_set(&gone, "t-gone", "The file is gone.");
    const struct outcome outcomes[] = {
        {.status = OUTCOME_FAILED, .row = 3, .line = 4, .who = "Әлия", .error = &gone},
        {.status = OUTCOME_REFUSED, .row = 5, .error = &gone},
        {.status = OUTCOME_WRITTEN, .row = 6},
    };
    for (size_t i = 0; i < 3; i++)
        listener.outcome(listener.context, &outcomes[i]);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.list[0].place.line, 4);
    assert_string_equal(findings.list[0].place.who, "Әлия");
    assert_string_equal(findings.list[0].words->what.code, "t-gone");
    faults.refused = true;
    listener.outcome(listener.context, &outcomes[1]);
    assert_int_equal(findings.list[1].place.row, 5);
    assert_string_equal(findings.list[1].words->what.code, "row-cannot-be-issued");
    report_free(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_was_written_is_named),
        cmocka_unit_test(rows_of_one_reason_are_told_together),
        cmocka_unit_test(stopped_rows_were_not_begun),
        cmocka_unit_test(files_of_nobody_are_named_if_they_are_few),
        cmocka_unit_test(what_may_be_somebodys_is_not_to_be_deleted),
        cmocka_unit_test(what_the_register_knows_is_named_by_number_and_person),
        cmocka_unit_test(long_names_leave_room_for_the_rest),
        cmocka_unit_test(a_line_of_json_says_what_became_of_a_row),
        cmocka_unit_test(who_has_a_new_certificate_is_named),
        cmocka_unit_test(a_forecast_counts_what_could_be_written),
        cmocka_unit_test(faults_of_rows_are_gathered),
    };
    return cmocka_run_group_tests_name("issue_report", tests, NULL, NULL);
}
