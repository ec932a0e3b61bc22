
#include "issue/job.h"

#include "unit/fixture.h"

static void test_opens(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_sound(&fixture, BEGINNING TEXT("a", "{n}"), "n\n1\n");
    const struct job *job = &fixture.job;
    assert_non_null(job->template);
    assert_non_null(job->roster);
    assert_non_null(job->faces);
    assert_non_null(job->binding);
    assert_non_null(job->layout);
    assert_string_equal(fixture_reported(&fixture), "");
    job_close(&fixture.job);
    assert_null(job->template);
    job_close(&fixture.job);
    fixture_close(&fixture);
}

static void assert_reported(const char *template, const char *list, const char *const *parts)
{
    struct fixture fixture;
    fixture_open(&fixture);
    assert_false(fixture_edition(&fixture, template, list));
    assert_null(fixture.job.template);
    assert_null(fixture.job.roster);
    for (; *parts; parts++)
        if (!strstr(fixture_reported(&fixture), *parts))
            fail_msg("«%s» lacks «%s»", fixture_reported(&fixture), *parts);
    fixture_close(&fixture);
}

/* Faults of the template and of the list are told in one run. */
static void test_faults_are_told_together(void **state)
{
    (void)state;
    assert_reported("[document]\ntitel = x\nfile = {n}\n", "n,n\n1,2\n",
                    (const char *[]){"t.ini:2: ", "list.csv:1: columns A and B", NULL});
    assert_reported(BEGINNING TEXT("a", "x"), "",
                    (const char *[]){"list.csv: the list is empty", NULL});
    assert_reported(
        DOCUMENT PAGE "[font text]\nfamily = No Such Family\n" TEXT("a", "{x}"), "n\n1\n",
        (const char *[]){
            "t.ini:7: ", "t.ini:12: [text a] text: {x}: list.csv has no such column", NULL});
}

static void test_files_that_are_not_there(void **state)
{
    (void)state;
    struct job job;
    struct report findings = {0};
    struct job_source source = {.template_path = "no/t.ini",
                                .list_path = "no/list.csv",
                                .words = {.signer = "", .time = ""}};
    assert_false(job_open(&source, &job, &findings));
    assert_int_equal(findings.errors, 2);
    struct buf reported = {0};
    report_sort(&findings);
    for (size_t i = 0; i < findings.count; i++)
        finding_print(&findings.list[i], &reported);
    assert_non_null(strstr(reported.data, "no/t.ini"));
    assert_non_null(strstr(reported.data, "no/list.csv"));
    buf_free(&reported);
    report_free(&findings);
}

static void test_separator_as_asked(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    static const char template[] = BEGINNING TEXT("a", "{n}"), list[] = "n;a,b,c\n1;2\n";
    struct job_source source = {
        .template_path = fixture_write(&fixture, "t.ini", template, sizeof template - 1),
        .list_path = fixture_write(&fixture, "list.csv", list, sizeof list - 1),
        .list = {.separator = ';'},
        .words = {.signer = "", .time = ""},
    };
    assert_true(job_open(&source, &fixture.job, &fixture.findings));
    assert_int_equal(roster_columns(fixture.job.roster), 2);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opens),
        cmocka_unit_test(test_faults_are_told_together),
        cmocka_unit_test(test_files_that_are_not_there),
        cmocka_unit_test(test_separator_as_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
