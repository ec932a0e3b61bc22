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

static struct check_words *words;
static struct kazakh_spelling *spelling;
static struct check_rules rules;

static int set_up(void **state)
{
    (void)state;
    struct error err;
    words = check_words_new(&err);
    spelling = kazakh_spelling_new(&err);
    rules = (struct check_rules){.words = words, .spelling = spelling};
    return words && spelling ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    check_words_free(words);
    kazakh_spelling_free(spelling);
    return 0;
}

static const struct column kazakh_name = {
    .heading = "first_kk", .language = LANGUAGE_KAZAKH, .used = true, .personal = true};
static const struct column russian_name = {
    .heading = "last_ru", .language = LANGUAGE_RUSSIAN, .used = true, .personal = true};
static const struct column full_name = {.heading = "ФИО", .used = true, .personal = true};
static const struct column russian_post = {
    .heading = "post_ru", .language = LANGUAGE_RUSSIAN, .used = true};
static const struct column firm = {.heading = "org", .used = true};
static const struct column post = {
    .heading = "post_kk", .language = LANGUAGE_KAZAKH, .used = true};

/* Says which findings there are, all of the column. */
static void assert_reported_in(bool not_1251, const struct column *column, const char *text,
                               const char *wanted)
{
    struct arena arena = {0};
    struct report findings = {0};
    struct buf reported = {0};
    const struct field field = {column, text,      {.column = "C"}, &rules,
                                &arena, &findings, not_1251};
    text_check(&field);
    for (size_t i = 0; i < findings.count; i++) {
        static const char levels[] = {[LEVEL_NOTE] = 'n', [LEVEL_WARNING] = 'w', 'e'};
        assert_string_equal(findings.list[i].place.column, "C");
        buf_printf(&reported, "%s%c: %s %s", i ? "\n" : "", levels[findings.list[i].level],
                   WHAT(&findings.list[i]), ADVICE(&findings.list[i]));
    }
    assert_string_equal(buf_text(&reported), wanted);
    buf_free(&reported);
    report_free(&findings);
    arena_free(&arena);
}

static void assert_reported(const struct column *column, const char *text, const char *wanted)
{
    assert_reported_in(false, column, text, wanted);
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
        "n: the word «Їжак» has «Ї» (U+0407), which is not a Kazakh letter. If KZ-1048 was "
        "read as Windows-1251, it said «АО «Үжак», ООО «Ω-3»»; otherwise leave it.");
    assert_reported(&firm, "Ҳамкор Банк", "");
}

/* The same; `wanted` has the text once. */
static void assert_about(const struct column *column, const char *text, const char *wanted)
{
    char said[256];
    snprintf(said, sizeof said, "%.*s%s%s", (int)strcspn(wanted, "%"), wanted, text,
             strchr(wanted, '%') + 2);
    assert_reported(column, text, said);
}

/* A question mark is a lost letter, unless a question ends there. */
static void test_question_marks(void **state)
{
    (void)state;
    const char *const lost = "e: «%s» has lost letters where the question marks are. Save the "
                             "original list again as «CSV UTF-8», or type the text again.";
    const char *const perhaps = "w: unless «%s» asks something, a letter has been lost where "
                                "the question mark is. Save the "
                                "original list again as «CSV UTF-8», or type the text again.";
    assert_about(&post, "Алматы ?.", lost);
    assert_about(&post, "облысты? маман", lost);
    assert_about(&post, "? облысы", lost);
    assert_about(&firm, "облысты? маман", lost);
    assert_about(&post, "Маңғыста?", perhaps);
    assert_about(&post, "Атырау облысы?", perhaps);
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
                 "w: the word «%s» has %s, which is not a Kazakh letter. Type %s, unless it is "
                 "meant so.",
                 cases[i].name, cases[i].letter, cases[i].meant);
        assert_reported(&kazakh_name, cases[i].name, wanted);
        if (strncmp(cases[i].name, "Ҳ", strlen("Ҳ")) == 0)
            wanted[0] = 'n'; /* it is Uzbek, too */
        assert_reported(&full_name, cases[i].name, wanted);
    }
    assert_reported(&kazakh_name, "Ӈаңӄат",
                    "w: the word «Ӈаңӄат» has «Ӈ» (U+04C7), «ӄ» (U+04C4), which are not Kazakh "
                    "letters. Type «Ң» (U+04A2), «қ» (U+049B), unless it is meant so.");
    assert_reported(&russian_name, "Нұрланов",
                    "w: the word «Нұрланов» has «ұ» (U+04B1), which is not a Russian letter. "
                    "Type «у» (U+0443), unless it is meant so.");
    assert_reported(&full_name, "Нұрланов", "");
}

/* A neighbour's letter is no damage, even where KZ-1048 has a Kazakh one. */
static void test_names_of_neighbours(void **state)
{
    (void)state;
    assert_reported(&full_name, "Җаң",
                    "n: the word «Җаң» has «Җ» (U+0496), which is not a Kazakh letter. Type "
                    "«Ж» (U+0416), unless it is meant so.");
    assert_reported(&kazakh_name, "Євген",
                    "w: the word «Євген» has «Є» (U+0404), which is not a Kazakh letter. If "
                    "KZ-1048 was read as Windows-1251, it said «Ғвген»; otherwise leave it.");
    assert_reported(&russian_name, "Аѕан",
                    "w: the word «Аѕан» has «ѕ» (U+0455), which is not a Russian letter. If "
                    "KZ-1048 was read as Windows-1251, it said «Аңан»; otherwise leave it.");
}

