#include "numbering/person_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Says whether the two may be one person, and whether they are so at least likely. */
static const char *alike(const char *name, const char *fields, const char *other,
                         const char *other_fields)
{
    struct arena arena = {0};
    struct person_words one = person_words_of(name, fields, &arena);
    struct person_words two = person_words_of(other, other_fields, &arena);
    bool surely = person_words_alike(&one, &two, false);
    bool likely = person_words_alike(&one, &two, true);
    assert_int_equal(surely, person_words_alike(&two, &one, false));
    assert_true(likely || !surely);
    arena_free(&arena);
    return surely ? "alike" : likely ? "likely" : "others";
}

static void the_order_of_a_name_does_not_count(void **state)
{
    (void)state;
    assert_string_equal(alike("Әлия Серікқызы", "name=Әлия Серікқызы\nregion=Абай\n",
                              "СЕРІКҚЫЗЫ ӘЛИЯ", "name=СЕРІКҚЫЗЫ ӘЛИЯ\nregion=Семей\n"),
                        "alike");
}

/* Most of the name, and most of all that the row says. */
static void a_surname_may_have_changed(void **state)
{
    (void)state;
    const char *before = "name=Ахметова Әлия Серікқызы\nregion=Абай облысы\n";
    const char *after = "name=Болатова Әлия Серікқызы\nregion=Абай облысы\n";
    assert_string_equal(
        alike("Ахметова Әлия Серікқызы", before, "Болатова Әлия Серікқызы", after), "alike");
    assert_string_equal(alike("Ахметова Әлия Серікқызы", before, "Болатова Әлия Серікқызы",
                              "name=Болатова Әлия Серікқызы\nregion=Маңғыстау ауданы\n"),
                        "likely");
}

static void half_of_a_name_is_likely_enough(void **state)
{
    (void)state;
    assert_string_equal(alike("Ахметова Әлия", "name=Ахметова Әлия\nregion=Абай облысы\n",
                              "Болатова Әлия", "name=Болатова Әлия\nregion=Абай облысы\n"),
                        "likely");
    assert_string_equal(alike("Ахметова Әлия", "name=Ахметова Әлия\nregion=Абай облысы\n",
                              "Болатова Үміт", "name=Болатова Үміт\nregion=Абай облысы\n"),
                        "others");
}

static void common_words_are_counted_as_often_as_both_have_them(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct person_words one = person_words_of("Ли", "a=Ли Ли Ян\n", &arena);
    struct person_words two = person_words_of("Ли", "a=ли\nb=Ян, Ли, Ли\n", &arena);
    assert_int_equal(person_words_common(&one, &two), 3);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_a_name_does_not_count),
        cmocka_unit_test(a_surname_may_have_changed),
        cmocka_unit_test(half_of_a_name_is_likely_enough),
        cmocka_unit_test(common_words_are_counted_as_often_as_both_have_them),
    };
    return cmocka_run_group_tests_name("person_words", tests, NULL, NULL);
}
