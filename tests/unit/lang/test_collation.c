#include "lang/collation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Says that each text stands before the next. */
static void assert_ascending(const char *const *texts, size_t count, bool russian)
{
    struct arena arena = {0};
    for (size_t i = 1; i < count; i++) {
        const char *before = collation_key(&arena, texts[i - 1], russian);
        if (strcmp(before, collation_key(&arena, texts[i], russian)) >= 0)
            fail_msg("«%s» does not stand before «%s».", texts[i - 1], texts[i]);
    }
    arena_free(&arena);
}

#define ASSERT_ASCENDING(russian, ...)                                                         \
    assert_ascending((const char *const[]){__VA_ARGS__},                                       \
                     sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), russian)

static void test_the_alphabets_of_both_languages(void **state)
{
    (void)state;
    ASSERT_ASCENDING(false, "А", "Ә", "Б", "В", "Г", "Ғ", "Д", "Е", "Ё", "Ж", "З", "И", "Й",
                     "К", "Қ", "Л", "М", "Н", "Ң", "О", "Ө", "П", "Р", "С", "Т", "У", "Ұ", "Ү",
                     "Ф", "Х", "Һ", "Ц", "Ч", "Ш", "Щ", "Ъ", "Ы", "І", "Ь", "Э", "Ю", "Я");
    ASSERT_ASCENDING(true, "А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "Й", "К", "Л", "М", "Н",
                     "О", "П", "Р", "С", "Т", "У", "Ф", "Х", "Ц", "Ч", "Ш", "Щ", "Ъ", "Ы", "Ь",
                     "Э", "Ю", "Я");
}

/* By code points, all of these would stand after Я. */
static void test_kazakh_names(void **state)
{
    (void)state;
    ASSERT_ASCENDING(false, "Айгүл", "Әбдірахманов", "Бейсенов", "Гүлнар", "Ғабитов", "Ермеков",
                     "Қанатов", "Омаров", "Өтеген", "Уәлиханов", "Ұзақов", "Үсенов", "Ясауи");
}

static void test_yo_is_ye_in_russian_and_a_letter_in_kazakh(void **state)
{
    (void)state;
    ASSERT_ASCENDING(true, "Елисеев", "Ёлкин", "Ельцин", "Ершов");
    ASSERT_ASCENDING(true, "Берёзов", "Березовский");
    ASSERT_ASCENDING(true, "Березов", "Берёзов");
    ASSERT_ASCENDING(false, "Елисеев", "Ершов", "Ёлкин", "Жұмабаев");
}

static void test_all_apostrophes_are_signs(void **state)
{
    (void)state;
    ASSERT_ASCENDING(true, "О'Коннор", "О’Нил", "Оʻткиров", "Окунев");
}

static void test_case_decides_nothing_and_spaces_come_first(void **state)
{
    (void)state;
    ASSERT_ASCENDING(false, "Ли Анна", "ЛИ БЕЛЛА", "Лиана");
    ASSERT_ASCENDING(true, "1 аудан", "Zhanar", "Айгерим");
}

static void test_digits_are_numbers(void **state)
{
    (void)state;
    ASSERT_ASCENDING(false, "№ 1", "№ 2", "№ 10", "№ 11");
    ASSERT_ASCENDING(true, "Мектеп", "Мектеп 2", "Мектеп 010", "Мектеп 11 б", "Мектеп 110");
    ASSERT_ASCENDING(false, "АСК-1/26", "АСК-2/26", "АСК-2/27", "АСК-10/26");
    ASSERT_ASCENDING(false, "07", "7", "7а", "A", "А");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_alphabets_of_both_languages),
        cmocka_unit_test(test_kazakh_names),
        cmocka_unit_test(test_yo_is_ye_in_russian_and_a_letter_in_kazakh),
        cmocka_unit_test(test_all_apostrophes_are_signs),
        cmocka_unit_test(test_digits_are_numbers),
        cmocka_unit_test(test_case_decides_nothing_and_spaces_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
