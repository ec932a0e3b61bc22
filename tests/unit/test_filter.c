#include "filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Passes the text through one filter after another; a failure's sentence is the result. */
static void expect(const char *lang, const char *text, const struct filter_use *uses,
                   size_t count, const char *wanted)
{
    struct arena arena = {0};
    struct filter_context context = {.arena = &arena, .lang = lang};
    const char *result;
    struct err err;
    assert_string_equal(
        filter_apply(&context, uses, count, text, &result, &err) ? result : err.text, wanted);
    arena_free(&arena);
}

static const struct filter_use upper = {"upper", ""};
static const struct filter_use or_dash = {"or", "жоқ"};

static void test_upper(void **state)
{
    (void)state;
    expect("kk", "Әлия Іңкәрқызы", &upper, 1, "ӘЛИЯ ІҢКӘРҚЫЗЫ");
    expect("ru", "ёлка й ﬁ", &upper, 1, "ЁЛКА Й FI");
    expect("kk", "", &upper, 1, "");
}

static void test_or(void **state)
{
    (void)state;
    expect("kk", "", &or_dash, 1, "жоқ");
    expect("kk", "бар", &or_dash, 1, "бар");
}

static void test_filters_follow_each_other(void **state)
{
    (void)state;
    expect("kk", "", (struct filter_use[]){or_dash, upper}, 2, "ЖОҚ");
    expect("kk", "", (struct filter_use[]){upper, or_dash}, 2, "жоқ");
    expect("kk", "text", NULL, 0, "text");
}

static void test_wrong_use_is_told(void **state)
{
    (void)state;
    struct filter_use odd = {"upper", "x"}, unknown = {"lower-ish", ""};
    expect("kk", "a", &odd, 1, "the filter upper takes no argument, but has «x».");
    expect("kk", "a", &unknown, 1, "there is no filter «lower-ish».");
}

static void test_names(void **state)
{
    (void)state;
    const char *nearest;
    assert_true(filter_known("upper", &nearest));
    assert_true(filter_known("or", &nearest));
    assert_false(filter_known("uppper", &nearest));
    assert_string_equal(nearest, "upper");
    assert_false(filter_known("Upper", &nearest));
    assert_string_equal(nearest, "upper");
    assert_false(filter_known("somethingelse", &nearest));
    assert_null(nearest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_upper),
        cmocka_unit_test(test_or),
        cmocka_unit_test(test_filters_follow_each_other),
        cmocka_unit_test(test_wrong_use_is_told),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
