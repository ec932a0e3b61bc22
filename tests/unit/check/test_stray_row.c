#include "check/stray_row.h"

#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NUMBER, NAME, FIRM, DATE, COUNT };

static struct column list[COUNT] = {
    [NUMBER] = {.heading = "№", .required = true, .number = true},
    [NAME] = {.heading = "ФИО", .required = true, .personal = true, .named = true},
    [FIRM] = {.heading = "Ұйым", .required = true},
    [DATE] = {.heading = "Күні"},
};

static struct check_words *words;

static int set_up(void **state)
{
    struct error err;
    words = check_words_new(&err);
    return words ? set_up_lang(state) : -1;
}

static int tear_down(void **state)
{
    check_words_free(words);
    return tear_down_lang(state);
}

/* Says what is reported of the row, "" if it is a person's. */
static void assert_reported(const char *const fields[COUNT], const char *wanted)
{
    const struct columns columns = {
        .list = list, .count = COUNT, .gender = NO_COLUMN, .number = NUMBER};
    const struct row row = {.fields = fields};
    struct arena arena = {0};
    struct report findings = {0};
    struct place place = {.row = 7, .who = "X"};
    bool stray = stray_row_check(words, lang->words, &columns, &row, place, &arena, &findings);
    assert_int_equal(findings.count, stray);
    assert_int_equal(findings.errors, stray);
    const char *text = stray ? WHAT(&findings.list[0]) : "";
    if (strcmp(text, wanted) != 0)
        fail_msg("«%s» instead of «%s»", text, wanted);
    if (stray)
        assert_null(findings.list[0].place.who);
    report_free(&findings);
    arena_free(&arena);
}

#define ROW(...) ((const char *const[COUNT]){__VA_ARGS__})

static void people_are_no_strays(void **state)
{
    (void)state;
    assert_reported(ROW("1", "Ахметов Асқар", "Мектеп", "2017"), "");
    assert_reported(ROW("1", "Ахметов Асқар", "", ""), "");
    assert_reported(ROW("1", "Всеволодов Итог", "", ""), "");
    assert_reported(ROW("", "Исполнев Асқар", "", ""),
                    "«Исполнев Асқар» stands alone in its row: is it a sum, a remark, or the "
                    "heading of a group?");
    assert_reported(ROW("1", "2", "4", ""), "");
    assert_reported(ROW("", "", "", ""), "");
    assert_reported(ROW("Итого", "Ахметов Асқар", "Мектеп", ""), "");
}

static void sums_and_footers_are_told(void **state)
{
    (void)state;
    static const char *const sums[] = {"Итого: 30 человек", "итог", "Барлығы: 5 адам", "ВСЕГО",
                                       "Жиыны"};
    static const char *const footers[] = {"Исполнитель: Сидорова А.А., тел. 74-00-00",
                                          "Құрастырған: Омарова Г.",
                                          "Ким Ли, тел.: 5-33",
                                          "Исп. Сидорова А.",
                                          "Куратор: Омарова Г.",
                                          "Примечание"};
    char wanted[256];
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        snprintf(wanted, sizeof wanted,
                 "«%s» looks like a sum under the table, not like a person.", sums[i]);
        assert_reported(ROW(sums[i], "", "", ""), wanted);
        assert_reported(ROW("", sums[i], "", "5"), wanted);
    }
    for (size_t i = 0; i < sizeof footers / sizeof *footers; i++) {
        snprintf(wanted, sizeof wanted,
                 "«%s» looks like a line under the table, not like a person.", footers[i]);
        assert_reported(ROW("", footers[i], "", ""), wanted);
    }
}

/* Posts and firms that begin like a footer, before the name. */
static void people_of_such_posts_are_no_strays(void **state)
{
    (void)state;
    static const char *const posts[] = {"Ответственный секретарь", "Куратор",
                                        "Жауапты хатшы",           "Исп. обязанности директора",
                                        "Тел. оператор 112",       "Отв. редактор",
                                        "Total E&P Kazakhstan",    "тел. 8 701 222 33 44"};
    const struct column number = list[NUMBER];
    list[NUMBER] = (struct column){.heading = "Лауазымы"};
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        assert_reported(ROW(posts[i], "Ахметов Асқар", "", ""), "");
    assert_reported(ROW("Директор", "Ахметов Асқар", "________", ""), "");
    /* A footer all the same: */
    assert_reported(ROW("Исполнитель: Ким", "Сидорова А.", "", ""),
                    "«Исполнитель: Ким» looks like a line under the table, not like a person.");
    assert_reported(ROW("Итого", "25", "", ""),
                    "«Итого» looks like a sum under the table, not like a person.");
    list[NUMBER] = number;
    assert_reported(ROW("Исполнитель", "Сидорова Анна", "", ""),
                    "«Исполнитель» looks like a line under the table, not like a person.");
}

