#include "spelling.h"

#include "roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LIST "examples/seminar-2017/trainers.csv"

static void assert_suspect(const char *kazakh, const char *russian, const char *part)
{
    struct arena arena = {0};
    const struct spelling *spelling = spelling_suspect(&arena, kazakh, russian);
    if (!spelling != !part || (part && strcmp(spelling->kazakh, part) != 0))
        fail_msg("«%s», «%s»: %s", kazakh, russian, spelling ? spelling->kazakh : "not told");
    arena_free(&arena);
}

static void test_stripped_names_are_told(void **state)
{
    (void)state;
    assert_suspect("Жанаргуль", "Жанаргуль", "гүл");
    assert_suspect("НУРЛАН", "Нурлан", "нұр");
    assert_suspect("Айнур", "Айнур", "нұр");
    assert_suspect("Сакенкызы", "Сакеновна", "қызы");
    assert_suspect("Сәкенкызы", "Сакеновна", "қызы");
    assert_suspect("Кайрат", "Кайрат", "қайрат");
}

static void test_good_names_are_not(void **state)
{
    (void)state;
    assert_suspect("Жанаргүл", "Жанаргуль", NULL);
    assert_suspect("Болат", "Болат", NULL);
    assert_suspect("Татьяна", "Татьяна", NULL);
    assert_suspect("Сергеевна", "Сергеевна", NULL);
    assert_suspect("Кузнецова", "Кузнецова", NULL);
    assert_suspect("Улы", "Улы", NULL);
    assert_suspect("", "", NULL);
    assert_suspect("Nurlan", "Нурлан", NULL);
}

/* The pairs of names in the example: none is suspect as it is. */
static void test_the_example(void **state)
{
    (void)state;
    struct roster *roster;
    struct row row;
    struct err err;
    size_t rows = 0, stripped = 0, told = 0;
    struct arena arena = {0};
    assert_true(roster_open(LIST, NULL, &roster, &err));
    while (roster_next(roster, &row, &err) == ROSTER_ROW) {
        for (size_t i = 1; i <= 3; i++) {
            const char *kazakh = row.fields[i], *russian = row.fields[i + 3];
            assert_suspect(kazakh, russian, NULL);
            /* As if the Russian spelling had been copied over the Kazakh one. */
            stripped += strcmp(kazakh, russian) != 0;
            told += strcmp(kazakh, russian) != 0 &&
                    spelling_suspect(&arena, russian, russian) != NULL;
        }
        rows++;
    }
    assert_int_equal(rows, 150);
    if (told * 100 < stripped * 60)
        fail_msg("of %zu stripped names, %zu are told", stripped, told);
    print_message("of %zu stripped names, %zu are told\n", stripped, told);
    arena_free(&arena);
    roster_close(roster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stripped_names_are_told),
        cmocka_unit_test(test_good_names_are_not),
        cmocka_unit_test(test_the_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
