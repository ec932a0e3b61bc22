#include "table/encoding.h"

#include "table/encoding_guess.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char alphabet[] = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
                               "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

/* What Windows-1251 has of it. */
static const char russian[] = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫІЬЭЮЯ"
                              "абвгдеёжзийклмнопрстуфхцчшщъыіьэюя";

/* What iconv calls them: the C library is the other opinion here. */
static const char *const iconv_names[] = {
    [ENCODING_UTF8] = "UTF-8",       [ENCODING_UTF16LE] = "UTF-16LE",
    [ENCODING_UTF16BE] = "UTF-16BE", [ENCODING_1251] = "CP1251",
    [ENCODING_KZ1048] = "RK1048",
};

static void encode(const char *text, const char *name, struct buf *out)
{
    iconv_t converter = iconv_open(name, "UTF-8");
    assert_true(converter != (iconv_t)-1);
    char bytes[1024], *in = (char *)(uintptr_t)text, *end = bytes;
    size_t left = strlen(text), room = sizeof bytes;
    assert_int_equal(iconv(converter, &in, &left, &end, &room), 0);
    buf_clear(out);
    buf_add(out, bytes, (size_t)(end - bytes));
    iconv_close(converter);
}

/* Decodes in parts of `part` bytes. */
static void decode(enum encoding encoding, const struct buf *bytes, size_t part,
                   struct buf *out)
{
    struct decoder decoder = {.encoding = encoding};
    buf_clear(out);
    for (size_t i = 0; i < bytes->size; i += part)
        decoder_add(&decoder, bytes->data + i, bytes->size - i < part ? bytes->size - i : part,
                    out);
    decoder_end(&decoder, out);
}

static void every_letter_comes_back(void **state)
{
    (void)state;
    struct buf bytes = {0}, text = {0};
    for (enum encoding i = ENCODING_UTF8; i <= ENCODING_KZ1048; i++)
        for (size_t part = 1; part < 4; part++) {
            const char *letters = i == ENCODING_1251 ? russian : alphabet;
            encode(letters, iconv_names[i], &bytes);
            decode(i, &bytes, part, &text);
            assert_string_equal(buf_text(&text), letters);
        }
    assert_int_equal(strlen(alphabet), 2 * 2 * 42);
    buf_free(&bytes);
    buf_free(&text);
}

/* Every byte is what the C library says it is. */
static void tables_agree_with_iconv(void **state)
{
    (void)state;
    const enum encoding encodings[] = {ENCODING_1251, ENCODING_KZ1048};
    for (size_t i = 0; i < 2; i++) {
        iconv_t converter = iconv_open("UTF-32LE", iconv_names[encodings[i]]);
        for (unsigned byte = 1; byte < 256; byte++) {
            char from = (char)byte, *in = &from;
            uint32_t letter = 0xFFFD;
            char *out = (char *)&letter;
            size_t left = 1, room = sizeof letter;
            iconv(converter, &in, &left, &out, &room);
            assert_int_equal(encoding_letter(encodings[i], (unsigned char)byte), letter);
        }
        iconv_close(converter);
    }
}

static void assert_decoded(enum encoding encoding, const char *bytes, size_t size,
                           const char *expected)
{
    struct buf in = {0}, out = {0};
    buf_add(&in, bytes, size);
    decode(encoding, &in, 1, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&in);
    buf_free(&out);
}

static void what_means_nothing_is_marked(void **state)
{
    (void)state;
    assert_decoded(ENCODING_1251, "a\x98z", 3, "a\uFFFDz");
    assert_decoded(ENCODING_UTF16LE, "\x3D\xD8\x0A\xDE", 4, "\U0001F60A");
    assert_decoded(ENCODING_UTF16BE, "\xD8\x3D\0a", 4, "\uFFFDa");
    assert_decoded(ENCODING_UTF16BE, "\xDE\x0A\0a", 4, "\uFFFDa");
    assert_decoded(ENCODING_UTF16BE, "\xD8\x3D\xD8\x3D\xDE\x0A", 6, "\uFFFD\U0001F60A");
    assert_decoded(ENCODING_UTF16LE, "a\0b", 3, "a\uFFFD");
    assert_decoded(ENCODING_UTF16LE, "a\0\x3D\xD8", 4, "a\uFFFD");
}

