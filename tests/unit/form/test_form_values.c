#include "form/form_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void each_has_its_name_and_is_empty_at_first(void **state)
{
    (void)state;
    struct form_values values;
    form_values_init(&values);
    for (size_t i = 0; i < VALUE_END; i++) {
        assert_non_null(values.list[i].name);
        assert_string_equal(values.list[i].text, "");
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(values.list[i].name, values.list[k].name);
    }
}

static void numbers_and_texts_replace_each_other(void **state)
{
    (void)state;
    struct form_values values;
    form_values_init(&values);
    form_values_set(&values, VALUE_N, SIZE_MAX);
    form_values_set(&values, VALUE_COUNT, 7);
    assert_int_equal(strtoull(values.list[VALUE_N].text, NULL, 10), SIZE_MAX);
    assert_string_equal(values.list[VALUE_COUNT].text, "7");
    form_values_set_text(&values, VALUE_COUNT, "жеті");
    assert_string_equal(values.list[VALUE_COUNT].text, "жеті");
}

/* A list's columns may be called as what only registers and separators have. */
static void forms_of_lists_have_but_their_own(void **state)
{
    (void)state;
    assert_true(form_values_has("n"));
    assert_true(form_values_has("pages"));
    assert_false(form_values_has("event"));
    assert_false(form_values_has("group_kk"));
    assert_false(form_values_has("name"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_has_its_name_and_is_empty_at_first),
        cmocka_unit_test(numbers_and_texts_replace_each_other),
        cmocka_unit_test(forms_of_lists_have_but_their_own),
    };
    return cmocka_run_group_tests_name("form_values", tests, NULL, NULL);
}
