#include "lang/column_kind.h"
#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const kinds[] = {"gender", "patronymic", "person", NULL};

/* Says which of the three each text is called; "" where it is none of them. */
static void assert_called(const char *const *texts, const char *kind)
{
    for (; *texts; texts++)
        for (enum heading heading = HEADING_GENDER; heading <= HEADING_PERSON; heading++)
            if (column_kind_is(lang->words, heading, *texts) !=
                (strcmp(kinds[heading], kind) == 0))
                fail_msg("«%s» is %sa %s", *texts, *kind ? "not " : "", kinds[heading]);
}

static void the_three_languages_are_known(void **state)
{
    (void)state;
    static const char *const genders[] = {"gender", "sex", "Жынысы", "Пол", NULL};
    static const char *const patronymics[] = {"patronymic",   "middle",   "middle name",
                                              "middlename",   "отчество", "Әкесінің аты",
                                              "әкесінің-аты", NULL};
    static const char *const people[] = {
        "last",        "last name",     "lastname",     "first",     "first name",
        "firstname",   "surname",       "name",         "full name", "fullname",
        "given name",  "family name",   "аты жөні",     "Аты",       "Тегі",
        "Тегі аты",    "Тегі, аты",     "Есімі",        "Т.А.Ә.",    "ФИО",
        "Ф.И.О.",      "Ф. И. О.",      "Фамилия",      "Имя",       "Фамилия, имя",
        "Фамилия имя", "Имя, отчество", "Имя отчество", "Аты-жөні",  NULL};
    assert_called(genders, "gender");
    assert_called(patronymics, "patronymic");
    assert_called(people, "person");
}

/* The small letter of I is that of Kazakh, not Turkish. */
static void letter_case_makes_no_difference(void **state)
{
    (void)state;
    static const char *const genders[] = {"GENDER", "ЖЫНЫСЫ", "пОЛ", NULL};
    static const char *const patronymics[] = {"ӘКЕСІНІҢ АТЫ", "MIDDLE NAME", "ОТЧЕСТВО", NULL};
    static const char *const people[] = {"ЕСІМІ", "АТЫ-ЖӨНІ", "FIRST NAME", "т.а.ә", NULL};
    assert_called(genders, "gender");
    assert_called(patronymics, "patronymic");
    assert_called(people, "person");
}

static void a_language_may_follow(void **state)
{
    (void)state;
    static const char *const languages[] = {"kk",  "kz",  "kaz", "ru", "rus", "en",
                                            "каз", "қаз", "рус", "KK", "РУС", NULL};
    static const char *const joints[] = {"_", "-", " ", ": ", ".", " - "};
    for (size_t i = 0; languages[i]; i++)
        for (size_t k = 0; k < sizeof joints / sizeof *joints; k++) {
            char text[64];
            strcpy(text, "пол");
            strcat(strcat(text, joints[k]), languages[i]);
            assert_called((const char *const[]){text, NULL}, "gender");
        }
    static const char *const written[] = {
        "Отчество на десерт", "имяru", "фиоқаз", "ru", "kk", NULL};
    assert_called(written, "");
}

static void signs_and_brackets_may_follow(void **state)
{
    (void)state;
    static const char *const genders[] = {"Пол:",  "Пол *",       "Пол.",
                                          "пол_",  "Пол (м / ж)", "Пол(м/ж)",
                                          "Sex (", "Sex: (m/f)",  NULL};
    assert_called(genders, "gender");
}

/* Nobody lists all that a column of names may be called. */
static void names_are_known_by_the_words_of_their_headings(void **state)
{
    (void)state;
    static const char *const people[] = {"Қатысушының аты-жөні",
                                         "Педагогтің аты-жөні",
                                         "Аты-жөні, тегі",
                                         "Тегі, аты, әкесінің аты",
                                         "Тегі, аты, әкесінің аты (бар болса)",
                                         "Тегі Аты Әкесінің аты",
                                         "Аты-жөні (толық)",
                                         "Аты-жөні қазақ тілінде",
                                         "Қазақша аты-жөні",
                                         "Қатысушының аты",
                                         "Тыңдаушының аты",
                                         "Аты мен тегі",
                                         "Т.А.Ә. (толық)",
                                         "ФИО участника",
                                         "ФИО слушателя курсов",
                                         "Ф.И.О. педагога",
                                         "ФИО директора школы",
                                         "ФИО полностью",
                                         "ФИО на русском языке",
                                         "ФИО в дательном падеже",
                                         "ФИО / Аты-жөні",
                                         "Участник (ФИО)",
                                         "Фамилия, имя, отчество",
                                         "Фамилия Имя Отчество",
                                         "Фамилия, имя, отчество (при его наличии)",
                                         "Фамилия, имя, отчество при наличии",
                                         "Имя и фамилия",
                                         "Имя Фамилия",
                                         "Фамилия, инициалы",
                                         "Имя участника",
                                         "Имя на казахском",
                                         "Полное имя",
                                         "Participant name",
                                         "Participant's full name",
                                         "Name of the participant",
                                         "Name, surname",
                                         "fio",
                                         "fio_ru",
                                         NULL};
    static const char *const patronymics[] = {"Отчество (при наличии)", "Отчество при наличии",
                                              "Отчество участника", "Қатысушының әкесінің аты",
                                              NULL};
    static const char *const others[] = {"Имя файла участника",
                                         "ФИО, должность",
                                         "Аты-жөні, лауазымы",
                                         "ФИО и телефон",
                                         "Мектептің аты",
                                         "Курстың аты",
                                         "Ұйым аты",
                                         "School name",
                                         "Name of the course",
                                         "Количество ФИО",
                                         "Имя пользователя",
                                         "Қатысушы мектебінің аты",
                                         "Участник",
                                         "Қатысушы",
                                         "Қатысушының нөмірі",
                                         "Имя питомца",
                                         "Название",
                                         NULL};
    assert_called(people, "person");
    assert_called(patronymics, "patronymic");
    assert_called(others, "");
    assert_true(column_kind_is(lang->words, HEADING_SURNAME, "Фамилия участника"));
    assert_false(column_kind_is(lang->words, HEADING_SURNAME, "Фамилия, имя"));
    assert_false(column_kind_is(lang->words, HEADING_GIVEN, "Имя участника"));
}

