#include "lang/script.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void letters_belong_to_scripts(void **state)
{
    (void)state;
    static const struct {
        uint32_t letter;
        enum script script;
    } cases[] = {
        {U'ә', SCRIPT_CYRILLIC}, {U'Я', SCRIPT_CYRILLIC}, {U'ё', SCRIPT_CYRILLIC},
        {U'i', SCRIPT_LATIN},    {U'Z', SCRIPT_LATIN},    {U'é', SCRIPT_LATIN},
        {U'α', SCRIPT_GREEK},    {U'ע', SCRIPT_OTHER},    {U'中', SCRIPT_OTHER},
        {U' ', SCRIPT_NONE},     {U'7', SCRIPT_NONE},     {U'-', SCRIPT_NONE},
        {U'№', SCRIPT_NONE},     {U'«', SCRIPT_NONE},     {U'ʼ', SCRIPT_NONE},
        {U'Ω', SCRIPT_GREEK},    {U'Ӏ', SCRIPT_CYRILLIC},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (script_of(cases[i].letter) != cases[i].script)
            fail_msg("U+%04X", (unsigned)cases[i].letter);
}

static void twins_look_alike(void **state)
{
    (void)state;
    static const uint32_t pairs[][2] = {{U'A', U'А'}, {U'a', U'а'}, {U'c', U'с'}, {U'e', U'е'},
                                        {U'H', U'Н'}, {U'i', U'і'}, {U'I', U'І'}, {U'o', U'о'},
                                        {U'p', U'р'}, {U'x', U'х'}, {U'h', U'һ'}, {U'B', U'В'}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (script_cyrillic_twin(pairs[i][0]) != pairs[i][1] ||
            script_latin_twin(pairs[i][1]) != pairs[i][0])
            fail_msg("%c", (int)pairs[i][0]);
    }
    assert_int_equal(script_cyrillic_twin(U'z'), 0);
    assert_int_equal(script_latin_twin(U'ж'), 0);
    assert_int_equal(script_latin_twin(U'a'), 0);
    assert_int_equal(script_cyrillic_twin(U'α'), U'а');
    assert_int_equal(script_cyrillic_twin(U'Ο'), U'О');
}

/* A letter may be mistaken for one that looks like another too, as the Turkish ı for і. */
static void twins_are_of_the_other_script(void **state)
{
    (void)state;
    for (uint32_t letter = 1; letter < 0x530; letter++) {
        uint32_t cyrillic = script_cyrillic_twin(letter), latin = script_latin_twin(letter);
        if ((cyrillic &&
             ((script_of(letter) != SCRIPT_LATIN && script_of(letter) != SCRIPT_GREEK) ||
              script_of(cyrillic) != SCRIPT_CYRILLIC)) ||
            (latin && script_cyrillic_twin(latin) != letter))
            fail_msg("U+%04X", (unsigned)letter);
    }
}

static void nine_letters_are_kazakh_alone(void **state)
{
    (void)state;
    size_t count = 0;
    for (uint32_t letter = 0; letter < 0x600; letter++)
        count += script_is_kazakh(letter);
    assert_int_equal(count, 18);
    for (const uint32_t *letter = U"ӘҒҚҢӨҰҮҺІәғқңөұүһі"; *letter; letter++)
        assert_true(script_is_kazakh(*letter));
    assert_true(script_has_kazakh("Нұрлан"));
    assert_true(script_has_kazakh("Aset Әли"));
    assert_false(script_has_kazakh("Иванов Ёж"));
    assert_false(script_has_kazakh("Iliyas"));
    assert_false(script_has_kazakh(""));
}

#define ALPHABET                                                                               \
    U"АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"    \
    U"аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

static void the_alphabets_are_complete(void **state)
{
    (void)state;
    size_t kazakh = 0, russian = 0;
    for (const uint32_t *letter = ALPHABET; *letter; letter++)
        if (!script_in_kazakh(*letter) ||
            script_in_russian(*letter) == script_is_kazakh(*letter))
            fail_msg("U+%04X", (unsigned)*letter);
    for (uint32_t letter = 0; letter < 0x2100; letter++) {
        kazakh += script_in_kazakh(letter);
        russian += script_in_russian(letter);
    }
    assert_int_equal(kazakh, 84);
    assert_int_equal(russian, 66);
}

/* What is to be typed instead of a letter is in the alphabet; what is in it stays. */
static void letters_of_other_languages_stand_for_ours(void **state)
{
    (void)state;
    static const uint32_t pairs[][2] = {{U'Ӏ', U'І'}, {U'Ҡ', U'Қ'}, {U'Ӄ', U'Қ'}, {U'Ҝ', U'Қ'},
                                        {U'Ӈ', U'Ң'}, {U'Ҳ', U'Һ'}, {U'Ѵ', U'В'}, {U'Ӓ', U'Ә'},
                                        {U'Ҙ', U'З'}, {U'Ѳ', U'Ө'}, {U'є', U'е'}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (script_kazakh_meant(pairs[i][0]) != pairs[i][1])
            fail_msg("U+%04X", (unsigned)pairs[i][0]);
    for (uint32_t letter = 0x380; letter < 0x530; letter++) {
        uint32_t kazakh = script_kazakh_meant(letter), russian = script_russian_meant(letter);
        if ((kazakh && (script_in_kazakh(letter) || !script_in_kazakh(kazakh))) ||
            (russian && (script_in_russian(letter) || !script_in_russian(russian))))
            fail_msg("U+%04X", (unsigned)letter);
    }
    assert_int_equal(script_russian_meant(U'ұ'), U'у');
    assert_int_equal(script_russian_meant(U'Ҡ'), U'К');
}

static void apostrophes_have_many_forms(void **state)
{
    (void)state;
    static const uint32_t signs[] = {'\'', 0x2018, 0x2019, 0x2BB, 0x2BC};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        assert_true(script_is_apostrophe(signs[i]));
    assert_false(script_is_apostrophe('"') || script_is_apostrophe('`'));
    struct arena arena = {0};
    const char *text = "Oʻtkir, О’Коннор, ‘Sayʼ!";
    assert_string_equal(script_plain_apostrophes(&arena, text, strlen(text)),
                        "O'tkir, О'Коннор, 'Say'!");
    assert_string_equal(script_plain_apostrophes(&arena, text, strlen("Oʻt")), "O't");
    arena_free(&arena);
}

static void vowels_are_those_of_other_languages_too(void **state)
{
    (void)state;
    for (const char *at = "аәЭөүҰїЄ", *end = at + strlen(at); at < end;)
        assert_true(script_is_vowel(utf8_next(&at, end)));
    for (const char *at = "бҚйЬъa1", *end = at + strlen(at); at < end;)
        assert_false(script_is_vowel(utf8_next(&at, end)));
}

static void letters_of_latin_kazakh_and_of_roman_numbers(void **state)
{
    (void)state;
    assert_true(script_has_latin_kazakh("Jiğit"));
    assert_false(script_has_latin_kazakh("Smith, Жігіт"));
    for (const char *at = "IVXІХ", *end = at + strlen(at); at < end;)
        assert_true(script_is_roman(utf8_next(&at, end)));
    for (const char *at = "ivLЛ1", *end = at + strlen(at); at < end;)
        assert_false(script_is_roman(utf8_next(&at, end)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_latin_kazakh_and_of_roman_numbers),
        cmocka_unit_test(vowels_are_those_of_other_languages_too),
        cmocka_unit_test(letters_belong_to_scripts),
        cmocka_unit_test(twins_look_alike),
        cmocka_unit_test(twins_are_of_the_other_script),
        cmocka_unit_test(nine_letters_are_kazakh_alone),
        cmocka_unit_test(the_alphabets_are_complete),
        cmocka_unit_test(letters_of_other_languages_stand_for_ours),
        cmocka_unit_test(apostrophes_have_many_forms),
    };
    return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
