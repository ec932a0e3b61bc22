#include "lang/cyrillic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct cyrillic read(const char *text)
{
    struct cyrillic word;
    if (!cyrillic_read(text, strlen(text), &word))
        fail_msg("%s", text);
    return word;
}

static void letter_case_is_kept_aside(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"ӘҒҚҢӨҰҮҺІ", "әғқңөұүһі"},
        {"АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "абвгдежзийклмнопрстуфхцчшщъыьэюя"},
        {"Әлия", "әлия"},
        {"ЇЎЂ", "їўђ"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct cyrillic one = read(pairs[i][0]), other = read(pairs[i][1]);
        assert_int_equal(one.count, strlen(pairs[i][0]) / 2);
        assert_int_equal(one.count, other.count);
        assert_memory_equal(one.letters, other.letters, one.count);
    }
    assert_int_equal(cyrillic_letter(U'Қ'), cyrillic_letter(U'қ'));
    assert_int_not_equal(cyrillic_letter(U'қ'), cyrillic_letter(U'к'));
    assert_int_equal(read("қ").letters[0], cyrillic_letter(U'Қ'));
}

static void yo_is_a_letter_of_its_own(void **state)
{
    (void)state;
    assert_int_equal(read("ЁЖ").letters[0], CYRILLIC_YO);
    assert_int_equal(read("Ёж").letters[0], CYRILLIC_YO);
    assert_int_equal(read("Ель").letters[0], CYRILLIC_YE);
    assert_int_equal(cyrillic_letter(U'ё'), CYRILLIC_YO);
}

static void capitals_are_noticed(void **state)
{
    (void)state;
    assert_true(read("ҚҰНАНБАЕВ").upper);
    assert_false(read("Құнанбаев").upper);
    assert_false(read("құнанбаев").upper);
    assert_true(read("ӘЖ").upper);
    assert_false(read("Ә").upper); /* an initial says nothing */
}

static void what_is_no_cyrillic_word_is_refused(void **state)
{
    (void)state;
    struct cyrillic word;
    const char *const wrong[] = {"",         "Aset",         "Асет7",   "А-Б",   "Асет ",
                                 "А\u0301б", "Аce\u0442",    "А\u0483", "А\xD0", "\x90\xD0",
                                 "\xD0\xD0", "\u0410\u0500", "\u2116"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (cyrillic_read(wrong[i], strlen(wrong[i]), &word))
            fail_msg("%s", wrong[i]);
    assert_int_equal(cyrillic_letter('a'), 0);
    assert_int_equal(cyrillic_letter(0x500), 0);
    assert_int_equal(cyrillic_letter(0x10410), 0);
}

static void length_has_a_limit(void **state)
{
    (void)state;
    struct cyrillic word;
    char text[2 * (CYRILLIC_MOST + 1)];
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, "\xD0\xB0", 2);
    assert_true(cyrillic_read(text, sizeof text - 2, &word));
    assert_int_equal(word.count, CYRILLIC_MOST);
    assert_false(cyrillic_read(text, sizeof text, &word));
    assert_false(cyrillic_read(text, 3, &word));
}

static void an_ending_takes_the_case_of_the_word(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        size_t keep;
        const char *ending, *out;
    } cases[] = {
        {"Асет", 4, "ке", "Асетке"},
        {"АСЕТ", 4, "ке", "АСЕТКЕ"},
        {"Мария", 4, "и", "Марии"},
        {"МАРИЯ", 4, "и", "МАРИИ"},
        {"Ә", 1, "ге", "Әге"},
        {"әЛиЯ", 2, "ғұ", "әЛғҰ"},
        {"ҚАЗЫБЕК", 0, "әғқңөұүһі", "ӘҒҚҢӨҰҮҺІ"},
        {"Пётр", 4, "у", "Пётру"},
        {"ПЁТР", 1, "ётр", "ПЁТР"},
        {"Анна", 3, "", "Анн"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cyrillic word = read(cases[i].word);
        assert_string_equal(cyrillic_end(&arena, &word, cases[i].keep, cases[i].ending),
                            cases[i].out);
    }
    arena_free(&arena);
}

/* The word is a stretch of a longer text: what follows it does not come along. */
static void the_text_behind_the_word_is_left_alone(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct cyrillic word;
    assert_true(cyrillic_read("Асет Әли", strlen("Асет"), &word));
    assert_string_equal(cyrillic_end(&arena, &word, word.count, "тің"), "Асеттің");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letter_case_is_kept_aside),
        cmocka_unit_test(yo_is_a_letter_of_its_own),
        cmocka_unit_test(capitals_are_noticed),
        cmocka_unit_test(what_is_no_cyrillic_word_is_refused),
        cmocka_unit_test(length_has_a_limit),
        cmocka_unit_test(an_ending_takes_the_case_of_the_word),
        cmocka_unit_test(the_text_behind_the_word_is_left_alone),
    };
    return cmocka_run_group_tests_name("cyrillic", tests, NULL, NULL);
}
