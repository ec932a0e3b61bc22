#include "check/text_check.h"

#include "base/utf8.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct column kazakh_name = {
    .heading = "first_kk", .language = LANGUAGE_KAZAKH, .used = true, .personal = true};
static const struct column russian_name = {
    .heading = "last_ru", .language = LANGUAGE_RUSSIAN, .used = true, .personal = true};
static const struct column patronymic = {.heading = "patronymic_kk",
                                         .language = LANGUAGE_KAZAKH,
                                         .used = true,
                                         .personal = true,
                                         .patronymic = true};
static const struct column full_name = {.heading = "ФИО", .used = true, .personal = true};
static const struct column russian_post = {
    .heading = "post_ru", .language = LANGUAGE_RUSSIAN, .used = true};
static const struct column firm = {.heading = "org", .used = true};
static const struct column post = {
    .heading = "post_kk", .language = LANGUAGE_KAZAKH, .used = true};

/* Says which findings there are, without the beginning `«column», «text»: `. */
static void assert_reported(const struct column *column, const char *text, const char *wanted)
{
    struct arena arena = {0};
    struct report findings = {0};
    struct buf reported = {0};
    text_check(column, text, (struct place){0}, &arena, &findings);
    for (size_t i = 0; i < findings.count; i++) {
        static const char levels[] = {[LEVEL_NOTE] = 'n', [LEVEL_WARNING] = 'w', 'e'};
        const char *what = WHAT(&findings.list[i]);
        const char *head = arena_printf(&arena, "«%s», «%s»: ", column->heading, text);
        assert_memory_equal(what, head, strlen(head));
        buf_printf(&reported, "%s%c: %s %s", i ? "\n" : "", levels[findings.list[i].level],
                   what + strlen(head), ADVICE(&findings.list[i]));
    }
    assert_string_equal(buf_text(&reported), wanted);
    buf_free(&reported);
    report_free(&findings);
    arena_free(&arena);
}

static void test_good_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",
        "Әлия",
        "Мұқанқызы",
        "Нұрмұхаметова-Тоқтаубаева",
        "Б.",
        "А. Ә.",
        "Ы",
        "Гауһар",
        "Ёлшина",
        "Подъячев",
        "Ким Владислав",
        "Оглы О'Нил",
        "Николай II",
        "KZ-0017",
        "№ 5/17",
        "Генрих ІІ",
        "Мак-Артур МакАртур",
        "Шмидт фон Вальд",
        "д’Анжело д'Артаньян О’Нил ОʼНил",
        "Гасан оглы Жұмабай-ұлы",
        "Иванова (Петрова), Мария",
        "Ибн Сина",
        "Би Джей",
        "Абдул-Керим",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_reported(&kazakh_name, names[i], "");
    assert_reported(&russian_post, "АО «Қазақстан темір жолы», IT-отдел", "");
    assert_reported(&russian_post, "Клуб «Что? где? когда?»", "");
    assert_reported(
        &firm, "АО «Їжак», ООО «Ω-3»",
        "w: the word «Їжак» has «Ї» (U+0407), which is no Kazakh letter. If KZ-1048 was "
        "read as Windows-1251, it said «АО «Үжак», ООО «Ω-3»»; otherwise leave it.");
    assert_reported(&firm, "Ҳамкор Банк", "");
}

/* A question mark is a lost letter, unless a question ends there. */
static void test_question_marks(void **state)
{
    (void)state;
    const char *lost = "e: letters are lost where the question marks are. Save the original "
                       "list anew as «CSV UTF-8», or type it again.";
    const char *perhaps = "w: unless it asks something, a letter is lost where the question "
                          "mark is. Save the original list anew as «CSV UTF-8», or type it "
                          "again.";
    assert_reported(&post, "Алматы ?.", lost);
    assert_reported(&post, "облысты? маман", lost);
    assert_reported(&post, "? облысы", lost);
    assert_reported(&firm, "облысты? маман", lost);
    assert_reported(&post, "Маңғыста?", perhaps);
    assert_reported(&post, "Атырау облысы?", perhaps);
    assert_reported(&post, "Кім екенін білесіз бе?", "");
    assert_reported(&post, "Кім? Қайда?", "");
    assert_reported(&russian_post, "Кто он?", "");
    assert_reported(&firm, "Кто он?", "");
}

