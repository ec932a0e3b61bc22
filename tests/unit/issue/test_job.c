
#include "issue/job.h"

#include "unit/fixture.h"

static void test_opens(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    fixture_sound(&fixture, BEGINNING TEXT("a", "{n}"), "n\n1\n");
    const struct edition *edition = &fixture.edition;
    assert_non_null(edition->template);
    assert_non_null(edition->roster);
    assert_non_null(edition->faces);
    assert_non_null(edition->binding);
    assert_non_null(edition->layout);
    assert_string_equal(fixture_told(&fixture), "");
    edition_close(&fixture.edition);
    assert_null(edition->template);
    edition_close(&fixture.edition);
    fixture_close(&fixture);
}

static void assert_told(const char *template, const char *list, const char *const *parts)
{
    struct fixture fixture;
    fixture_open(&fixture);
    assert_false(fixture_edition(&fixture, template, list));
    assert_null(fixture.edition.template);
    assert_null(fixture.edition.roster);
    for (; *parts; parts++)
        if (!strstr(fixture_told(&fixture), *parts))
            fail_msg("«%s» lacks «%s»", fixture_told(&fixture), *parts);
    fixture_close(&fixture);
}

/* Faults of the template and of the list are told in one run. */
static void test_faults_are_told_together(void **state)
{
    (void)state;
    assert_told("[document]\ntitel = x\n", "n,n\n1,2\n",
                (const char *[]){"t.ini:2: ", "list.csv:1: columns A and B", NULL});
    assert_told(BEGINNING TEXT("a", "x"), "",
                (const char *[]){"list.csv: the list is empty", NULL});
    assert_told(DOCUMENT PAGE "[font text]\nfamily = No Such Family\n" TEXT("a", "{x}"),
                "n\n1\n", (const char *[]){"t.ini:7: ", "t.ini:12: {x} is no column", NULL});
}

static void test_files_that_are_not_there(void **state)
{
    (void)state;
    struct edition edition;
    struct findings findings = {0};
    struct edition_source source = {
        .template_path = "no/t.ini", .list_path = "no/list.csv", .words = {"", ""}};
    assert_false(edition_open(&source, &edition, &findings));
    assert_int_equal(findings.errors, 2);
    struct buf told = {0};
    findings_sort(&findings);
    for (size_t i = 0; i < findings.count; i++)
        finding_print(&findings.list[i], &told);
    assert_non_null(strstr(told.data, "no/t.ini"));
    assert_non_null(strstr(told.data, "no/list.csv"));
    buf_free(&told);
    findings_free(&findings);
}

static void test_separator_as_asked(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    static const char template[] = BEGINNING TEXT("a", "{n}"), list[] = "n;a,b,c\n1;2\n";
    struct edition_source source = {
        .template_path = fixture_write(&fixture, "t.ini", template, sizeof template - 1),
        .list_path = fixture_write(&fixture, "list.csv", list, sizeof list - 1),
        .separator = ';',
        .words = {"", ""},
    };
    assert_true(edition_open(&source, &fixture.edition, &fixture.findings));
    assert_int_equal(roster_columns(fixture.edition.roster), 2);
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
