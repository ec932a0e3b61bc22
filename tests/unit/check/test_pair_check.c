#include "check/pair_check.h"

#include "unit/row_fields.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { LAST_KK, FIRST_KK, PATRONYMIC_KK, LAST_RU, FIRST_RU, PATRONYMIC_RU, COUNT };

static struct column list[COUNT];
static struct name_match *match;

static int set_up(void **state)
{
    (void)state;
    struct error err;
    for (size_t i = 0; i < COUNT; i++)
        list[i] = (struct column){.heading = "H",
                                  .language = i < LAST_RU ? LANGUAGE_KAZAKH : LANGUAGE_RUSSIAN,
                                  .used = true,
                                  .named = true,
                                  .pair = (i + LAST_RU) % COUNT};
    match = name_match_new(&err);
    return match ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    name_match_free(match);
    return 0;
}

/* Says what is reported of the names; the column whose number is `damaged` is of no use. */
static void assert_reported(const char *const fields[COUNT], size_t damaged, const char *wanted)
{
    const struct columns columns = {
        .list = list, .count = COUNT, .gender = NO_COLUMN, .number = NO_COLUMN};
    const struct check_rules rules = {.match = match};
    const struct row row = {.fields = fields};
    struct arena arena = {0};
    struct report findings = {0};
    bool unusable[COUNT] = {false};
    bool differs[COUNT] = {false};
    if (damaged < COUNT)
        unusable[damaged] = true;
    const struct row_subject subject = {.columns = &columns,
                                        .rules = &rules,
                                        .row = &row,
                                        .arena = &arena,
                                        .findings = &findings,
                                        .damaged = unusable,
                                        .differs = differs};
    pair_check_compare(&subject);
    pair_check(&subject);
    assert_true(findings.count <= 1);
    assert_string_equal(findings.count ? WHAT(&findings.list[0]) : "", wanted);
    report_free(&findings);
    arena_free(&arena);
}

static void one_person_in_both_languages_is_sound(void **state)
{
    (void)state;
    assert_reported(ROW("Қасымов", "Нұрлан", "Асқарұлы", "Касымов", "Нурлан", "Аскарович"),
                    COUNT, "");
    assert_reported(ROW("Қасымов", "Нұрлан", "", "Касымов", "Нурлан", "Аскарович"), COUNT, "");
    assert_reported(ROW("", "", "", "Касымов", "Нурлан", "Аскарович"), COUNT, "");
}

static void two_people_are_told(void **state)
{
    (void)state;
    assert_reported(ROW("Ахметов", "Ерлан", "Болатұлы", "Сулейменов", "Тимур", "Рашидович"),
                    COUNT,
                    "«Ахметов Ерлан Болатұлы» in Kazakh and «Сулейменов Тимур Рашидович» in "
                    "Russian are the names of two people.");
    assert_reported(ROW("Ахметов", "Ерлан", "", "Сулейменов", "Тимур", "Рашидович"), COUNT,
                    "«Ахметов Ерлан» in Kazakh and «Сулейменов Тимур» in Russian are the names "
                    "of two people.");
}

/* Whole names in one column each. */
static void two_people_in_whole_names_are_told(void **state)
{
    (void)state;
    assert_reported(ROW("Иванова Мария Петровна", "", "", "Утегенова Гульнур Канатовна"), COUNT,
                    "«Иванова Мария Петровна» in Kazakh and «Утегенова Гульнур Канатовна» in "
                    "Russian are the names of two people.");
    assert_reported(ROW("Иванова Мария", "", "", "Утегенова Мария Канатовна"), COUNT,
                    "«Иванова Мария» in Kazakh does not correspond to «Утегенова Мария "
                    "Канатовна» in Russian.");
    assert_reported(ROW("Ахметов", "", "", "Оспанов"), COUNT,
                    "«Ахметов» in Kazakh does not correspond to «Оспанов» in Russian.");
}

static void parts_that_changed_places_are_told(void **state)
{
    (void)state;
    assert_reported(ROW("Қасымов", "Нұрлан", "Асқарұлы", "Нурлан", "Касымов", "Аскарович"),
                    COUNT,
                    "«Қасымов Нұрлан» in Kazakh, but «Нурлан Касымов» in Russian: parts of the "
                    "name have changed places.");
}

/* A whole name in one column of each language. */
static void parts_in_another_order_are_told(void **state)
{
    (void)state;
    assert_reported(ROW("Асқар Болатұлы Оспанов", "", "", "Оспанов Аскар Болатович"), COUNT,
                    "«Асқар Болатұлы Оспанов» in Kazakh, but «Оспанов Аскар Болатович» in "
                    "Russian: the parts of the name are in another order.");
    assert_reported(ROW("Оспанова Айгүл", "", "", "Айгуль Сериковна Оспанова"), COUNT,
                    "«Оспанова Айгүл» in Kazakh, but «Айгуль Сериковна Оспанова» in Russian: "
                    "the parts of the name are in another order.");
    assert_reported(ROW("Асқар Асқаров", "", "", "Аскаров Аскар"), COUNT,
                    "«Асқар Асқаров» in Kazakh, but «Аскаров Аскар» in Russian: the parts of "
                    "the name are in another order.");
    assert_reported(ROW("Асқаров Асқар", "", "", "Аскаров Аскар"), COUNT, "");
    assert_reported(ROW("Оспан Асқар Болатұлы", "", "", "Оспанов Аскар Болатович"), COUNT, "");
}

static void a_wrong_part_is_told(void **state)
{
    (void)state;
    assert_reported(ROW("Ахметова", "Айгүл", "Болатқызы", "Ахметова", "Айнур", "Болаткызы"),
                    COUNT, "«Айгүл» in Kazakh does not correspond to «Айнур» in Russian.");
    assert_reported(ROW("Ахметова", "Айгүл", "Болатқызы", "Ахметова", "Айнур", "Болаткызы"),
                    FIRST_RU, "");
    list[FIRST_KK].used = false;
    assert_reported(ROW("Ахметова", "Айгүл", "Болатқызы", "Ахметова", "Айнур", "Болаткызы"),
                    COUNT, "");
    list[FIRST_KK].used = true;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_person_in_both_languages_is_sound),
        cmocka_unit_test(two_people_are_told),
        cmocka_unit_test(two_people_in_whole_names_are_told),
        cmocka_unit_test(parts_that_changed_places_are_told),
        cmocka_unit_test(parts_in_another_order_are_told),
        cmocka_unit_test(a_wrong_part_is_told),
    };
    return cmocka_run_group_tests_name("pair_check", tests, set_up, tear_down);
}