/* Where names of both languages stand, and of others, a letter of theirs is worth a note. */
static void uzbek_names_are_no_damage(void **state)
{
    (void)state;
    assert_reported(&full_name, "Ўткир",
                    "n: the word «Ўткир» has «Ў» (U+040E), which is not a Kazakh letter. If "
                    "KZ-1048 was read as Windows-1251, it said «Ұткир»; otherwise leave it.");
    assert_reported(&full_name, "Нўрлан",
                    "e: «Нўрлан» is KZ-1048 that was read as Windows-1251; it said «Нұрлан». "
                    "Give --encoding kz-1048 if the list is in that encoding, or save the "
                    "original again as «CSV UTF-8».");
    assert_reported_in(true, &kazakh_name, "Ўткир",
                       "n: the word «Ўткир» has «Ў» (U+040E), which is not a Kazakh letter. "
                       "Type «У» (U+0423), unless it is meant so.");
    assert_reported_in(true, &kazakh_name, "Ќўрманєазы",
                       "e: «Ќўрманєазы» is KZ-1048 that was read as Windows-1251; it said "
                       "«Құрманғазы». Give --encoding kz-1048 if the list is in that encoding, "
                       "or save the original again as «CSV UTF-8».");
}

static void test_damage_ends_the_examination(void **state)
{
    (void)state;
    const char *const lost = "e: «%s» has lost letters where the question marks are. Save the "
                             "original list again as «CSV UTF-8», or type the text again.";
    assert_about(&kazakh_name, "к?л?ш", lost);
    assert_about(&kazakh_name, "Мұра?", lost);
    assert_about(&post, "ма?амбет", lost);
    assert_reported(&post, "Кім?", "");
    assert_reported(&kazakh_name, "Ќайрат",
                    "e: «Ќайрат» is KZ-1048 that was read as Windows-1251; it said «Қайрат». "
                    "Give --encoding kz-1048 if the list is in that encoding, or save the "
                    "original again as «CSV UTF-8».");
}

static void test_scripts(void **state)
{
    (void)state;
    assert_reported(&kazakh_name, "Cерiк",
                    "w: the word «Cерiк» has Latin letters among Cyrillic ones: «C» (U+0043), "
                    "«i» (U+0069). Type «С» (U+0421), «і» (U+0456).");
    assert_reported(&kazakh_name, "Марiнiк",
                    "w: the word «Марiнiк» has Latin letters among Cyrillic ones: «i» "
                    "(U+0069). Type «і» (U+0456).");
    assert_reported(&kazakh_name, "Mаria",
                    "w: the word «Mаria» has Cyrillic letters among Latin ones: «а» (U+0430). "
                    "Type «a» (U+0061).");
    assert_reported(
        &kazakh_name, "Жанаrul",
        "w: the word «Жанаrul» has Latin letters among Cyrillic ones: «r» (U+0072), «u» "
        "(U+0075), «l» (U+006C). Type the word in letters of one script.");
    assert_reported(
        &kazakh_name, "Ομαров",
        "w: the word «Ομαров» has Greek letters among Cyrillic ones: «Ο» (U+039F), «μ» "
        "(U+03BC), «α» (U+03B1). Type «О» (U+041E), «м» (U+043C), «а» (U+0430).");
    assert_reported(&kazakh_name, "Αcан",
                    "w: the word «Αcан» has letters of another script: «Α» (U+0391), «c» "
                    "(U+0063). Type «А» (U+0410), «с» (U+0441).");
    assert_reported(&full_name, "Аჰmет",
                    "w: the word «Аჰmет» has letters of another script: «ჰ» (U+10F0), «m» "
                    "(U+006D). Type the word in letters of one script.");
    assert_reported(
        &kazakh_name, "Ωρίων",
        "n: the word «Ωρίων» is in Greek letters. Type it in Cyrillic, unless it is meant so.");
    assert_reported(
        &kazakh_name, "Marie",
        "n: the word «Marie» is in Latin letters. Type it in Cyrillic, unless it is meant so.");
    /* A column of names of all people may have Latin ones, but none of two scripts. */
    assert_reported(&full_name, "Marie Curie", "");
    assert_reported(
        &full_name, "Marie Кюри",
        "n: the word «Marie» is in Latin letters. Type it in Cyrillic, unless it is "
        "meant so.");
    assert_reported(
        &full_name, "Юлдашев Oʻtkir",
        "n: the word «Oʻtkir» is in Latin letters. Type it in Cyrillic, unless it is meant "
        "so.");
    assert_reported(
        &full_name, "Мəр’яна",
        "w: the word «Мəр’яна» has Latin letters among Cyrillic ones: «ə» (U+0259). "
        "Type «ә» (U+04D9).");
    assert_reported(&full_name, "Нұрлан II", "");
    assert_reported(&post, "COVIDтен IT-маман", "");
    assert_reported(&post, "мүшeсі",
                    "w: the word «мүшeсі» has Latin letters among Cyrillic ones: «e» (U+0065). "
                    "Type «е» (U+0435).");
}

static void test_turns(void **state)
{
    (void)state;
    assert_reported(&kazakh_name, "Серік\u200E",
                    "e: U+200E LEFT-TO-RIGHT MARK cannot be seen, but turns the direction of "
                    "writing. Delete this sign.");
    assert_reported(&post, "Астана \u202Eытамла\u202C",
                    "e: U+202E RIGHT-TO-LEFT OVERRIDE cannot be seen, but turns the direction "
                    "of writing. Delete this sign.");
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
            const struct column *columns[] = {&kazakh_name, &full_name, &russian_name, &post,
                                              &firm};
            for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
                text_check(&(struct field){
                    columns[k], buf_text(&text), {0}, &rules, &arena, &findings, false});
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
        cmocka_unit_test(uzbek_names_are_no_damage),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_turns),
        cmocka_unit_test(test_any_text),
    };
    return cmocka_run_group_tests_name("text_check", tests, set_up, tear_down);
}
