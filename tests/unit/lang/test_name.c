#include "lang/name.h"
#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void parts_have_words(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        enum name_part part;
    } cases[] = {{"full", NAME_FULL},
                 {"last", NAME_LAST},
                 {"first", NAME_FIRST},
                 {"patronymic", NAME_PATRONYMIC},
                 {"noun", NAME_NOUN}};
    enum name_part part;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(name_part_read(cases[i].word, &part));
        assert_int_equal(part, cases[i].part);
    }
    assert_false(name_part_read("", &part));
    assert_false(name_part_read("Last", &part));
    assert_false(name_part_read("middle", &part));
}

static void genders_are_read_as_lists_write_them(void **state)
{
    (void)state;
    const char *const male[] = {"m",       "M", "male", "м",  "М.",    "муж", "Муж.", "мужской",
                                "МУЖЧИНА", "е", "Е",    "ер", "Еркек", "ұл",  "Ұл"};
    const char *const female[] = {"f",       "F.", "Female", "ж",    "Ж",    "жен.", "ЖЕНСКИЙ",
                                  "женщина", "ә",  "Ә.",     "әйел", "ӘЙЕЛ", "қыз",  "Қыз"};
    const char *const other[] = {"", ".", "x", "mm", "м..", "1", "жен ский", "мужж", "\xD0"};
    enum gender gender;
    for (size_t i = 0; i < sizeof male / sizeof *male; i++)
        if (!gender_read(lang->words, male[i], &gender) || gender != GENDER_MALE)
            fail_msg("%s", male[i]);
    for (size_t i = 0; i < sizeof female / sizeof *female; i++)
        if (!gender_read(lang->words, female[i], &gender) || gender != GENDER_FEMALE)
            fail_msg("%s", female[i]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (gender_read(lang->words, other[i], &gender))
            fail_msg("%s", other[i]);
}

static void given_names_show_a_gender(void **state)
{
    (void)state;
    assert_int_equal(name_given_gender(lang->words, "ВИКТОР"), GENDER_MALE);
    assert_int_equal(name_given_gender(lang->words, "Любовь"), GENDER_FEMALE);
    assert_int_equal(name_given_gender(lang->words, "Викто"), GENDER_UNKNOWN);
    assert_int_equal(name_given_gender(lang->words, ""), GENDER_UNKNOWN);
    assert_true(name_given_only(lang->words, "Евгений"));
    assert_true(name_given_only(lang->words, "АЙГҮЛ"));
    assert_false(name_given_only(lang->words, "Серік"));
    assert_false(name_given_only(lang->words, "Оспан"));
}

static void words_stand_between_spaces(void **state)
{
    (void)state;
    struct words words;
    struct error err;
    struct arena arena = {0};
    assert_true(words_split("  Әлия   Нұрқызы ", &words, &err));
    assert_int_equal(words.count, 2);
    assert_int_equal(words.size[0], strlen("Әлия"));
    assert_memory_equal(words.text[0], "Әлия", words.size[0]);
    assert_string_equal(words_join(&arena, &words), "Әлия Нұрқызы");
    words.count = 0;
    assert_string_equal(words_join(&arena, &words), "");
    arena_free(&arena);
}

static void no_words_and_too_many_are_refused(void **state)
{
    (void)state;
    struct words words;
    struct error err;
    assert_false(words_split("", &words, &err));
    assert_string_equal(words_of(&err), "this is empty.");
    assert_false(words_split("   ", &words, &err));

    char text[2 * (WORDS_MOST + 1) + 1];
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = i % 2 ? ' ' : 'x';
    text[sizeof text - 1] = '\0';
    assert_false(words_split(text, &words, &err));
    assert_string_equal(words_of(&err), "this has more than 32 words.");
    text[2 * WORDS_MOST] = '\0';
    assert_true(words_split(text, &words, &err));
    assert_int_equal(words.count, WORDS_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_have_words),
        cmocka_unit_test(genders_are_read_as_lists_write_them),
        cmocka_unit_test(given_names_show_a_gender),
        cmocka_unit_test(words_stand_between_spaces),
        cmocka_unit_test(no_words_and_too_many_are_refused),
    };
    return cmocka_run_group_tests_name("name", tests, set_up_lang, tear_down_lang);
}
