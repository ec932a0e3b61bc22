#include "table/encoding_guess.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct encoding_guess guess(const char *bytes, size_t size)
{
    struct encoding_scan scan = {0};
    encoding_scan(&scan, bytes, size);
    return encoding_guess(&scan);
}

/* The guess for a text in an encoding of iconv's. */
static struct encoding_guess guess_text(const char *text, const char *encoding)
{
    char bytes[8192], *in = (char *)(uintptr_t)text, *end = bytes;
    size_t left = strlen(text), room = sizeof bytes;
    iconv_t converter = iconv_open(encoding, "UTF-8");
    assert_true(converter != (iconv_t)-1);
    assert_int_equal(iconv(converter, &in, &left, &end, &room), 0);
    iconv_close(converter);
    return guess(bytes, (size_t)(end - bytes));
}

static void assert_guess(const struct encoding_guess *guess, enum encoding encoding,
                         enum certainty certainty, const char *word, const char *other)
{
    assert_string_equal(guess->word.text, word);
    assert_string_equal(guess->other.text, other);
    assert_string_equal(encoding_name(guess->encoding), encoding_name(encoding));
    assert_int_equal(guess->certainty, certainty);
    assert_false(guess->mixed);
}

/* What Windows-1251 makes of the 16 letters that are other ones there. */
static const struct {
    const char *kazakh, *windows;
    bool slavic; /* Belarusian or Ukrainian there, so it may be meant */
} letters[] = {{"Ә", "Ј", false}, {"ә", "ј", false}, {"Қ", "Ќ", false}, {"қ", "ќ", false},
               {"Ң", "Ѕ", false}, {"ң", "ѕ", false}, {"Һ", "Ћ", false}, {"һ", "ћ", false},
               {"Ғ", "Є", true},  {"ғ", "є", true},  {"Ө", "Ґ", true},  {"ө", "ґ", true},
               {"Ұ", "Ў", true},  {"ұ", "ў", true},  {"Ү", "Ї", true},  {"ү", "ї", true}};

static void each_of_the_sixteen_letters_is_evidence(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        char text[128], word[16], other[16];
        snprintf(text, sizeof text, "a\nСергей Иванов\nа%sа\nб%sб\n", letters[i].kazakh,
                 letters[i].kazakh);
        snprintf(word, sizeof word, "а%sа", letters[i].kazakh);
        snprintf(other, sizeof other, "а%sа", letters[i].windows);
        struct encoding_guess one = guess_text(text, "RK1048");
        assert_guess(&one, ENCODING_KZ1048, letters[i].slavic ? GUESS_THIN : GUESS_SURE, word,
                     other);
    }
}

/* The other 34 letters, І among them, read the same in both. */
static void each_letter_that_both_have_is_none(void **state)
{
    (void)state;
    static const char *const both[] = {
        "А", "Б", "В", "Г", "Д", "Е", "Ё", "Ж", "З", "И", "Й", "К", "Л", "М", "Н", "О", "П",
        "Р", "С", "Т", "У", "Ф", "Х", "Ц", "Ч", "Ш", "Щ", "Ъ", "Ы", "І", "Ь", "Э", "Ю", "Я",
        "а", "б", "в", "г", "д", "е", "ё", "ж", "з", "и", "й", "к", "л", "м", "н", "о", "п",
        "р", "с", "т", "у", "ф", "х", "ц", "ч", "ш", "щ", "ъ", "ы", "і", "ь", "э", "ю", "я"};
    assert_int_equal(sizeof both / sizeof *both + sizeof letters / sizeof *letters, 2 * 42);
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        char text[128], word[16];
        snprintf(text, sizeof text, "a\n%sмм\nСергей Иванов Ким\n", both[i]);
        snprintf(word, sizeof word, "%sмм", both[i]);
        struct encoding_guess one = guess_text(text, "CP1251");
        assert_guess(&one, ENCODING_1251, GUESS_SURE, word, "");
    }
}

