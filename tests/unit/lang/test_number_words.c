#include "lang/number_words.h"
#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void kazakh_reads_the_last_word(void **state)
{
    (void)state;
    const char *const cases[][2] = {
        {"0", "нөл"},           {"00", "нөл"},
        {"1", "бір"},           {"9", "тоғыз"},
        {"15", "бес"},          {"40", "қырық"},
        {"100", "жүз"},         {"2017", "жеті"},
        {"1000", "мың"},        {"30000", "мың"},
        {"2000000", "миллион"}, {"5000000000000000000000", "триллион"},
        {"1 000", "мың"},       {"1 000 000", "миллион"},
        {"10\u00A0000", "мың"}, {"1 100", "жүз"},
        {"1\u202F015", "бес"},  {"1 010 000", "мың"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(number_words_kazakh(lang->words, cases[i][0]), cases[i][1]);
    assert_null(number_words_kazakh(lang->words, ""));
    assert_null(number_words_kazakh(lang->words, "1a"));
    assert_null(number_words_kazakh(lang->words, "1 00"));
    assert_null(number_words_kazakh(lang->words, "1 0000"));
    assert_null(number_words_kazakh(lang->words, "1 000 "));
    assert_null(number_words_kazakh(lang->words, "1,5"));
}

static void russian_counts_in_three_forms(void **state)
{
    (void)state;
    const char *const cases[][2] = {
        {"1", "1 час"},         {"2", "2 часа"},
        {"4", "4 часа"},        {"5", "5 часов"},
        {"0", "0 часов"},       {"11", "11 часов"},
        {"12", "12 часов"},     {"16", "16 часов"},
        {"21", "21 час"},       {"111", "111 часов"},
        {"122", "122 часа"},    {"1,5", "1,5 часа"},
        {"72", "72 часа"},      {"1 000", "1 000 часов"},
        {"1 021", "1 021 час"}, {"1\u00A0002", "1\u00A0002 часа"},
        {"2.0", "2.0 часа"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err;
        const char *out;
        assert_true(number_words_agree(&arena, cases[i][0], "час,часа, часов", &out, &err));
        assert_string_equal(out, cases[i][1]);
    }
    arena_free(&arena);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct error err;
    const char *out;
    const char *const wrong[] = {"", "x", "1x", "1,", "-1", "1 2", "1 0000", ",5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(number_words_agree(&arena, wrong[i], "час,часа,часов", &out, &err));
    const char *const words[] = {"", "час", "час,часа", "час,часа,", "час,часа,часов,x", ",,"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_false(number_words_agree(&arena, "1", words[i], &out, &err));
    arena_free(&arena);
}

static void numbers_are_spelled_out(void **state)
{
    (void)state;
    static const struct {
        bool kazakh;
        const char *text, *counted, *words;
    } cases[] = {
        {true, "0", "", "0 (нөл)"},
        {true, "13", "", "13 (он үш)"},
        {true, "21", "", "21 (жиырма бір)"},
        {true, "100", "", "100 (жүз)"},
        {true, "245", "", "245 (екі жүз қырық бес)"},
        {true, "1017", "", "1017 (бір мың он жеті)"},
        {true, "2300001", "", "2300001 (екі миллион үш жүз мың бір)"},
        {false, "0", "лист,листа,листов", "0 (ноль) листов"},
        {false, "1", "лист,листа,листов", "1 (один) лист"},
        {false, "2", "страница,страницы,страниц", "2 (две) страницы"},
        {false, "1", "место,места,мест", "1 (одно) место"},
        {false, "11", "запись,записи,записей", "11 (одиннадцать) записей"},
        {false, "21", "запись,записи,записей", "21 (двадцать одна) запись"},
        {false, "22", "день,дня,дней", "22 (двадцать два) дня"},
        {false, "516", "", "516 (пятьсот шестнадцать)"},
        {false, "1000", "", "1000 (одна тысяча)"},
        {false, "42902", "лист,листа,листов", "42902 (сорок две тысячи девятьсот два) листа"},
        {false, "5000040", "", "5000040 (пять миллионов сорок)"},
    };
    struct arena arena = {0};
    struct error err;
    const char *out;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(number_words_spell(lang->words, &arena, cases[i].kazakh, cases[i].text,
                                       cases[i].counted, &out, &err));
        assert_string_equal(out, cases[i].words);
    }
    assert_false(number_words_spell(lang->words, &arena, true, "1,5", "", &out, &err));
    assert_false(number_words_spell(lang->words, &arena, true, "1000000000", "", &out, &err));
    assert_false(number_words_spell(lang->words, &arena, false, "1", "лист", &out, &err));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kazakh_reads_the_last_word),
        cmocka_unit_test(russian_counts_in_three_forms),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(numbers_are_spelled_out),
    };
    return cmocka_run_group_tests_name("number", tests, set_up_lang, tear_down_lang);
}
