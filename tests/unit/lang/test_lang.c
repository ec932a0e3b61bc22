#include "lang/lang.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void both_languages_are_there(void **state)
{
    (void)state;
    struct error err = {0};
    struct arena arena = {0};
    struct declined declined;
    struct lang *grammar = lang_new(&err);
    if (!grammar)
        fail_msg("%s", words_of(&err));
    assert_true(kazakh_decline(grammar->kazakh, &arena, "Асқар", NAME_FIRST, KAZAKH_BARYS,
                               &declined, &err));
    assert_string_equal(declined.text, "Асқарға");
    assert_true(russian_decline(grammar->russian, &arena, "Анна", NAME_FIRST, GENDER_FEMALE,
                                RUSSIAN_DAT, &declined, &err));
    assert_string_equal(declined.text, "Анне");
    arena_free(&arena);
    lang_free(grammar);
    lang_free(NULL);
}

static void a_tag_names_a_language_or_a_variety_of_it(void **state)
{
    (void)state;
    assert_true(lang_is("kk", "kk"));
    assert_true(lang_is("kk-Cyrl-KZ", "kk"));
    assert_false(lang_is("kkj", "kk")); /* Kako, of Cameroon */
    assert_false(lang_is("ru", "kk"));
    assert_false(lang_is("k", "kk"));
    assert_false(lang_is(NULL, "kk"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_are_there),
        cmocka_unit_test(a_tag_names_a_language_or_a_variety_of_it),
    };
    return cmocka_run_group_tests_name("grammar", tests, NULL, NULL);
}
