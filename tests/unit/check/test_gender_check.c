#include "check/gender_check.h"

#include "unit/lang_fixture.h"
#include "unit/row_fields.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LAST, FIRST, PATRONYMIC, FULL, GENDER, REGION, COUNT };

static struct column list[COUNT] = {
    [LAST] = {.heading = "Тегі", .personal = true, .named = true, .surname = true},
    [FIRST] = {.heading = "Аты", .personal = true, .named = true, .given = true},
    [PATRONYMIC] = {.heading = "Отчество", .personal = true, .named = true, .patronymic = true},
    [FULL] = {.heading = "ФИО", .personal = true, .named = true},
    [GENDER] = {.heading = "Пол"},
    [REGION] = {.heading = "Регион", .personal = true},
};

static struct check_words *words;

static int set_up(void **state)
{
    (void)state;
    struct error err;
    words = check_words_new(&err);
    return words ? set_up_lang(state) : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tear_down_lang(state);
    check_words_free(words);
    return 0;
}

static void assert_reported(const char *const fields[COUNT], const char *wanted)
{
    const struct columns columns = {
        .list = list, .count = COUNT, .gender = GENDER, .number = NO_COLUMN};
    const struct check_rules rules = {.lang = lang, .words = words};
    const struct row row = {.fields = fields};
    struct arena arena = {0};
    struct report findings = {0};
    bool damaged[COUNT] = {false};
    const struct row_subject subject = {.columns = &columns,
                                        .rules = &rules,
                                        .row = &row,
                                        .arena = &arena,
                                        .findings = &findings,
                                        .damaged = damaged};
    gender_check(&subject);
    assert_true(findings.count <= 1);
    const char *text = findings.count ? WHAT(&findings.list[0]) : "";
    if (strcmp(text, wanted) != 0)
        fail_msg("«%s» instead of «%s»", text, wanted);
    report_free(&findings);
    arena_free(&arena);
}

static void what_agrees_is_sound(void **state)
{
    (void)state;
    assert_reported(ROW("Сүлейменова", "Жанар", "Болатқызы", "", "f"), "");
    assert_reported(ROW("Имашев", "Берік", "Болатұлы", "", "м"), "");
    assert_reported(ROW("Цой", "Виктор", "", "", "m"), "");
    assert_reported(ROW("Сова", "Виктор", "", "", "m"), "");
    assert_reported(ROW("Лев", "Виктор", "", "", "m"), "");
    assert_reported(ROW("", "", "", "Ирина Ким", "f"), "");
    assert_reported(ROW("", "", "", "Асқар Айгүл", "f"), ""); /* Асқар is her surname */
    assert_reported(ROW("Иванов", "", "", "", "m", "Костанайская область"), "");
    assert_reported(ROW("", "", "", "", ""), "");
}

static void the_column_contradicts_the_name(void **state)
{
    (void)state;
    assert_reported(ROW("Сүлейменова", "Жанар", "", "", "m"),
                    "«Сүлейменова» is the name of a woman, but «Пол» says «m».");
    assert_reported(ROW("Имашев", "Берік", "", "", "ж"),
                    "«Имашев» is the name of a man, but «Пол» says «ж».");
    assert_reported(ROW("Кан", "Любовь", "", "", "m"),
                    "«Любовь» is the name of a woman, but «Пол» says «m».");
    assert_reported(ROW("Цой", "Виктор", "", "", "f"),
                    "«Виктор» is the name of a man, but «Пол» says «f».");
    assert_reported(ROW("Галкина", "", "", "", "m"),
                    "«Галкина» is the name of a woman, but «Пол» says «m».");
    assert_reported(ROW("", "", "Иванович", "", "f"),
                    "«Иванович» is the name of a man, but «Пол» says «f».");
    assert_reported(ROW("", "", "", "Сулейменова Жанар", "m"),
                    "«Сулейменова» is the name of a woman, but «Пол» says «m».");
    assert_reported(ROW("", "", "", "", "да"), "«да» is not a gender.");
}