static void a_letter_alone_or_among_latin_ones_is_no_evidence(void **state)
{
    (void)state;
    struct encoding_guess one =
        guess_text("a\nСергей Иванов Ким\nЌ Ѕ Ћ\nabЌcd ЌЌ\n«Ј»\n", "CP1251");
    assert_guess(&one, ENCODING_1251, GUESS_SURE, "Сергей", "");
}

/* Two words with letters that cannot be meant outweigh any number that may. */
static void kazakh_words_outweigh_others(void **state)
{
    (void)state;
    struct encoding_guess one =
        guess_text("a\nӨмір Ғабит Үміт Ұлан\nСәкен\nҚайрат\n", "RK1048");
    assert_guess(&one, ENCODING_KZ1048, GUESS_SURE, "Сәкен", "Сјкен");
    one = guess_text("a\nӨмір Ғабит Үміт Ұлан\nСәкен\n", "RK1048");
    assert_guess(&one, ENCODING_KZ1048, GUESS_THIN, "Сәкен", "Сјкен");
}

/* A person knows the names of the list better than its headings. */
static void the_word_to_show_is_one_of_the_rows(void **state)
{
    (void)state;
    struct encoding_guess one = guess_text("Тәрбиеші;Қала\r\nСәкен;Маңғыстау\r\n", "RK1048");
    assert_guess(&one, ENCODING_KZ1048, GUESS_SURE, "Сәкен", "Сјкен");
    one = guess_text("Тәрбиеші;Қала\r\nИван;Астана\r\n", "RK1048");
    assert_guess(&one, ENCODING_KZ1048, GUESS_SURE, "Тәрбиеші", "Тјрбиеші");
    one = guess_text("Фамилия\nИванов\n", "CP1251");
    assert_guess(&one, ENCODING_1251, GUESS_SURE, "Иванов", "");
}

static void twelve_letters_and_a_capital_are_enough(void **state)
{
    (void)state;
    struct encoding_guess one = guess_text("a\nИвановы Иван\n", "CP1251");
    assert_guess(&one, ENCODING_1251, GUESS_THIN, "Ивановы", "");
    one = guess_text("a\nИвановы Ивана\n", "CP1251");
    assert_guess(&one, ENCODING_1251, GUESS_SURE, "Ивановы", "");
    one = guess_text("a\nивановы ивана\n", "CP1251");
    assert_guess(&one, ENCODING_1251, GUESS_THIN, "ивановы", "");
    one = guess_text("a\nЛи\n", "CP1251");
    assert_guess(&one, ENCODING_1251, GUESS_THIN, "", "");
}

static void lost_letters_are_no_question_marks(void **state)
{
    (void)state;
    struct encoding_guess one = guess_text("a\nСергей Иванов\nС?кен\n?абит\n", "CP1251");
    assert_string_equal(one.lost.text, "С?кен");
    one = guess_text("a\nСергей Иванов\nКім?\nИван? ab?c\n?\n", "CP1251");
    assert_string_equal(one.lost.text, "");
}

/* What is kept of a word ends in a letter, and inside its room. */
static void long_words_are_cut(void **state)
{
    (void)state;
    char text[3 * 1024] = "a\nаә ", expected[2 * EVIDENCE_SIZE + 1] = "";
    for (int i = 0; i < 1000; i++)
        strcat(text, "ә");
    strcat(text, "а");
    for (int i = 0; i < EVIDENCE_SIZE; i++)
        strcat(expected, "ә");
    struct encoding_guess one = guess_text(text, "RK1048");
    assert_string_equal(one.word.text, "аә");
    one = guess_text(text + strlen("a\nаә "), "RK1048");
    assert_string_equal(one.word.text, expected);
}

static void marks_tell_before_anything_else(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        enum encoding encoding;
    } texts[] = {{"\xFF\xFE", 2, ENCODING_UTF16LE},
                 {"\xFE\xFF", 2, ENCODING_UTF16BE},
                 {"\xFF\xFEx\x04y\x04", 6, ENCODING_UTF16LE},
                 {"\xFE\xFF\xC8\xE2\xE0\xED", 6, ENCODING_UTF16BE},
                 {"\xEF\xBB\xBF", 3, ENCODING_UTF8},
                 {"\xEF\xBB\xBF\xC8\xE2\xE0\xED\xEE\xE2 \xC8\xE2\xE0\xED", 14, ENCODING_UTF8}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct encoding_guess one = guess(texts[i].bytes, texts[i].size);
        assert_guess(&one, texts[i].encoding, GUESS_SURE, "", "");
    }
}

