#include "check/sample_check.h"

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
    sample_check(words, fixture.job.template, &fixture.findings);
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

#define LEFT   " is the sample's, and no text on the pages names its "
#define BUT    " is the sample's, but [text "
#define ADVICE " Write what is yours, or take the line out.\n"

static void test_what_a_copy_has_left(void **state)
{
    (void)state;
    assert_told(COPY TEXT("org", "Абай университеті") TEXT("head", "Б. ИМАШЕВ") CODE,
                "t.ini:4: warning: [document] author: «Центральная избирательная комиссия»" LEFT
                "organiser." ADVICE "t.ini:16: warning: [text head] text: «Б. ИМАШЕВ»" LEFT
                "organiser." ADVICE "t.ini:22: warning: [define] org: «ОСК-ЦИК»" LEFT
                "organiser." ADVICE);
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
        "t.ini:19: warning: [seal code] event: «Тренерлік корпус»" LEFT "event." ADVICE
        "t.ini:24: warning: [image logo] alt: «ОСК-ЦИК»" LEFT "organiser." ADVICE
        "t.ini:27: warning: [register] event: «Электоралық оқыту: электоральному обучению»" LEFT
        "event." ADVICE);
}

/* The reason and the first who signs are another's. */
static void test_dates_and_others_who_sign(void **state)
{
    (void)state;
    assert_told(
        "[document]\ntitle = {n}\nfile = {n}\n" PAGE FONT TEXT(
            "reason-kk",
            "Абай мектебінің курсы\\n*{when|date}*") TEXT("a", "А. Сейітов") TEXT("b", "{head}")
            TEXT("c", "В. Фоос") "[define]\nhead = К. Петров\nwhen = 2017-10-03/2017-10-05\n",
        "t.ini:23: warning: [text c] text: «В. Фоос»" LEFT "organiser." ADVICE
        "t.ini:25: warning: [define] head: «К. Петров»" LEFT "organiser." ADVICE
        "t.ini:26: warning: [define] when: «2017-10-03/2017-10-05»" BUT
        "reason-kk] names another event." ADVICE);
}

/* Whoever shows it means it. */
static void test_the_commission_itself(void **state)
{
    (void)state;
    assert_told(COPY TEXT("issuer", "{who}") TEXT("head", "Б. Имашев") CODE
                "who = ЦЕНТРАЛЬНАЯ ИЗБИРАТЕЛЬНАЯ КОМИССИЯ\n",
                "");
}

/* The commission holds another event, and stays what it is. */
static void test_another_event_of_the_same_organiser(void **state)
{
    (void)state;
    assert_told("[document]\ntitle = {n}\nfile = {n}\nsubject = Тренерлік корпус\n"
                "author = Орталық сайлау комиссиясы\n" PAGE FONT TEXT(
                    "issuer-kk", "Орталық сайлау комиссиясы") TEXT("post", "Б. Имашев")
                    TEXT("reason-kk", "Бақылаушылар семинары"),
                "t.ini:4: warning: [document] subject: «Тренерлік корпус»" BUT
                "reason-kk] names another event." ADVICE);
}

static void test_another_organiser_of_the_same_event(void **state)
{
    (void)state;
    assert_told(
        COPY TEXT("issuer-kk", "Абай университеті")
            TEXT("post-kk", "Орталық сайлау комиссиясының Төрағасы") TEXT("head", "{head}")
                TEXT("reason-kk", "электораттық оқыту бойынша") "[define]\nhead = Б. Имашев\n",
        "t.ini:4: warning: [document] author: «Центральная избирательная комиссия»" BUT
        "issuer-kk] names another organiser." ADVICE
        "t.ini:16: warning: [text post-kk] text: «Орталық сайлау комиссиясының Төрағасы»" BUT
        "issuer-kk] names another organiser." ADVICE
        "t.ini:26: warning: [define] head: «Б. Имашев»" BUT
        "issuer-kk] names another organiser." ADVICE);
}

/* Changed in one language alone, or on one page. */
static void test_an_event_that_is_half_changed(void **state)
{
    (void)state;
    assert_told(COPY TEXT("issuer-ru", "Центральная избирательная комиссия")
                    TEXT("reason-kk", "Бақылаушылар семинары")
                        TEXT("reason-ru", "по электоральному обучению"),
                "t.ini:20: warning: [text reason-ru] text: «по электоральному обучению»" BUT
                "reason-kk] names another event." ADVICE);
    assert_told(COPY TEXT("issuer-ru", "Центральная избирательная комиссия")
                    TEXT("reason-ru", "{n}") TEXT("topic", "Тренерлік корпус"),
                "");
}

#define MARK "«ҮЛГІ» says on every certificate that it is a sample. "

/* In a template of one's own it was forgotten; in the sample it belongs to the rest. */
static void test_the_mark_of_a_sample(void **state)
{
    (void)state;
    assert_told(COPY TEXT("issuer-kk", "Орталық сайлау комиссиясы") TEXT("sample-kk", "ҮЛГІ")
                    TEXT("reason-kk", "Бақылаушылар семинары"),
                "t.ini:16: warning: [text sample-kk] text: " MARK
                "Take the section out, and so in the other language.\n");
    assert_told(COPY TEXT("issuer-kk", "Орталық сайлау комиссиясы") TEXT("sample-kk", "ҮЛГІ")
                    TEXT("reason-kk", "электораттық оқыту"),
                "t.ini:16: note: [text sample-kk] text: " MARK
                "For an event of your own change the texts that name the sample's, and take "
                "this one out.\n");
    assert_told(COPY TEXT("issuer-kk", "Орталық сайлау комиссиясы") TEXT("a", "Үлгі мектеп"),
                "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_copy_has_left),
        cmocka_unit_test(test_what_is_left_where_no_page_shows_it),
        cmocka_unit_test(test_dates_and_others_who_sign),
        cmocka_unit_test(test_the_commission_itself),
        cmocka_unit_test(test_another_event_of_the_same_organiser),
        cmocka_unit_test(test_another_organiser_of_the_same_event),
        cmocka_unit_test(test_an_event_that_is_half_changed),
        cmocka_unit_test(test_the_mark_of_a_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
