#include "check/kazakh_spelling.h"

#include "roster/roster.h"

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
    const struct stem *stem = spelling_suspect(&arena, kazakh, russian, false).stem;
    if (!stem != !part || (part && strcmp(stem->kazakh, part) != 0))
        fail_msg("«%s», «%s»: %s", kazakh, russian, stem ? stem->kazakh : "not told");
    arena_free(&arena);
}

static void test_stripped_names_are_told(void **state)
{
    (void)state;
    assert_suspect("Жанаргуль", "Жанаргуль", "гүл");
    assert_suspect("НУРЛАН", "Нурлан", "нұрл");
    assert_suspect("Айнур", "Айнур", "нұр");
    assert_suspect("Сакенкызы", "Сакеновна", "қызы");
    assert_suspect("Сәкенкызы", "Сакеновна", "қызы");
    assert_suspect("Кайрат", "Кайрат", "қайрат");
    static const char *const names[] = {
        "Кунанбаев", "Жансугуров", "Байтурсынов", "Досмухамедов", "Кыпшакбаев", "Толеген",
        "Акжолов",   "Омиртай",    "Кожамкулов",  "Асем",         "Кокебаев",   "Жалгасбаев",
        "Кобланды",  "Сагынбаев",  "Букейханов",  "Тлендиев",     "Мусрепов",   "Нургиса",
        "Кульпаш",   "Едыге",      "Туменбай",    "Калкабаев",    "Ногайбаев",  "Агабеков",
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!spelling_suspect(&arena, names[i], names[i], false).stem)
            fail_msg("«%s» is not told", names[i]);
    arena_free(&arena);
}

static void test_good_names_are_not(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Болат",     "Татьяна",   "Сергеевна", "Кузнецова", "Улы",        "",
        "Орынбасар", "Абай",      "Тасыбеков", "Жандос",    "Алмас",      "Марат",
        "Гулько",    "Гульченко", "Нуриев",    "Галиев",    "Жигульский", "Кабардин",
        "Сагателян", "Куляшов",   "Усенко",    "Кульпин",   "Кожанов",    "Туменцев",
        "Джигитов",  "Быков",     "Коваленко", "Кокорин",   "Аксёнов",    "Акимов",
        "Карасёв",   "Токарев",   "Ӊанат",     "Пак",       "Югай",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_suspect(names[i], names[i], NULL);
    assert_suspect("Жанаргүл", "Жанаргуль", NULL);
    assert_suspect("Nurlan", "Нурлан", NULL);
}

/* A patronymic of two words lacks its letter like one of one word; the surname stays. */
static void test_a_patronymic_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(spelling_suspect(&arena, "кызы", "кызы", true).stem->kazakh, "қызы");
    assert_string_equal(spelling_suspect(&arena, "улы", "улы", true).stem->kazakh, "ұлы");
    assert_null(spelling_suspect(&arena, "ұлы", "улы", true).stem);
    arena_free(&arena);
}

static enum doubt doubt(const char *word, enum origin origin)
{
    struct arena arena = {0};
    enum doubt result = spelling_doubt(spelling_suspect(&arena, word, word, true), origin);
    arena_free(&arena);
    return result;
}

/* What Tatars and Caucasians are called, too, is misspelt if the bearer is Kazakh. */
static void test_the_origin_counts(void **state)
{
    (void)state;
    assert_int_equal(doubt("Султанов", ORIGIN_KAZAKH), DOUBT_GRAVE);
    assert_int_equal(doubt("Султанов", ORIGIN_UNKNOWN), DOUBT_SLIGHT);
    assert_int_equal(doubt("Султанов", ORIGIN_FOREIGN), DOUBT_NONE);
    assert_int_equal(doubt("Муратова", ORIGIN_RUSSIAN), DOUBT_NONE);
    assert_int_equal(doubt("Айгуль", ORIGIN_UNKNOWN), DOUBT_GRAVE);
    assert_int_equal(doubt("Айгуль", ORIGIN_RUSSIAN), DOUBT_SLIGHT);
    assert_int_equal(doubt("Калкабаев", ORIGIN_UNKNOWN), DOUBT_SLIGHT);
    assert_int_equal(doubt("Калкабаев", ORIGIN_RUSSIAN), DOUBT_NONE);
    assert_int_equal(doubt("кызы", ORIGIN_UNKNOWN), DOUBT_SLIGHT);
    assert_int_equal(doubt("кызы", ORIGIN_KAZAKH), DOUBT_GRAVE);
    assert_int_equal(doubt("Болатулы", ORIGIN_UNKNOWN), DOUBT_GRAVE);
}

static void test_origins(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        enum origin origin;
    } cases[] = {
        {"Георгиевна", ORIGIN_RUSSIAN}, {"Львович", ORIGIN_RUSSIAN},
        {"Ильинична", ORIGIN_RUSSIAN},  {"Вольдемаровна", ORIGIN_RUSSIAN},
        {"Ашотович", ORIGIN_FOREIGN},   {"Ильдаровна", ORIGIN_FOREIGN},
        {"Серикович", ORIGIN_KAZAKH},   {"Болатұлы", ORIGIN_KAZAKH},
        {"Болаткызы", ORIGIN_KAZAKH},   {"Қанатович", ORIGIN_KAZAKH},
        {"Иванов", ORIGIN_UNKNOWN},     {"кызы", ORIGIN_UNKNOWN},
        {"Smith", ORIGIN_UNKNOWN},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (spelling_origin(&arena, cases[i].word) != cases[i].origin)
            fail_msg("%s", cases[i].word);
    arena_free(&arena);
}

static void test_towns_and_regions(void **state)
{
    (void)state;
    static const char *const stripped[] = {"Караганды облысы", "Актау", "Акмолинская область",
                                           "Алматы каласы", "Кызылорда"};
    static const char *const sound[] = {
        "Алматы", "Астана", "Павлодар облысы", "маман", "бухгалтер", "Ақтау каласы", ""};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof stripped / sizeof *stripped; i++)
        assert_true(spelling_is_stripped(&arena, stripped[i]));
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        assert_false(spelling_is_stripped(&arena, sound[i]));
    arena_free(&arena);
}

/* The pairs of names in the example: none is suspect as it is. */
static void test_the_example(void **state)
{
    (void)state;
    struct roster *roster;
    struct row row;
    struct error err;
    size_t rows = 0, stripped = 0, reported = 0;
    struct arena arena = {0};
    assert_true(roster_open(LIST, NULL, &roster, &err));
    while (roster_next(roster, &row, &err) == ROSTER_ROW) {
        for (size_t i = 1; i <= 3; i++) {
            const char *kazakh = row.fields[i], *russian = row.fields[i + 3];
            assert_suspect(kazakh, russian, NULL);
            /* As if the Russian spelling had been copied over the Kazakh one. */
            stripped += strcmp(kazakh, russian) != 0;
            reported += strcmp(kazakh, russian) != 0 &&
                        spelling_suspect(&arena, russian, russian, false).stem != NULL;
        }
        rows++;
    }
    assert_int_equal(rows, 150);
    if (reported * 100 < stripped * 60)
        fail_msg("of %zu stripped names, %zu are told", stripped, reported);
    print_message("of %zu stripped names, %zu are told\n", stripped, reported);
    arena_free(&arena);
    roster_close(roster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stripped_names_are_told),
        cmocka_unit_test(test_good_names_are_not),
        cmocka_unit_test(test_a_patronymic_apart),
        cmocka_unit_test(test_the_origin_counts),
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_towns_and_regions),
        cmocka_unit_test(test_the_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