static void utf16_without_a_mark_is_seen(void **state)
{
    (void)state;
    static const char *const texts[] = {"ab", "n\n1\n", "Аты;Тегі\nӘлия;Мұқанқызы\n",
                                        "Күні\nӘнуар №1 «Ақжол» – 1\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct encoding_guess one = guess_text(texts[i], "UTF-16LE");
        assert_guess(&one, ENCODING_UTF16LE, GUESS_SURE, "", "");
        one = guess_text(texts[i], "UTF-16BE");
        assert_guess(&one, ENCODING_UTF16BE, GUESS_SURE, "", "");
    }
    struct encoding_guess zeros = guess("\0\0\0\0\0\0\0\0", 8);
    assert_guess(&zeros, ENCODING_UTF8, GUESS_SURE, "", "");
}

/* Bytes that are no UTF-8 are the fault of some rows while there are twice as many letters of
 * it; a mixture until there are few. */
static void utf8_with_faults_is_weighed(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        bool utf8, mixed;
    } texts[] = {{"әәә \xFF", true, false},
                 {"әә \xFF", false, true},
                 {"ә \xE0\xE0\xE0", false, true},
                 {"ә \xE0 \xE0 \xE0 \xE0", false, false}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct encoding_guess one = guess(texts[i].bytes, strlen(texts[i].bytes));
        assert_int_equal(one.encoding == ENCODING_UTF8, texts[i].utf8);
        assert_int_equal(one.mixed, texts[i].mixed);
        assert_true(!one.mixed || one.certainty == GUESS_NONE);
    }
}

/* «Кү» in KZ-1048 has the bytes of a letter of UTF-8. */
static void two_letters_that_look_like_one_of_utf8(void **state)
{
    (void)state;
    struct encoding_guess one = guess_text("a\nКүләш Күләй\nСәкен\n", "RK1048");
    assert_guess(&one, ENCODING_KZ1048, GUESS_SURE, "Күләш", "Кїлјш");
}

/* However the text is cut, the guess is the same. */
static void parts_may_end_anywhere(void **state)
{
    (void)state;
    static const char *const texts[] = {"a\nСәкен Қайрат\n", "\xFF\xFEx\x04", "Аты\nӘлия\n",
                                        "a\n\xD1\xBC\xEA\xE5\xED \x8D\xE0\xE9\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t cut = 0; cut <= strlen(texts[i]); cut++) {
            struct encoding_scan scan = {0};
            encoding_scan(&scan, texts[i], cut);
            encoding_scan(&scan, texts[i] + cut, 0);
            encoding_scan(&scan, texts[i] + cut, strlen(texts[i]) - cut);
            struct encoding_guess parts = encoding_guess(&scan);
            struct encoding_guess whole = guess(texts[i], strlen(texts[i]));
            assert_guess(&parts, whole.encoding, whole.certainty, whole.word.text,
                         whole.other.text);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_the_sixteen_letters_is_evidence),
        cmocka_unit_test(each_letter_that_both_have_is_none),
        cmocka_unit_test(a_letter_alone_or_among_latin_ones_is_no_evidence),
        cmocka_unit_test(kazakh_words_outweigh_others),
        cmocka_unit_test(the_word_to_show_is_one_of_the_rows),
        cmocka_unit_test(twelve_letters_and_a_capital_are_enough),
        cmocka_unit_test(lost_letters_are_no_question_marks),
        cmocka_unit_test(long_words_are_cut),
        cmocka_unit_test(marks_tell_before_anything_else),
        cmocka_unit_test(utf16_without_a_mark_is_seen),
        cmocka_unit_test(utf8_with_faults_is_weighed),
        cmocka_unit_test(two_letters_that_look_like_one_of_utf8),
        cmocka_unit_test(parts_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
