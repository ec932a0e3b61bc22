#include "roster/error_value.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct error_values *values;

static int set_up(void **state)
{
    (void)state;
    struct error err;
    values = error_values_new(&err);
    return values ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    error_values_free(values);
    return 0;
}

static const char *check(const char *text)
{
    struct error err = {0};
    bool good = error_values_check(values, text, &err);
    assert_int_equal(good, !err.what.code);
    return words_of(&err);
}

static void errors_of_formulas_are_no_values(void **state)
{
    (void)state;
    static const char *const errors[] = {"#Н/Д",       "#ССЫЛКА!",      "#ИМЯ?",
                                         "#ЗНАЧ!",     "#ДЕЛ/0!",       "#ЧИСЛО!",
                                         "#ПУСТО!",    "#N/A",          "#REF!",
                                         "#NAME?",     "#VALUE!",       "#DIV/0!",
                                         "#NUM!",      "#NULL!",        "#СІЛТ!",
                                         "#АТАУЫ?",    "#МӘНІ!",        "#Қ/Ж",
                                         "#ССЫЛ!",     "#SPILL!",       "#ПЕРЕНОС!",
                                         "#н/д",       "Err:502",       "Err:522",
                                         "Ошибка:508", "#GETTING_DATA", "#ОЖИДАНИЕ_ДАННЫХ",
                                         "#ERROR!"};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        char expected[256];
        snprintf(expected, sizeof expected,
                 "the cell shows the error «%s»; correct its formula, or type what it should "
                 "say.",
                 errors[i]);
        assert_string_equal(check(errors[i]), expected);
    }
}

static void what_a_narrow_column_shows_is_no_value(void **state)
{
    (void)state;
    assert_string_equal(check("########"),
                        "«########» stands in place of a number that its column was too narrow "
                        "to show; widen the column and save the list again.");
    assert_string_not_equal(check("###"), "");
}

static void a_formula_is_not_what_it_gives(void **state)
{
    (void)state;
    assert_string_equal(check("=СЦЕПИТЬ(A1;B1)"),
                        "«=СЦЕПИТЬ(A1;B1)» is a formula, not what it gives; save the list "
                        "again as it shows values, or type what it should say.");
    assert_string_not_equal(check("=A2"), "");
    assert_string_not_equal(check("='2 бет'!A2"), "");
}

static void what_people_write_is_a_value(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "#",
                                        "#1",
                                        "№ 5",
                                        "#1 мектеп",
                                        "Поле",
                                        "Ссылка",
                                        "Имя?",
                                        "н/д",
                                        "Данные",
                                        "Эрр Анна",
                                        "Err",
                                        "Err:5",
                                        "Err:5022",
                                        "Ошибка: 502",
                                        "12:30",
                                        "Исполнитель: Ким",
                                        "#Н/Д нет",
                                        "#қазақстан",
                                        "## 2",
                                        "= 5",
                                        "=",
                                        "==",
                                        "=)",
                                        "=школа",
                                        "Истина Анна",
                                        "https://kualik.kz/#ref!"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(check(texts[i]), "");
}

/* A formula that joins texts goes on beside the error of one. */
static void an_error_beside_other_words_is_found(void **state)
{
    (void)state;
    static const char *const texts[][2] = {{"Школа #Н/Д", "#Н/Д"},
                                           {"#REF!, Алматы", "#REF!"},
                                           {"Лицей (#ЗНАЧ!)", "#ЗНАЧ!"},
                                           {"C# #N/A", "#N/A"}};
    static const char *const sound[] = {"#Н/Д",        "Школа #1", "C# и F#",
                                        "Школа#Н/Д-2", "##",       "#"};
    size_t size = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *found = error_values_beside(values, texts[i][0], &size);
        assert_non_null(found);
        assert_int_equal(size, strlen(texts[i][1]));
        assert_memory_equal(found, texts[i][1], size);
    }
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        assert_null(error_values_beside(values, sound[i], &size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_of_formulas_are_no_values),
        cmocka_unit_test(what_a_narrow_column_shows_is_no_value),
        cmocka_unit_test(a_formula_is_not_what_it_gives),
        cmocka_unit_test(what_people_write_is_a_value),
        cmocka_unit_test(an_error_beside_other_words_is_found),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