/* Letters that no Kazakh or Russian word has, though they look as if. */
static void test_alphabets(void **state)
{
    (void)state;
    static const struct {
        const char *name, *letter, *meant;
    } cases[] = {
        {"Ӏлияс", "«Ӏ» (U+04C0)", "«І» (U+0406)"},  {"Ҡанат", "«Ҡ» (U+04A0)", "«Қ» (U+049A)"},
        {"Ӄайрат", "«Ӄ» (U+04C3)", "«Қ» (U+049A)"}, {"Ҝанат", "«Ҝ» (U+049C)", "«Қ» (U+049A)"},
        {"Ҳасан", "«Ҳ» (U+04B2)", "«Һ» (U+04BA)"},  {"Ѵова", "«Ѵ» (U+0474)", "«В» (U+0412)"},
        {"Ӓсен", "«Ӓ» (U+04D2)", "«Ә» (U+04D8)"},   {"Ҙсен", "«Ҙ» (U+0498)", "«З» (U+0417)"},
    };
    char wanted[256];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(wanted, sizeof wanted,
                 "w: the word «%s» has %s, which is no Kazakh letter. Type %s, unless it is "
                 "meant so.",
                 cases[i].name, cases[i].letter, cases[i].meant);
        assert_reported(&kazakh_name, cases[i].name, wanted);
        assert_reported(&full_name, cases[i].name, wanted);
    }
    assert_reported(&kazakh_name, "Ӈаңӄат",
                    "w: the word «Ӈаңӄат» has «Ӈ» (U+04C7), «ӄ» (U+04C4), which are no Kazakh "
                    "letters. Type «Ң» (U+04A2), «қ» (U+049B), unless it is meant so.");
    assert_reported(
        &russian_name, "Нұрланов",
        "w: the word «Нұрланов» has «ұ» (U+04B1), which is no Russian letter. Type «у» "
        "(U+0443), unless it is meant so.");
    assert_reported(&full_name, "Нұрланов", "");
}

/* A neighbour's letter is no damage, even where KZ-1048 has a Kazakh one. */
static void test_names_of_neighbours(void **state)
{
    (void)state;
    assert_reported(
        &kazakh_name, "Євген",
        "w: the word «Євген» has «Є» (U+0404), which is no Kazakh letter. If KZ-1048 "
        "was read as Windows-1251, it said «Ғвген»; otherwise leave it.");
    assert_reported(
        &russian_name, "Аѕан",
        "w: the word «Аѕан» has «ѕ» (U+0455), which is no Russian letter. If KZ-1048 "
        "was read as Windows-1251, it said «Аңан»; otherwise leave it.");
}

static void test_damage_ends_the_examination(void **state)
{
    (void)state;
    const char *save = "Save the original list anew as «CSV UTF-8», or type it again.";
    char wanted[256];
    snprintf(wanted, sizeof wanted, "e: letters are lost where the question marks are. %s",
             save);
    assert_reported(&kazakh_name, "к?л?ш", wanted);
    assert_reported(&kazakh_name, "Мұра?", wanted);
    assert_reported(&post, "ма?амбет", wanted);
    assert_reported(&post, "Кім?", "");
    assert_reported(
        &kazakh_name, "Ќайрат",
        "e: KZ-1048 was read as Windows-1251; it said «Қайрат». Give --encoding kz-1048 "
        "if that is what the list is in, or save the original anew as «CSV UTF-8».");
}

