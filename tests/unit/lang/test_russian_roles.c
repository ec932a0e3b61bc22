#include "lang/russian_roles.h"

#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What each word of a name is: a letter for its part, in capitals where it stays. */
static void assert_roles(const char *name, enum gender gender, const char *wanted)
{
    static const char letters[] = {[NAME_LAST] = 's', [NAME_FIRST] = 'g', 'p'};
    struct words words;
    struct error err;
    struct name_roles roles;
    char found[WORDS_MOST + 1] = "";
    assert_true(words_split(name, &words, &err));
    russian_find_roles(lang->russian, &words, gender, &roles);
    for (size_t i = 0; i < words.count; i++)
        found[i] = (char)(letters[roles.part[i]] - (roles.stays[i] ? 'a' - 'A' : 0));
    if (strcmp(found, wanted) != 0)
        fail_msg("«%s»: %s, not %s", name, found, wanted);
}

static void words_are_known_in_any_usual_order(void **state)
{
    (void)state;
    assert_roles("Ахметов Аскар Болатович", GENDER_MALE, "sgp");
    assert_roles("Аскар Болатович Ахметов", GENDER_MALE, "gps");
    assert_roles("Иванова Анна", GENDER_FEMALE, "sg");
    assert_roles("Анна Иванова", GENDER_FEMALE, "gs");
    assert_roles("А. Б. Ахметов", GENDER_MALE, "ggs");
    assert_roles("Асқар Болатұлы", GENDER_MALE, "gp");
    assert_roles("Гасанов Гасан Гасан оглы", GENDER_MALE, "sgPp");
    assert_roles("Бакир уулу Нурбек", GENDER_MALE, "Ppg");
    assert_roles("Ахметова Болатқызы", GENDER_FEMALE, "sp");
    assert_roles("Айгүл Асқар", GENDER_FEMALE, "gs");
    assert_roles("Асқар Айгүл", GENDER_FEMALE, "sg");
    assert_roles("Серік Әлішер", GENDER_MALE, "sg");
    assert_roles("Евгений Серік", GENDER_MALE, "gs");
    assert_roles("Анна-Мария Ким", GENDER_FEMALE, "gs");
    assert_roles("Ли Ян", GENDER_MALE, "sg");
    assert_roles("Бибигуль Аккужина", GENDER_FEMALE, "gs");
    assert_roles("Асқар Балгүл", GENDER_FEMALE, "sg");
    assert_roles("Мухаммед аль-Хорезми", GENDER_MALE, "gs");
}

static void the_gender_parts_surnames_from_patronymics(void **state)
{
    (void)state;
    assert_roles("Анна Мария Абрамович", GENDER_MALE, "sgp");
    assert_roles("Анна Абрамович", GENDER_FEMALE, "gs");
}