static void names_are_forgiving(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum encoding encoding;
    } known[] = {
        {"UTF-8", ENCODING_UTF8},           {"utf8", ENCODING_UTF8},
        {"utf_16le", ENCODING_UTF16LE},     {"UTF-16BE", ENCODING_UTF16BE},
        {"Windows-1251", ENCODING_1251},    {"cp1251", ENCODING_1251},
        {"KZ-1048", ENCODING_KZ1048},       {"RK1048", ENCODING_KZ1048},
        {"STRK1048-2002", ENCODING_KZ1048},
    };
    enum encoding encoding;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        assert_true(encoding_find(known[i].name, &encoding));
        assert_int_equal(encoding, known[i].encoding);
    }
    for (enum encoding i = ENCODING_UTF8; i <= ENCODING_KZ1048; i++) {
        assert_true(encoding_find(encoding_name(i), &encoding));
        assert_int_equal(encoding, i);
    }
    assert_false(encoding_find("", &encoding));
    assert_false(encoding_find("koi8-r", &encoding));
    assert_false(encoding_find("windows-1251-and-much-more-than-that", &encoding));
}

/* ---- guesses ---------------------------------------------------------------------------- */

/* `part` bytes at a time. */
static struct encoding_guess guess_bytes(const char *bytes, size_t size, size_t part)
{
    struct encoding_scan scan = {0};
    for (size_t i = 0; i < size; i += part)
        encoding_scan(&scan, bytes + i, size - i < part ? size - i : part);
    return encoding_guess(&scan);
}

/* The guess for a text in an encoding that iconv knows, as a line. */
static void assert_guess(const char *text, const char *name, const char *expected)
{
    static const char *const certainties[] = {"sure", "thin", "none"};
    struct buf bytes = {0}, line = {0};
    encode(text, name, &bytes);
    struct encoding_guess guess = guess_bytes(bytes.data, bytes.size, 3);
    buf_printf(&line, "%s %s", encoding_name(guess.encoding), certainties[guess.certainty]);
    if (guess.word.text[0] && guess.encoding != ENCODING_UTF8)
        buf_printf(&line, " %s", guess.word.text);
    if (guess.other.text[0])
        buf_printf(&line, " (%s)", guess.other.text);
    if (guess.lost.text[0])
        buf_printf(&line, " lost %s", guess.lost.text);
    if (guess.mixed)
        buf_puts(&line, " mixed");
    assert_string_equal(line.data, expected);
    buf_free(&bytes);
    buf_free(&line);
}

static const char list[] = "name;region\r\nКүләш Ғабитқызы;Ақмола\r\nӘнуар Сәкенұлы;Шығыс\r\n";
static const char russians[] = "ФИО;регион\r\nСергей Иванов;Астана\r\nЛи;«Шымкент» №1\r\n";

static void lists_are_recognised(void **state)
{
    (void)state;
    assert_guess(list, "UTF-8", "UTF-8 sure");
    assert_guess(list, "UTF-16LE", "UTF-16LE sure");
    assert_guess(list, "UTF-16BE", "UTF-16BE sure");
    assert_guess(list, "RK1048", "KZ-1048 sure Күләш (Кїлјш)");
    assert_guess(russians, "CP1251", "Windows-1251 sure Сергей");
    assert_guess("name\r\nonly ASCII\r\n", "UTF-8", "UTF-8 sure");
    assert_guess("", "UTF-8", "UTF-8 sure");
    assert_guess("ФИО\nСЕРГЕЙ ИВАНОВ\nҚҰРМАНҒАЗЫ\nӘУЕЗОВ\n", "RK1048",
                 "KZ-1048 sure ҚҰРМАНҒАЗЫ (ЌЎРМАНЄАЗЫ)");
}

static void thin_evidence_is_called_so(void **state)
{
    (void)state;
    assert_guess("a\nСәкен\n", "RK1048", "KZ-1048 thin Сәкен (Сјкен)");
    assert_guess("a\nИванов\n", "CP1251", "Windows-1251 thin Иванов");
    /* These letters may be Ukrainian. */
    assert_guess("ФИО\nЄвген Їжакевич\nСергей Иванов\n", "CP1251",
                 "KZ-1048 thin Ғвген (Євген)");
    assert_guess("ФИО\nГүлнұр Өмірзақова\nСергей Иванов\n", "RK1048",
                 "KZ-1048 thin Өмірзақова (Ґмірзаќова)");
}

static void letters_that_are_lost_are_seen(void **state)
{
    (void)state;
    assert_guess("ФИО\nК?л?ш ?абит?ызы\nСергей Иванов\n", "CP1251",
                 "Windows-1251 sure Сергей lost К?л?ш");
    assert_guess("ФИО\nСергей Иванов\nОн ли это?\n", "CP1251", "Windows-1251 sure Сергей");
}