static void test_scripts(void **state)
{
    (void)state;
    assert_reported(&kazakh_name, "Cерiк",
                    "w: the word «Cерiк» has Latin «C» (U+0043), «i» (U+0069) among Cyrillic "
                    "letters. Type «С» (U+0421), «і» (U+0456).");
    assert_reported(
        &kazakh_name, "Марiнiк",
        "w: the word «Марiнiк» has Latin «i» (U+0069) among Cyrillic letters. Type «і» "
        "(U+0456).");
    assert_reported(
        &kazakh_name, "Mаria",
        "w: the word «Mаria» has Cyrillic «а» (U+0430) among Latin letters. Type «a» "
        "(U+0061).");
    assert_reported(
        &kazakh_name, "Жанаrul",
        "w: the word «Жанаrul» has Latin «r» (U+0072), «u» (U+0075), «l» (U+006C) among "
        "Cyrillic letters. Type the word in letters of one script.");
    assert_reported(
        &kazakh_name, "Ομαров",
        "w: the word «Ομαров» has Greek «Ο» (U+039F), «μ» (U+03BC), «α» (U+03B1) among "
        "Cyrillic letters. Type «О» (U+041E), «м» (U+043C), «а» (U+0430).");
    assert_reported(
        &kazakh_name, "Αcан",
        "w: the word «Αcан» has Greek «Α» (U+0391), Latin «c» (U+0063) among Cyrillic "
        "letters. Type «А» (U+0410), «с» (U+0441).");
    assert_reported(&full_name, "Аჰmет",
                    "w: the word «Аჰmет» has foreign «ჰ» (U+10F0), Latin «m» (U+006D) among "
                    "Cyrillic letters. Type the word in letters of one script.");
    assert_reported(
        &kazakh_name, "Ωρίων",
        "n: «Ωρίων» is in Greek letters. Type it in Cyrillic, unless it is meant so.");
    assert_reported(
        &kazakh_name, "Marie",
        "n: «Marie» is in Latin letters. Type it in Cyrillic, unless it is meant so.");
    assert_reported(&post, "COVIDтен IT-маман", "");
    assert_reported(
        &post, "мүшeсі",
        "w: the word «мүшeсі» has Latin «e» (U+0065) among Cyrillic letters. Type «е» "
        "(U+0435).");
}