/* It cannot be told from a person: it is only doubted. */
static void what_may_be_a_footer_is_doubted(void **state)
{
    (void)state;
    const struct column number = list[NUMBER];
    struct report findings = {0};
    struct arena arena = {0};
    list[NUMBER] = (struct column){.heading = "Лауазымы"};
    const struct columns columns = {.list = list, .count = COUNT, .gender = NO_COLUMN};
    const struct row row = {.fields = ROW("Исполнитель", "Сидорова А.А.", "", "")};
    assert_false(stray_row_check(words, lang->words, &columns, &row, (struct place){.row = 7},
                                 &arena, &findings));
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.list[0].level, LEVEL_WARNING);
    assert_string_equal(findings.list[0].words->what.code, "row-maybe-footer");
    list[NUMBER] = number;
    report_free(&findings);
    arena_free(&arena);
}

/* The heading of a group, in each cell over which it stood. */
static void one_text_in_each_field_is_told(void **state)
{
    (void)state;
    assert_reported(ROW("Ақтөбе облысы", "Ақтөбе облысы", "Ақтөбе облысы", ""),
                    "«Ақтөбе облысы» stands in every field of the row: is it the heading of a "
                    "group?");
    assert_reported(ROW("", "Асан", "Асан", ""), "");
    assert_reported(ROW("1", "Асан", "Асан", "Асан"), "");
}

/* Whoever signs under the table has a line for it; in a list of those present each has. */
static void who_signs_under_the_table_is_told(void **state)
{
    (void)state;
    assert_reported(ROW("", "Начальник отдела", "____________", "Ким А."),
                    "«Начальник отдела» looks like a line under the table, not like a person.");
    assert_reported(ROW("", "Директор", "__________/ ________", ""),
                    "«Директор» looks like a line under the table, not like a person.");
    assert_reported(ROW("Басшы", "", "", "Сейітов А."),
                    "«Басшы» looks like a line under the table, not like a person.");
    assert_reported(ROW("", "Директор", "", "Иванова А.А."),
                    "«Директор» looks like a line under the table, not like a person.");
    assert_reported(ROW("", "Директоров А.", "", "Ким А."), "");
    assert_reported(ROW("", "Директор", "", "Мектеп"), "");
    assert_reported(ROW("", "Начальник отдела", "", "Ким А."), "");
    assert_reported(ROW("1", "Ахметов Асқар", "", "________"), "");
    assert_reported(ROW("1", "Директоров Асқар", "________", ""), "");
}

static void a_row_that_numbers_the_columns_is_told(void **state)
{
    (void)state;
    assert_reported(ROW("1", "2", "3", "4"), "this row numbers the columns.");
    assert_reported(ROW("1", "2", "", ""), "this row numbers the columns.");
    assert_reported(ROW("", "2", "3", ""), "this row numbers the columns.");
    assert_reported(ROW("7", "", "", ""),
                    "«7» stands alone in its row: is it a sum, a remark, or the heading of a "
                    "group?");
}

/* A report of Teams goes on with the next table; somebody may be called as a column is. */
static void headings_that_stand_there_again_are_told(void **state)
{
    (void)state;
    assert_reported(ROW("№", "ФИО", "Басқа", ""), "the headings stand here once more.");
    assert_reported(ROW("", "ФИО", "", ""), "the headings stand here once more.");
    assert_reported(ROW("№", "ф.и.о.", "", ""), "the headings stand here once more.");
    assert_reported(ROW("1", "Ахметов Асқар", "Ұйым", ""), "");
    assert_reported(ROW("—", "Ахметов Асқар", "Ұйым", ""), "");
    assert_reported(ROW("1", "Ахметов Асқар", "ұйым", "күні"), "");
}

/* Those of another table are called otherwise. */
static void headings_of_another_table_are_told(void **state)
{
    (void)state;
    static const char *const told = "these are headings, as of another table.";
    assert_reported(ROW("№ п/п", "Фамилия, имя", "", ""), told);
    assert_reported(ROW("", "Аты-жөні", "Ұйым", ""), told);
    assert_reported(ROW("", "Тегі", "", ""), told);
    assert_reported(ROW("1", "Аты-жөні", "Мектеп", ""), "");
    assert_reported(ROW("№ п/п", "Ахметов Асқар", "Пол", ""), "");
}

static void a_text_alone_in_its_row_is_told_where_others_are_required(void **state)
{
    (void)state;
    assert_reported(ROW("", "Ақтөбе облысы", "", ""),
                    "«Ақтөбе облысы» stands alone in its row: is it a sum, a remark, or the "
                    "heading of a group?");
    list[NUMBER].required = list[FIRM].required = false;
    assert_reported(ROW("", "Ахметов Асқар", "", ""), "");
    list[NUMBER].required = list[FIRM].required = true;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_no_strays),
        cmocka_unit_test(sums_and_footers_are_told),
        cmocka_unit_test(people_of_such_posts_are_no_strays),
        cmocka_unit_test(what_may_be_a_footer_is_doubted),
        cmocka_unit_test(one_text_in_each_field_is_told),
        cmocka_unit_test(who_signs_under_the_table_is_told),
        cmocka_unit_test(a_row_that_numbers_the_columns_is_told),
        cmocka_unit_test(headings_that_stand_there_again_are_told),
        cmocka_unit_test(headings_of_another_table_are_told),
        cmocka_unit_test(a_text_alone_in_its_row_is_told_where_others_are_required),
    };
    return cmocka_run_group_tests_name("stray_row", tests, set_up, tear_down);
}
