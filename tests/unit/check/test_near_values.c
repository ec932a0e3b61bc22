#include "check/near_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void count(struct near_values *values, const char *text, size_t times)
{
    while (times--)
        near_values_count(values, text);
}

static void assert_meant(struct near_values *values, const char *text, const char *wanted,
                         bool sure)
{
    bool is_sure = false;
    const char *meant = near_values_meant(values, text, &is_sure);
    if (!wanted) {
        assert_null(meant);
        return;
    }
    assert_non_null(meant);
    assert_string_equal(meant, wanted);
    assert_int_equal(is_sure, sure);
}

static void test_a_rare_value_near_a_frequent_one(void **state)
{
    (void)state;
    struct near_values *values = near_values_new();
    count(values, "Акмолинская область", 6);
    count(values, "Актюбинская область", 6);
    count(values, "Акмалинская область", 1);
    count(values, "Актубенская область", 1);
    count(values, "АКМОЛИНСКАЯ ОБЛАСТЬ", 1);
    count(values, "город Алматы", 1);
    count(values, "", 9);
    assert_true(near_values_close(values));
    assert_meant(values, "Акмолинская область", NULL, false);
    assert_meant(values, "Акмалинская область", "Акмолинская область", true);
    assert_meant(values, "Актубенская область", "Актюбинская область", false);
    assert_meant(values, "АКМОЛИНСКАЯ ОБЛАСТЬ", "Акмолинская область", true);
    assert_meant(values, "город Алматы", NULL, false);
    assert_meant(values, "", NULL, false);
    assert_meant(values, "never counted", NULL, false);
    near_values_free(values);
}

/* What stands twice may be as wrong as what stands once. */
static void test_a_value_is_frequent_from_the_third_time_on(void **state)
{
    (void)state;
    struct near_values *values = near_values_new();
    count(values, "город Алматы", 9);
    count(values, "Акмолинская область", 2);
    count(values, "Акмалинская область", 1);
    assert_false(near_values_close(values));
    near_values_free(values);
    values = near_values_new();
    count(values, "город Алматы", 9);
    count(values, "Акмолинская область", 3);
    count(values, "Акмалинская область", 1);
    assert_true(near_values_close(values));
    assert_meant(values, "Акмалинская область", "Акмолинская область", true);
    near_values_free(values);
}

/* Numbers that differ are different numbers, and short words are different words. */
static void test_what_is_no_slip(void **state)
{
    (void)state;
    struct near_values *values = near_values_new();
    count(values, "№ 12 мектеп", 8);
    count(values, "№ 13 мектеп", 1);
    count(values, "Ош", 8);
    count(values, "Об", 1);
    count(values, "мүше", 8);
    count(values, "мүшесі", 1);
    assert_false(near_values_close(values));
    near_values_free(values);
}

static void test_two_frequent_values_are_both_right(void **state)
{
    (void)state;
    struct near_values *values = near_values_new();
    count(values, "заведующий", 5);
    count(values, "заведующая", 4);
    count(values, "Аральская область", 3);
    count(values, "Уральская область", 90);
    assert_false(near_values_close(values));
    near_values_free(values);
}

/* Degrees and groups: what differs in a number is another one. */
static void test_numbers_in_letters(void **state)
{
    (void)state;
    struct near_values *values = near_values_new();
    count(values, "III дәреже", 8);
    count(values, "II дәреже", 2);
    count(values, "I дәреже", 1);
    count(values, "группа А", 8);
    count(values, "группа Б", 1);
    count(values, "ІІ степень", 1);
    count(values, "ІІІ степень", 9);
    assert_false(near_values_close(values));
    count(values, "г. Алматы", 8);
    count(values, "г. Алмвты", 1);
    assert_true(near_values_close(values));
    assert_meant(values, "г. Алмвты", "г. Алматы", true);
    near_values_free(values);
}

/* Short words are soon other words, and so are those of another first letter. */
static void test_towns_that_differ_in_a_letter(void **state)
{
    (void)state;
    struct near_values *values = near_values_new();
    count(values, "Орал", 9);
    count(values, "Арал", 1);
    count(values, "Уральск", 9);
    count(values, "Аральск", 1);
    count(values, "Урольск", 1);
    near_values_close(values);
    assert_meant(values, "Арал", "Орал", false);
    assert_meant(values, "Аральск", "Уральск", false);
    assert_meant(values, "Урольск", "Уральск", true);
    near_values_free(values);
}

/* A column of names or numbers is no closed set, however often one of them stands. */
static void test_free_text_is_forgotten(void **state)
{
    (void)state;
    struct near_values *values = near_values_new();
    count(values, "председатель", 50);
    count(values, "председатиль", 1);
    for (size_t i = 0; i < 300; i++) {
        char text[32];
        snprintf(text, sizeof text, "another %zu", i);
        near_values_count(values, text);
    }
    assert_false(near_values_close(values));
    assert_meant(values, "председатиль", NULL, false);
    near_values_free(values);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_rare_value_near_a_frequent_one),
        cmocka_unit_test(test_a_value_is_frequent_from_the_third_time_on),
        cmocka_unit_test(test_what_is_no_slip),
        cmocka_unit_test(test_two_frequent_values_are_both_right),
        cmocka_unit_test(test_numbers_in_letters),
        cmocka_unit_test(test_towns_that_differ_in_a_letter),
        cmocka_unit_test(test_free_text_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
