#include "check/template_check.h"

#include "unit/fixture.h"

/* A list with its template, and what is told of the template. */
static void assert_told(const char *template, const char *wanted)
{
    struct fixture fixture;
    struct error err;
    struct check_words *words = check_words_new(&err);
    assert_non_null(words);
    fixture_open(&fixture);
    fixture_sound(&fixture, template, "n\n1\n");
    template_check(words, fixture.job.template, &fixture.findings);
    assert_string_equal(fixture_reported(&fixture), wanted);
    fixture_close(&fixture);
    check_words_free(words);
}

static void test_a_slash_for_a_backslash(void **state)
{
    (void)state;
    assert_told(BEGINNING TEXT("a", "Астана/nМамыр") TEXT("b", "www.example.kz/news")
                    TEXT("c", "Астана\\nМамыр") "[define]\nplace = Астана/n{n}\n",
                "t.ini:12: warning: [text a] text: The text has /n. Was a line break meant? A "
                "line break is written \\n, with a backslash.\n"
                "t.ini:22: warning: [define] place: The text has /n. Was a line break meant? A "
                "line break is written \\n, with a backslash.\n");
}

/* The number of a row is that of another person once the list is corrected. */
static void test_files_named_after_rows(void **state)
{
    (void)state;
    static const char *const told =
        "t.ini:3: note: [document] file: The files are named after the number of the row: once "
        "a "
        "row is added, deleted or moved, certificates below it get other names, and those "
        "written before stay. Name the files after a number that the list itself gives each "
        "person.\n";
    assert_told("[document]\ntitle = {n}\nfile = {n}_{row}\n" PAGE FONT TEXT("a", "x"), told);
    assert_told("[document]\ntitle = {n}\nfile = {no}\n" PAGE FONT TEXT(
                    "a", "x") "[define]\nno = {row|pad:3}\n",
                told);
    assert_told("[document]\ntitle = {row}\nfile = {n}\n" PAGE FONT TEXT("a", "{row}"), "");
}

/* The back of a sheet that is as large as its front lies behind it. */
static void test_bleed_on_one_side(void **state)
{
    (void)state;
    assert_told(BEGINNING TEXT("a", "x") "[page 2]\nsize = A4\nbleed = 3mm\n",
                "t.ini:13: warning: Pages 1 and 2 have different bleeds, so their sides are of "
                "different sizes, and the back does not lie behind the front. Give both the "
                "same `bleed`.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_named_after_rows),
        cmocka_unit_test(test_a_slash_for_a_backslash),
        cmocka_unit_test(test_bleed_on_one_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