/* Of -ин and -ын only what is Russian: a father's name is the surname of daughters, too. */
static void a_name_that_ends_like_a_surname_shows_nothing(void **state)
{
    static const char *const men[] = {"Калинин", "Сорокин", "Пушкин", "Лисицын", "Бабин",
                                      "Бородин", "Кузьмин", "Ильин",  "Никитин"};
    static const char *const common[] = {
        "Турсын", "Хусаин", "Камалдин", "Нуридин",    "Жаркын",   "Толкын", "Сагын",
        "Алтын",  "Мухсин", "Эрлин",    "Шарафутдин", "Мухитдин", "Рабин",  "Тұрсын",
        "Айдын",  "Мартин", "Берлин",   "Салахидин",  "Еркин"};
    (void)state;
    for (size_t i = 0; i < sizeof men / sizeof *men; i++) {
        char wanted[99];
        snprintf(wanted, sizeof wanted, "«%s» is the name of a man, but «Пол» says «ж».",
                 men[i]);
        assert_reported(ROW(men[i], "Жанар", "", "", "ж"), wanted);
    }
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        assert_reported(ROW(common[i], "Жанар", "", "", "ж"), "");
}

/* In one column with the surname, the given name shows by its place. */
static void a_whole_name_shows_its_given_name(void **state)
{
    (void)state;
    assert_reported(ROW("", "", "", "Ким Любовь", "m"),
                    "«Любовь» is the name of a woman, but «Пол» says «m».");
    assert_reported(ROW("", "", "", "Цой Виктор Сергеев", "f"),
                    "«Сергеев» is the name of a man, but «Пол» says «f».");
    assert_reported(ROW("", "", "", "Цой Виктор", "f"),
                    "«Виктор» is the name of a man, but «Пол» says «f».");
    assert_reported(ROW("", "", "", "Сулейменова Ерлан", ""),
                    "«Ерлан» is the name of a man, but «Сулейменова» is that of a woman.");
    assert_reported(ROW("", "", "", "Ерлан Сулейменова", ""),
                    "«Ерлан» is the name of a man, but «Сулейменова» is that of a woman.");
    assert_reported(ROW("", "", "", "Оспанова Айгүл Серік қызы", "m"),
                    "«Серік қызы» is the name of a woman, but «Пол» says «m».");
    assert_reported(ROW("", "", "", "Асқар Болатұлы Оспанов", "f"),
                    "«Болатұлы» is the name of a man, but «Пол» says «f».");
    assert_reported(ROW("", "", "", "Ерлан", "f"), ""); /* a surname, too */
    assert_reported(ROW("", "", "", "Ерлан Ким", "f"), "");
    assert_reported(ROW("", "", "", "Сымбат Ерлан", "f"), ""); /* her father's name */
    assert_reported(ROW("", "", "", "Ким Ерлан Виктор", "m"), "");
}

/* Of two given names one is the surname, whatever the order, and that is a man's. */
static void two_given_names_show_a_gender(void **state)
{
    (void)state;
    assert_reported(ROW("", "", "", "Нурлан Ержан", "ж"),
                    "«Нурлан» is the name of a man, but «Пол» says «ж».");
    assert_reported(ROW("", "", "", "Серик Асель", "м"),
                    "«Асель» is the name of a woman, but «Пол» says «м».");
    assert_reported(ROW("", "", "", "Асель Серик", "м"),
                    "«Асель» is the name of a woman, but «Пол» says «м».");
    assert_reported(ROW("", "", "", "Асель Жанар", "м"),
                    "«Асель» is the name of a woman, but «Пол» says «м».");
    assert_reported(ROW("", "", "", "Асель Серик", "ж"), "");
    assert_reported(ROW("", "", "", "Нурлан Ержан", "м"), "");
    assert_reported(ROW("", "", "", "Серик Асель", ""), "");
}

static void parts_of_the_name_contradict_each_other(void **state)
{
    (void)state;
    assert_reported(ROW("Оспанов", "", "Болатқызы", "", ""),
                    "«Оспанов» is the name of a man, but «Болатқызы» is that of a woman.");
    assert_reported(ROW("Оспанова", "Ерлан", "", "", ""),
                    "«Ерлан» is the name of a man, but «Оспанова» is that of a woman.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_agrees_is_sound),
        cmocka_unit_test(the_column_contradicts_the_name),
        cmocka_unit_test(a_name_that_ends_like_a_surname_shows_nothing),
        cmocka_unit_test(a_whole_name_shows_its_given_name),
        cmocka_unit_test(two_given_names_show_a_gender),
        cmocka_unit_test(parts_of_the_name_contradict_each_other),
    };
    return cmocka_run_group_tests_name("gender_check", tests, set_up, tear_down);
}
