#include "lang/linebreak.h"
#include "unit/lang_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Shows where lines may end as '|'. */
static void assert_breaks(const char *text, const char *marked)
{
    unsigned char breaks[512];
    char shown[1024];
    size_t size = strlen(text), used = 0;
    linebreak_find(lang->words, text, size, breaks);
    for (size_t i = 0; i < size; i++) {
        if (breaks[i])
            shown[used++] = '|';
        shown[used++] = text[i];
    }
    shown[used] = '\0';
    assert_string_equal(shown, marked);
}

static void test_words_part_at_spaces(void **state)
{
    (void)state;
    assert_breaks("сайлау комиссиясының мүшесі", "сайлау |комиссиясының |мүшесі");
    assert_breaks("Батыс-Қазақстан", "Батыс-|Қазақстан");
    assert_breaks("", "");
}

static void test_initials_stay_with_the_surname(void **state)
{
    (void)state;
    assert_breaks("Төраға Б. Имашев", "Төраға |Б. Имашев");
    assert_breaks("А. Ә. Байтұрсын", "А. Ә. Байтұрсын");
    assert_breaks("А.Ә. Байтұрсын", "А.Ә. Байтұрсын");
    assert_breaks("Имашев Б. келді", "Имашев Б. |келді");
    assert_breaks("«Б. Имашев»", "«Б. Имашев»");
    assert_breaks("сөйледі. Б. Имашев", "сөйледі. |Б. Имашев");
}

static void test_numbers_stay_with_what_they_count(void **state)
{
    (void)state;
    assert_breaks("№ 15 сертификат", "№ 15 сертификат");
    assert_breaks("2017 жылғы 3–5 қазан", "2017 жылғы |3–5 қазан");
    assert_breaks("бұл 2017 ж. болды", "бұл |2017 ж. |болды");
    assert_breaks("көлемі 16 сағат", "көлемі |16 сағат");
}

static void test_numbers_stay_whole_and_with_their_endings(void **state)
{
    (void)state;
    assert_breaks("бұл 16-лық күн", "бұл |16-лық |күн");
    assert_breaks("БҰЛ 16-ЛЫҚ КҮН", "БҰЛ |16-ЛЫҚ |КҮН");
    assert_breaks("саны 10 000-ға дейін", "саны |10 000-ға |дейін");
    assert_breaks("саны 1 000 000-ға", "саны |1 000 000-ға");
    assert_breaks("«10 000» немесе", "«10 000» |немесе");
    assert_breaks("құны 10 000,50 теңге", "құны |10 000,50 теңге");
    assert_breaks("құны 10\u2009000 теңге", "құны |10\u2009000 теңге");
    assert_breaks("құны 10\u00A0000-ға", "құны |10\u00A0000-ға");
    assert_breaks("бұл АҚШ-қа сапар", "бұл |АҚШ-қа |сапар");
    assert_breaks("НҰР-СҰЛТАН қаласы", "НҰР-|СҰЛТАН |қаласы");
    assert_breaks("жыл 2017 1000 адам", "жыл |2017 |1000 адам");
}

static void test_hyphens_that_begin_a_word_stay_with_it(void **state)
{
    (void)state;
    assert_breaks("kualik issue --only a-b", "kualik |issue |--only |a-|b");
    assert_breaks("-t файл", "-t |файл");
}

static void test_abbreviations_stay_with_what_they_shorten(void **state)
{
    (void)state;
    assert_breaks("алты 10 000 теңге", "алты |10 000 теңге");
    assert_breaks("дом на ул. Абая", "дом |на ул. Абая");
    assert_breaks("смотри с. 5", "смотри |с. 5");
    assert_breaks("столы и т. д.", "столы |и т. д.");
    assert_breaks("в 2017 г. прошёл", "в 2017 г. |прошёл");
}

static void test_small_words_do_not_end_a_line(void **state)
{
    (void)state;
    assert_breaks("выборы в городе и области", "выборы |в городе |и области");
    assert_breaks("Астана – Алматы", "Астана – |Алматы");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_part_at_spaces),
        cmocka_unit_test(test_initials_stay_with_the_surname),
        cmocka_unit_test(test_numbers_stay_with_what_they_count),
        cmocka_unit_test(test_hyphens_that_begin_a_word_stay_with_it),
        cmocka_unit_test(test_numbers_stay_whole_and_with_their_endings),
        cmocka_unit_test(test_abbreviations_stay_with_what_they_shorten),
        cmocka_unit_test(test_small_words_do_not_end_a_line),
    };
    return cmocka_run_group_tests(tests, set_up_lang, tear_down_lang);
}
