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

#define COPY                                                                                   \
    "[document]\ntitle = {n}\nfile = {n}\n"                                                    \
    "author = Центральная избирательная комиссия\n" PAGE FONT

#define CODE                                                                                   \
    "[qr code]\nbox = 10mm 100mm 30mm 30mm\ntext = {n} {org}\nalt = QR\n"                      \
    "[define]\norg = ОСК-ЦИК\n"

static void test_what_a_copy_has_left(void **state)
{
    (void)state;
    assert_told(COPY TEXT("issuer", "Абай университеті") TEXT("head", "Б. ИМАШЕВ") CODE,
                "t.ini:4: warning: [document] author: «Центральная избирательная комиссия» is "
                "the sample's, and no text on the pages names its event. Write what is yours, "
                "or take the line out.\n"
                "t.ini:16: warning: [text head] text: «Б. ИМАШЕВ» is the sample's, and no text "
                "on the pages names its event. Write what is yours, or take the line out.\n"
                "t.ini:19: warning: [qr code] text: « ОСК-ЦИК» is the sample's, and no text on "
                "the pages names its event. Write what is yours, or take the line out.\n");
}

#define SEALED                                                                                             \
    "[seal code]\nbox = 10mm 100mm 50mm 50mm\nurl = https://s.kz\nnumber = {n}\n"                          \
    "name_kk = {n}\nname_ru = {n}\ndate = 2017-10-05\nevent = Тренерлік корпус\nalt = QR\n" \
    "[image logo]\nbox = 0 0 9mm 9mm\nfile = {n}.png\nalt = ОСК-ЦИК\n"

/* Nobody sees what only a seal, a register or a reader says. */
static void test_what_is_left_where_no_page_shows_it(void **state)
{
    (void)state;
    assert_told(
        "[document]\ntitle = {n}\nfile = {n}\n" PAGE FONT TEXT("a", "Абай университеті") SEALED
        "[register]\nnumber = {seq:3}\nevent = Электоралық оқыту: "
        "электоральному обучению\n",
        "t.ini:19: warning: [seal code] event: «Тренерлік корпус» is the sample's, and no "
        "text on the pages names its event. Write what is yours, or take the line out.\n"
        "t.ini:24: warning: [image logo] alt: «ОСК-ЦИК» is the sample's, and no text on "
        "the pages names its event. Write what is yours, or take the line out.\n"
        "t.ini:27: warning: [register] event: «Электоралық оқыту: электоральному "
        "обучению» is the sample's, and no text on the pages names its event. Write what "
        "is yours, or take the line out.\n");
}

/* Whoever shows it means it. */
static void test_the_commission_itself(void **state)
{
    (void)state;
    assert_told(COPY TEXT("issuer", "{who}") TEXT("head", "Б. Имашев") CODE
                "who = ЦЕНТРАЛЬНАЯ ИЗБИРАТЕЛЬНАЯ КОМИССИЯ\n",
                "");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_copy_has_left),
        cmocka_unit_test(test_what_is_left_where_no_page_shows_it),
        cmocka_unit_test(test_the_commission_itself),
        cmocka_unit_test(test_files_named_after_rows),
        cmocka_unit_test(test_a_slash_for_a_backslash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