static void particles_belong_to_the_surname(void **state)
{
    (void)state;
    struct words words;
    struct error err;
    static const struct {
        const char *name;
        size_t index;
        bool particle;
    } cases[] = {{"ван Дейк", 0, true}, {"Ван дер Берг", 0, true}, {"Ван дер Берг", 1, true},
                 {"Ван Гог", 0, false}, {"Дейк ван", 1, false},    {"Берг Ян", 0, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(words_split(cases[i].name, &words, &err));
        assert_int_equal(russian_is_particle(lang->russian, &words, cases[i].index),
                         cases[i].particle);
    }
}

static void brackets_are_taken_out(void **state)
{
    (void)state;
    struct words words;
    struct error err;
    struct bracketed_names out;
    struct arena arena = {0};
    assert_true(words_split("Иванова (Сидорова) Анна(Ася) (мл.)", &words, &err));
    russian_take_bracketed(&words, &out);
    assert_string_equal(words_join(&arena, &words), "Иванова Анна (мл.)");
    assert_string_equal(words_join(&arena, &out.words), "(Сидорова) (Ася)");
    assert_int_equal(out.after[0], 1);
    assert_false(out.glued[0]);
    assert_int_equal(out.after[1], 2);
    assert_true(out.glued[1]);
    assert_true(words_split("(Иванова) (Анна)", &words, &err));
    russian_take_bracketed(&words, &out);
    assert_string_equal(words_join(&arena, &words), "(Иванова)");
    arena_free(&arena);
}

static void a_name_is_taken_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct name_texts name =
        russian_name_texts(lang->russian, &arena, "Ким (Ли) Ен Сук", GENDER_UNKNOWN);
    assert_string_equal(name.surname, "Ким");
    assert_string_equal(name.given, "Ен Сук");
    assert_string_equal(name.patronymic, "");
    assert_ptr_equal(name.note, note_find("parts"));
    name = russian_name_texts(lang->russian, &arena, "Ким Анна Сергеевна", GENDER_UNKNOWN);
    assert_string_equal(name.patronymic, "Сергеевна");
    assert_null(name.note);
    assert_false(name.bare);
    name = russian_name_texts(lang->russian, &arena, "Нұрлан Дәулет", GENDER_UNKNOWN);
    assert_string_equal(name.surname, "Нұрлан");
    assert_true(name.bare);
    name = russian_name_texts(lang->russian, &arena, "Оспан Аян", GENDER_UNKNOWN);
    assert_string_equal(name.surname, "Оспан");
    assert_true(name.bare);
    assert_true(russian_name_texts(lang->russian, &arena, "Аян Оспан", GENDER_UNKNOWN).bare);
    assert_string_equal(
        russian_name_texts(lang->russian, &arena, "Аян Ержанов", GENDER_UNKNOWN).given, "Аян");
    assert_false(
        russian_name_texts(lang->russian, &arena, "Айгүл Оспанова", GENDER_UNKNOWN).bare);
    assert_false(
        russian_name_texts(lang->russian, &arena, "Асқар Болатұлы", GENDER_UNKNOWN).bare);
    assert_false(russian_name_texts(lang->russian, &arena, "Нұрлан", GENDER_UNKNOWN).bare);
    name = russian_name_texts(lang->russian, &arena, "", GENDER_UNKNOWN);
    assert_string_equal(name.surname, "");
    assert_string_equal(name.given, "");
    arena_free(&arena);
}

/* The surname of a woman may be her father's name, wherever it stands. */
static void the_gender_tells_a_father_s_name(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const char *const names[] = {"Сымбат Ерлан", "Ерлан Сымбат"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct name_texts name =
            russian_name_texts(lang->russian, &arena, names[i], GENDER_FEMALE);
        assert_string_equal(name.surname, "Ерлан");
        assert_string_equal(name.given, "Сымбат");
        assert_false(name.bare);
        name = russian_name_texts(lang->russian, &arena, names[i], GENDER_MALE);
        assert_true(name.bare);
    }
    struct name_texts name =
        russian_name_texts(lang->russian, &arena, "Ерлан Асқар Болатұлы", GENDER_FEMALE);
    assert_string_equal(name.patronymic, "Болатұлы"); /* the name itself says a man */
    arena_free(&arena);
}

static void the_word_that_shows_the_gender_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum name_part part;
        const char *word;
    } cases[] = {
        {"Асқар Болатұлы Оспанов", NAME_FULL, "Болатұлы"},
        {"Оспанова Айгүл Серік қызы", NAME_FULL, "Серік қызы"},
        {"Каримова Мавлуда Ғайрат қизи", NAME_FULL, "Ғайрат қизи"},
        {"Болатовна", NAME_PATRONYMIC, "Болатовна"},
        {"Ким Ли", NAME_FULL, "Ким Ли"},
        {"Болатқызы", NAME_LAST, "Болатқызы"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(
            russian_gender_word(lang->russian, &arena, cases[i].text, cases[i].part),
            cases[i].word);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_known_in_any_usual_order),
        cmocka_unit_test(the_gender_parts_surnames_from_patronymics),
        cmocka_unit_test(particles_belong_to_the_surname),
        cmocka_unit_test(brackets_are_taken_out),
        cmocka_unit_test(a_name_is_taken_apart),
        cmocka_unit_test(the_gender_tells_a_father_s_name),
        cmocka_unit_test(the_word_that_shows_the_gender_is_found),
    };
    return cmocka_run_group_tests_name("russian_roles", tests, set_up_lang, tear_down_lang);
}