static void test_signs(void **state)
{
    (void)state;
    assert_reported(
        &kazakh_name, "Абдул\u2013Рахман",
        "w: U+2013 EN DASH stands for a hyphen. Type the hyphen of the keyboard, «-».");
    assert_reported(&post, "Астана \u2013 Алматы", "");
    assert_reported(
        &kazakh_name, "Серік\u200D",
        "w: U+200D ZERO WIDTH JOINER is not seen, but keeps the name from being found. "
        "Take it out.");
    assert_reported(
        &kazakh_name, "Серік\u200E",
        "e: U+200E LEFT-TO-RIGHT MARK is not seen, but turns the direction of writing. "
        "Take it out.");
    assert_reported(&post, "Астана \u202Eытамла\u202C",
                    "e: U+202E RIGHT-TO-LEFT OVERRIDE is not seen, but turns the direction of "
                    "writing. Take it out.");
    assert_reported(
        &kazakh_name, "Се\u0301рік",
        "w: U+0301 COMBINING ACUTE ACCENT is a mark apart from its letter. Type the "
        "letter with its mark as one.");
    assert_reported(
        &kazakh_name, "Ахмет0в",
        "w: U+0030 DIGIT ZERO is a digit in a name. Type the letter that is meant.");
    const char *loose = "w: U+002D HYPHEN-MINUS has not a part of the name on each side. Join "
                        "the parts with it, or take it out.";
    assert_reported(&kazakh_name, "Салтыков- Щедрин", loose);
    assert_reported(&kazakh_name, "Салтыков - Щедрин", loose);
    assert_reported(&kazakh_name, "Асан-", loose);
    static const struct {
        const char *name, *sign;
    } signs[] = {{"Асан!", "U+0021 EXCLAMATION MARK"},
                 {"Салтыков_Щедрин", "U+005F LOW LINE"},
                 {"Се`рік", "U+0060 GRAVE ACCENT"},
                 {"&#1179;айрат", "U+0026 AMPERSAND"},
                 {"«Асан", "U+00AB LEFT-POINTING DOUBLE ANGLE QUOTATION MARK"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        char wanted[192];
        snprintf(wanted, sizeof wanted,
                 "w: %s does not belong into a name. Take it out, or type the letter that is "
                 "meant.",
                 signs[i].sign);
        assert_reported(&kazakh_name, signs[i].name, wanted);
    }
}

/* What is typed into a field that must not stay empty would be printed. */
static void test_stopgaps(void **state)
{
    (void)state;
    static const char *const texts[] = {"-", "—", "...", "нет", "ЖОҚ"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_reported(
            &patronymic, texts[i],
            "w: it is no name, but would be printed as one. Leave the field empty.");
        assert_reported(&kazakh_name, texts[i],
                        "w: it is no name, but would be printed as one. Fill in the name.");
    }
    assert_reported(&patronymic, "0",
                    "w: it is no name, but would be printed as one. Leave the field empty.");
    assert_reported(&full_name, "0", ""); /* a number may stand with the names */
}

static void test_capitals(void **state)
{
    (void)state;
    assert_reported(&kazakh_name, "ӘБДІ-ҒАЛИ ЕРЛАН",
                    "w: the name is in capitals. Write «Әбді-Ғали Ерлан».");
    assert_reported(&kazakh_name, "цой", "w: the name has no capital. Write «Цой».");
    assert_reported(&kazakh_name, "ИВАНОВ Иван фон Петрович",
                    "w: «ИВАНОВ» is in capitals. Write «Иванов Иван фон Петрович».");
    assert_reported(&kazakh_name, "омаров Асан",
                    "w: «омаров» has no capital. Write «Омаров Асан».");
    assert_reported(&kazakh_name, "аХМЕТОВ",
                    "w: the name mixes capitals and small letters. Write «Ахметов».");
    assert_reported(&kazakh_name, "АСан О'НИЛ",
                    "w: «АСан» mixes capitals and small letters. Write «Асан О'Нил».");
    assert_reported(&kazakh_name, "АсаН Ли",
                    "w: «АсаН» mixes capitals and small letters. Write «Асан Ли».");
    assert_reported(&kazakh_name, "Салтыков-щедрин",
                    "w: «щедрин» has no capital. Write «Салтыков-Щедрин».");
    assert_reported(&post, "БАСТЫҚ", "");
}

/* Any text at all is examined to the end, and twice with the same result. */
static void test_any_text(void **state)
{
    (void)state;
    uint32_t seed = 7;
    struct arena arena = {0};
    for (size_t round = 0; round < 3000; round++) {
        struct buf text = {0}, reported[2] = {{0}, {0}};
        for (size_t i = 0; i < round % 24; i++) {
            static const uint32_t starts[] = {0x20,  0x41,   0x410, 0x490,
                                              0x4D0, 0x2000, 0x300, 0xA0};
            seed = seed * 1103515245u + 12345u;
            uint32_t letter = starts[(seed >> 16) % 8] + (seed >> 20) % 0x30;
            char bytes[4];
            buf_add(&text, bytes, utf8_put(letter, bytes));
        }
        for (size_t i = 0; i < 2; i++) {
            struct report findings = {0};
            const struct column *columns[] = {&kazakh_name, &full_name, &russian_name,
                                              &patronymic,  &post,      &firm};
            for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
                text_check(columns[k], buf_text(&text), (struct place){0}, &arena, &findings);
            for (size_t k = 0; k < findings.count; k++)
                finding_print(&findings.list[k], &reported[i]);
            report_free(&findings);
        }
        size_t bad;
        assert_true(utf8_valid(buf_text(&reported[0]), reported[0].size, &bad));
        assert_string_equal(buf_text(&reported[0]), buf_text(&reported[1]));
        buf_free(&reported[0]);
        buf_free(&reported[1]);
        buf_free(&text);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_names),
        cmocka_unit_test(test_damage_ends_the_examination),
        cmocka_unit_test(test_question_marks),
        cmocka_unit_test(test_alphabets),
        cmocka_unit_test(test_names_of_neighbours),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_stopgaps),
        cmocka_unit_test(test_capitals),
        cmocka_unit_test(test_any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
