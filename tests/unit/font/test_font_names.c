#include "font/font_names.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct font_names names_of(const char *const *list, size_t count)
{
    struct font_names names = {0};
    for (size_t i = 0; i < count; i++)
        font_names_add(&names, list[i]);
    return names;
}

#define NAMES(...)                                                                             \
    names_of((const char *const[]){__VA_ARGS__},                                               \
             sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void assert_printed(const struct font_names *names, const char *wanted)
{
    struct buf out = {0};
    font_names_print(names, &out);
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
}

static void each_name_is_told_once_and_in_order(void **state)
{
    (void)state;
    struct font_names names = NAMES("PT Serif", "Noto Sans", "PT Serif", "Noto Sans", "Arial");
    font_names_sort(&names);
    assert_printed(&names, "Arial, Noto Sans, PT Serif");
    free(names.list);
    struct font_names none = {0};
    font_names_sort(&none);
    assert_printed(&none, "");
}

/* «and one more» would take as much room as that one. */
static void of_many_names_the_rest_is_counted(void **state)
{
    (void)state;
    struct font_names names =
        NAMES("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m");
    assert_printed(&names, "a, b, c, d, e, f, g, h, i, j, k, l, m");
    font_names_add(&names, "n");
    assert_printed(&names, "a, b, c, d, e, f, g, h, i, j, k, l, … (+2)");
    free(names.list);
}

static void assert_advice(const char *family, const struct font_names *families,
                          const struct font_names *kazakh, const char *wanted)
{
    struct error err = {0};
    error_set(&err, "font-missing", "There is no such family.");
    font_names_advise(family, families, kazakh, &err);
    assert_string_equal(words_of_message(&err.advice, err.texts), wanted);
}

static void who_misspells_a_family_is_told_the_nearest(void **state)
{
    (void)state;
    struct font_names families = NAMES("Noto Sans", "PT Serif", "Symbol");
    struct font_names kazakh = NAMES("Noto Sans", "PT Serif"), none = {0};
    assert_advice("PT Serf", &families, &kazakh,
                  "Did you mean «PT Serif»? Families here that have every Kazakh letter: Noto "
                  "Sans, PT Serif.");
    assert_advice("Garamond", &families, &kazakh,
                  "Families here that have every Kazakh letter: Noto Sans, PT Serif.");
    assert_advice(NULL, &families, &kazakh,
                  "Families here that have every Kazakh letter: Noto Sans, PT Serif.");
    assert_advice("Symbl", &families, &none,
                  "No family here has every Kazakh letter; the packages fonts-paratype and "
                  "fonts-noto-core hold some.");
    free(families.list);
    free(kazakh.list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_name_is_told_once_and_in_order),
        cmocka_unit_test(of_many_names_the_rest_is_counted),
        cmocka_unit_test(who_misspells_a_family_is_told_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