static void other_encodings_are_not_taken_for_these(void **state)
{
    (void)state;
    assert_guess("ФИО\nСергей Иванов\nМарат Ким\n", "KOI8-R", "Windows-1251 none уЕТЗЕК");
    assert_guess("ФИО\nСергей Иванов\nМарат Ким\nИрина Цой\n", "MAC-CYRILLIC",
                 "Windows-1251 none ергей");
    assert_guess("ФИО\nСергей Иванов\nМарат Ким\n", "CP866", "KZ-1048 none ӨаӘӨ (ҐаЈҐ)");
    /* Their letters become Kazakh ones, but the capitals stand in wrong places. */
    assert_guess("ФИО\nСергей Иванов\nМарат Ким\nИрина Цой\n", "ISO-8859-5",
                 "KZ-1048 none әРаРв (јРаРв)");
    assert_guess("ФИО\nСергей Иванов\nМарат Ким\nИрина Цой\n", "CP855", "KZ-1048 none ЁҢ (ЁЅ)");
    assert_guess("ФИО;вуз\nСергей Иванов;ҚазҰУ\nМарат Ким;ҚазҰТЗУ\n", "RK1048",
                 "KZ-1048 sure ҚазҰУ (ЌазЎУ)");
}

/* Read as Cyrillic they would give «Mьller» and «Yэlmaz». */
static void western_and_turkish_letters_are_not_cyrillic(void **state)
{
    (void)state;
    static const char german[] = "FIO;Region\nMüller Jürgen;Köln\nGroß Björn;Düsseldorf\n";
    assert_guess(german, "CP1252", "Windows-1251 none Mьller");
    assert_guess("FIO\nYılmaz Işık\nÇelik Gül\nŞahin Öz\n", "CP1254",
                 "Windows-1251 none Yэlmaz");
    assert_guess("FIO\nLinda Ólafsdóttir\nJosé Núñez\n", "CP1252",
                 "Windows-1251 none Уlafsdуttir");
    /* A letter of the wrong keyboard makes no list Western. */
    assert_guess("ФИО\nСергей Иванов\nMарат Ким\nИрина Цой\n", "CP1251",
                 "Windows-1251 sure Сергей");
}

/* Latin names and the signs of Kazakhstan's offices: whatever the encoding, they read alike. */
static void signs_alone_are_read(void **state)
{
    (void)state;
    assert_guess("№;FIO;Org\n1;Ivanov Ivan;TOO «Akzhol»\n", "CP1251", "Windows-1251 sure");
    assert_guess("FIO\nIvanov – Ivan\n", "CP1252", "Windows-1251 sure");
    assert_guess("FIO\nIvanov™ Ivan\n", "CP1252", "Windows-1251 thin");
}

static void a_list_in_two_encodings_is_not_guessed(void **state)
{
    (void)state;
    static const char half[] = "a\nӘлия\n\xC8\xE2\xE0\xED\xEE\xE2\n";
    struct encoding_guess guess = guess_bytes(half, sizeof half - 1, 1);
    assert_int_equal(guess.certainty, GUESS_NONE);
    assert_true(guess.mixed);
    /* One bad row in many is that row's fault. */
    static const char one[] = "a\nӘлия Мұқанқызы\n\xC8\xE2\n";
    guess = guess_bytes(one, sizeof one - 1, 1);
    assert_int_equal(guess.encoding, ENCODING_UTF8);
    assert_int_equal(guess.certainty, GUESS_SURE);
}

/* A letter of UTF-8 that is cut, overlong, a surrogate or beyond Unicode is none. */
static void bad_utf8_is_no_utf8(void **state)
{
    (void)state;
    static const char *const bad[] = {"\xC0\xAF",     "\xED\xA0\x80",     "\xF4\x90\x80\x80",
                                      "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xD0",
                                      "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct encoding_scan scan = {0};
        encoding_scan(&scan, bad[i], strlen(bad[i]));
        encoding_guess(&scan);
        assert_int_equal(scan.letters, 0);
        assert_true(scan.bad > 0);
    }
}

static void a_nul_makes_no_utf16(void **state)
{
    (void)state;
    static const char one[] = "name\nЯн\0Ли\nЭнгельс\n";
    assert_int_equal(guess_bytes(one, sizeof one - 1, 2).encoding, ENCODING_UTF8);
    assert_int_equal(guess_bytes("\0", 1, 1).encoding, ENCODING_UTF8);
    assert_int_equal(guess_bytes("\xFF", 1, 1).encoding, ENCODING_1251);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_letter_comes_back),
        cmocka_unit_test(tables_agree_with_iconv),
        cmocka_unit_test(what_means_nothing_is_marked),
        cmocka_unit_test(names_are_forgiving),
        cmocka_unit_test(lists_are_recognised),
        cmocka_unit_test(thin_evidence_is_called_so),
        cmocka_unit_test(letters_that_are_lost_are_seen),
        cmocka_unit_test(other_encodings_are_not_taken_for_these),
        cmocka_unit_test(western_and_turkish_letters_are_not_cyrillic),
        cmocka_unit_test(signs_alone_are_read),
        cmocka_unit_test(a_list_in_two_encodings_is_not_guessed),
        cmocka_unit_test(bad_utf8_is_no_utf8),
        cmocka_unit_test(a_nul_makes_no_utf16),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