/* «Имя участника» may be all of a name, but not where the surname has a column of its own. */
static void given_names_beside_surnames_are_known(void **state)
{
    (void)state;
    static const char *const given[] = {
        "Имя участника", "Имя на русском", "Имя ребёнка",    "Имя, отчество",
        "Имя",           "Name",           "Қатысушының аты"};
    static const char *const others[] = {"ФИО",      "Фамилия, имя", "Фамилия",
                                         "Отчество", "Имя файла",    "Полное имя",
                                         "Аты-жөні", "Регион",       "Имя и должность"};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (!column_kind_is_given_beside(lang->words, given[i]))
            fail_msg("%s", given[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (column_kind_is_given_beside(lang->words, others[i]))
            fail_msg("%s", others[i]);
}

/* What a person of the list is; in Russian that stands first, in Kazakh and English last. */
static void participants_are_known(void **state)
{
    (void)state;
    static const char *const participants[] = {"Участник",
                                               "УЧАСТНИКИ",
                                               "Участник курса",
                                               "Слушатель",
                                               "Ученик школы",
                                               "Қатысушы",
                                               "Тыңдаушы",
                                               "Мұғалім",
                                               "Курс тыңдаушысы",
                                               "Мектеп оқушысы",
                                               "Сертификат иесі",
                                               "Педагог",
                                               "Participant",
                                               "Course participant",
                                               "Speaker:",
                                               "Кому",
                                               "Обучающийся (очно)",
                                               "Комиссия мүшесі",
                                               NULL};
    static const char *const others[] = {"Категория участника",
                                         "Телефон участника",
                                         "Участник, телефон",
                                         "Қатысушы мектебі",
                                         "Қатысушының мектебі",
                                         "Школа слушателя",
                                         "Participant ID",
                                         "Student group",
                                         "Количество участников",
                                         "Участие",
                                         "Иә / жоқ",
                                         "",
                                         "Ким Ли 10/3/17, 9:00:00 AM Attendee",
                                         "Директорат",
                                         "Роль",
                                         NULL};
    for (const char *const *text = participants; *text; text++)
        if (!column_kind_is_participant(lang->words, *text))
            fail_msg("«%s»", *text);
    for (const char *const *text = others; *text; text++)
        if (column_kind_is_participant(lang->words, *text))
            fail_msg("«%s»", *text);
}

static void other_things_and_numbers_are_known(void **state)
{
    (void)state;
    static const char *const others[] = {
        "Телефон", "Мектебі",        "Школа",   "Тема курса",        "Курс", "Сағат саны",
        "Балл",    "ФИО, должность", "Команда", "Қатысушы телефоны", NULL};
    static const char *const names[] = {
        "ФИО директора школы", "Ученик школы", "Слушатель", "Гость", "Аты-жөні", NULL};
    for (const char *const *text = others; *text; text++)
        if (!column_kind_is_other(lang->words, *text))
            fail_msg("«%s»", *text);
    for (const char *const *text = names; *text; text++)
        if (column_kind_is_other(lang->words, *text))
            fail_msg("«%s»", *text);
    assert_true(column_kind_is_count(lang->words, "Сағат саны"));
    assert_true(column_kind_is_count(lang->words, "Балл"));
    assert_false(column_kind_is_count(lang->words, "Тема"));
}

/* «Место» alone is the first, second or third; beside other words it is where somebody works.
 */
static void a_place_of_something_is_no_number(void **state)
{
    (void)state;
    static const char *const ranks[] = {
        "Место",          "Орын",        "Орны",       "Занятое место",   "Жүлделі орын",
        "МЕСТО:",         "Место (1–3)", "Алған орны", "Место участника", "Место на конкурсе",
        "Призовое место", NULL};
    static const char *const places[] = {"Место работы",
                                         "Место учёбы",
                                         "Место учебы",
                                         "Место жительства",
                                         "Жұмыс орны",
                                         "Оқу орны",
                                         "Оқитын орны",
                                         "Тұрғылықты орны",
                                         "Место рождения",
                                         "Рабочее место",
                                         "Место работы участника",

                                         "Местонахождение",
                                         "Орынбасар",
                                         "Место работы, класс",
                                         "Место школы",
                                         "Воинская часть",
                                         "Колхоз",
                                         "Agency",
                                         NULL};
    for (const char *const *text = ranks; *text; text++)
        if (!column_kind_is_count(lang->words, *text))
            fail_msg("«%s»", *text);
    for (const char *const *text = places; *text; text++)
        if (column_kind_is_count(lang->words, *text))
            fail_msg("«%s»", *text);
    assert_true(column_kind_is_other(lang->words, "Место работы"));
    assert_true(column_kind_is_other(lang->words, "Место"));
    assert_true(column_kind_is_other(lang->words, "ФИО, место работы"));
}

/* What goes on is another thing, which must not be judged as a name is. */
static void other_words_may_not(void **state)
{
    (void)state;
    static const char *const others[] = {
        "Имя файла", "Название",       "Полис",     "пола",          "Ещё имя",
        "Именинник", "name of course", "Names",     "lastly",        "first aid",
        "sexton",    "Фамилиялар",     "атының",    "Тегін",         "фиолетовый",
        "№ фио",     "ваше имя",       "middleman", "Имя казначея",  "Имя русалки",
        "First run", "Имя, дата",      "Имя/дата",  "patronymic no", NULL};
    assert_called(others, "");
}

static void what_says_nothing_is_called_nothing(void **state)
{
    (void)state;
    static const char *const others[] = {"",      " ",  "_",  "-", "(", ".", "*",
                                         "(имя)", "kk", "\n", "_", "ф", NULL};
    assert_called(others, "");
}

/* A heading may be as long as a field of a list. */
static void a_long_text_is_read_to_its_end(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE + 1);
    assert_non_null(text);
    memset(text, '_', SIZE);
    memcpy(text, "name", strlen("name"));
    text[SIZE] = '\0';
    assert_true(column_kind_is(lang->words, HEADING_PERSON, text));
    text[SIZE - 1] = 'x';
    assert_false(column_kind_is(lang->words, HEADING_PERSON, text));
    free(text);
}

/* What a part of a name is called, and the number of a row. */
static void parts_and_numbers_are_known(void **state)
{
    (void)state;
    static const struct {
        enum heading heading;
        const char *yes[8], *no[6];
    } cases[] = {
        {HEADING_SURNAME, {"last_kk", "Тегі", "Фамилия (рус)", "surname"}, {"first", "ФИО"}},
        {HEADING_GIVEN, {"first_ru", "Аты", "Имя", "Есімі"}, {"Аты-жөні", "Имя файла", "last"}},
        {HEADING_NUMBER,
         {"number", "№", "№ п/п", "Нөмірі", "Рег. №", "Тіркеу нөмірі", "№ р/с"},
         {"Телефон", "Номер телефона", "№ школы"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (const char *const *text = cases[i].yes; *text; text++)
            if (!column_kind_is(lang->words, cases[i].heading, *text))
                fail_msg("«%s»", *text);
        for (const char *const *text = cases[i].no; *text; text++)
            if (column_kind_is(lang->words, cases[i].heading, *text))
                fail_msg("«%s»", *text);
    }
}

static void assert_stem(const char *name, size_t size, const char *language)
{
    const char *found;
    assert_int_equal(column_kind_stem(name, &found), size);
    assert_string_equal(found ? found : "", language);
}

static void a_name_without_its_language_is_its_stem(void **state)
{
    (void)state;
    assert_stem("last_kk", 4, "kk");
    assert_stem("last-ru", 4, "ru");
    assert_stem("last_en", 7, "");
    assert_stem("last", 4, "");
    assert_stem("lastru", 6, "");
    assert_stem("_kk", 3, "");
    assert_stem("kk", 2, "");
    assert_stem("", 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_without_its_language_is_its_stem),
        cmocka_unit_test(parts_and_numbers_are_known),
        cmocka_unit_test(the_three_languages_are_known),
        cmocka_unit_test(letter_case_makes_no_difference),
        cmocka_unit_test(a_language_may_follow),
        cmocka_unit_test(signs_and_brackets_may_follow),
        cmocka_unit_test(names_are_known_by_the_words_of_their_headings),
        cmocka_unit_test(given_names_beside_surnames_are_known),
        cmocka_unit_test(participants_are_known),
        cmocka_unit_test(other_things_and_numbers_are_known),
        cmocka_unit_test(a_place_of_something_is_no_number),
        cmocka_unit_test(other_words_may_not),
        cmocka_unit_test(what_says_nothing_is_called_nothing),
        cmocka_unit_test(a_long_text_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, set_up_lang, tear_down_lang);
}
