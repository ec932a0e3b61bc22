#include "lang/name_gender.h"

#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SHOWN(...)                                                                             \
    name_gender_shown(lang, (const char *const[]){__VA_ARGS__},                                \
                      sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void surname_and_given_name_show_it_together(void **state)
{
    (void)state;
    assert_int_equal(SHOWN("Оспанова Алия"), GENDER_FEMALE);
    assert_int_equal(SHOWN("Алия Оспанова"), GENDER_FEMALE);
    assert_int_equal(SHOWN("Ахметов Азамат"), GENDER_MALE);
    assert_int_equal(SHOWN("Достоевский Александр"), GENDER_MALE);
    assert_int_equal(SHOWN("Оспанова", "", "Алия"), GENDER_FEMALE);
    assert_int_equal(SHOWN("Ахметова-Ким Алия", "Ахметова"), GENDER_FEMALE);
}

/* A woman may bear her father's surname, and some given names are a surname. */
static void one_of_them_is_not_enough(void **state)
{
    (void)state;
    assert_int_equal(SHOWN("Оспанова"), GENDER_UNKNOWN);
    assert_int_equal(SHOWN("Ким Алия"), GENDER_UNKNOWN);
    assert_int_equal(SHOWN("Оспанова Жанат"), GENDER_UNKNOWN);
    assert_int_equal(SHOWN("Оспанова", "Жанат"), GENDER_UNKNOWN);
    assert_int_equal(SHOWN(""), GENDER_UNKNOWN);
    assert_int_equal(name_gender_shown(lang, NULL, 0), GENDER_UNKNOWN);
}

static void what_says_otherwise_leaves_it_open(void **state)
{
    (void)state;
    assert_int_equal(SHOWN("Оспанов Алия"), GENDER_UNKNOWN);
    assert_int_equal(SHOWN("Оспанова Азамат"), GENDER_UNKNOWN);
    assert_int_equal(SHOWN("Оспанова Алия", "Оспанов"), GENDER_UNKNOWN);
    assert_int_equal(SHOWN("Оспанова Алия", "Азамат"), GENDER_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(surname_and_given_name_show_it_together),
        cmocka_unit_test(one_of_them_is_not_enough),
        cmocka_unit_test(what_says_otherwise_leaves_it_open),
    };
    return cmocka_run_group_tests_name("name_gender", tests, set_up_lang, tear_down_lang);
}
