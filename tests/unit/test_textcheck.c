#include "textcheck.h"

#include "script.h"
#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct column kazakh_name = {
    .heading = "first_kk", .tongue = TONGUE_KAZAKH, .used = true, .personal = true};
static const struct column post = {.heading = "post_kk", .tongue = TONGUE_KAZAKH, .used = true};

/* Says which findings there are, without the beginning `«column», «text»: `. */
static void assert_told(const struct column *column, const char *text, const char *wanted)
{
    struct arena arena = {0};
    struct findings findings = {0};
    struct buf told = {0};
    textcheck(column, text, (struct place){0}, &arena, &findings);
    for (size_t i = 0; i < findings.count; i++) {
        static const char levels[] = {[LEVEL_NOTE] = 'n', [LEVEL_WARNING] = 'w', 'e'};
        const char *what = findings.list[i].what;
        const char *head = arena_printf(&arena, "«%s», «%s»: ", column->heading, text);
        assert_memory_equal(what, head, strlen(head));
        buf_printf(&told, "%s%c: %s %s", i ? "\n" : "", levels[findings.list[i].level],
                   what + strlen(head), findings.list[i].advice);
    }
    assert_string_equal(buf_text(&told), wanted);
    buf_free(&told);
    findings_free(&findings);
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
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_told(&kazakh_name, names[i], "");
}

static void test_damage_ends_the_examination(void **state)
{
    (void)state;
    const char *save = "Save the original list anew as «CSV UTF-8», or type it again.";
    char wanted[256];
    snprintf(wanted, sizeof wanted, "e: letters are lost where the question marks are. %s",
             save);
    assert_told(&kazakh_name, "к?л?ш", wanted);
    assert_told(&kazakh_name, "Мұра?", wanted);
    assert_told(&post, "ма?амбет", wanted);
    assert_told(&post, "Кім?", "");
    assert_told(
        &kazakh_name, "Ќайрат",
        "e: KZ-1048 was read as Windows-1251; it said «Қайрат». Give --encoding kz-1048 "
        "if that is what the list is in, or save the original anew as «CSV UTF-8».");
}

static void test_scripts(void **state)
{
    (void)state;
    assert_told(&kazakh_name, "Cерiк",
                "w: the word «Cерiк» has Latin «C» (U+0043), «i» (U+0069) among Cyrillic "
                "letters. Type «С» (U+0421), «і» (U+0456).");
    assert_told(&kazakh_name, "Марiнiк",
                "w: the word «Марiнiк» has Latin «i» (U+0069) among Cyrillic letters. Type «і» "
                "(U+0456).");
    assert_told(&kazakh_name, "Mаria",
                "w: the word «Mаria» has Cyrillic «а» (U+0430) among Latin letters. Type «a» "
                "(U+0061).");
    assert_told(
        &kazakh_name, "Жанаrul",
        "w: the word «Жанаrul» has Latin «r» (U+0072), «u» (U+0075), «l» (U+006C) among "
        "Cyrillic letters. Type the word in letters of one script.");
    assert_told(&kazakh_name, "Marie",
                "n: «Marie» is in Latin letters. Type it in Cyrillic, unless it is meant so.");
    assert_told(&post, "COVIDтен IT-маман", "");
    assert_told(&post, "мүшeсі",
                "w: the word «мүшeсі» has Latin «e» (U+0065) among Cyrillic letters. Type «е» "
                "(U+0435).");
}

static void test_signs(void **state)
{
    (void)state;
    assert_told(&kazakh_name, "Абдул\u2013Рахман",
                "w: U+2013 EN DASH stands for a hyphen. Type the hyphen of the keyboard, «-».");
    assert_told(&post, "Астана \u2013 Алматы", "");
    assert_told(&kazakh_name, "Серік\u200D",
                "w: U+200D ZERO WIDTH JOINER is not seen, but keeps the name from being found. "
                "Take it out.");
    assert_told(&kazakh_name, "Серік\u200E",
                "e: U+200E LEFT-TO-RIGHT MARK is not seen, but turns the direction of writing. "
                "Take it out.");
    assert_told(&post, "Астана \u202Eытамла\u202C",
                "e: U+202E RIGHT-TO-LEFT OVERRIDE is not seen, but turns the direction of "
                "writing. Take it out.");
    assert_told(&kazakh_name, "Се\u0301рік",
                "w: U+0301 COMBINING ACUTE ACCENT is a mark apart from its letter. Type the "
                "letter with its mark as one.");
    assert_told(&kazakh_name, "Ахмет0в",
                "w: U+0030 DIGIT ZERO is a digit in a name. Type the letter that is meant.");
}

static void test_capitals(void **state)
{
    (void)state;
    assert_told(&kazakh_name, "ӘБДІ-ҒАЛИ ЕРЛАН",
                "w: the name is in capitals. Write «Әбді-Ғали Ерлан».");
    assert_told(&kazakh_name, "цой", "w: the name has no capital. Write «Цой».");
    assert_told(&post, "БАСТЫҚ", "");
}

static void test_kazakh_letters_and_their_twins(void **state)
{
    (void)state;
    static const char kazakh[] = "ӘҒҚҢӨҰҮҺІәғқңөұүһі";
    size_t count = 0;
    for (const char *at = kazakh, *end = kazakh + strlen(kazakh); at < end; count++)
        assert_true(script_is_kazakh(utf8_next(&at, end)));
    assert_int_equal(count, 18);
    assert_false(script_is_kazakh(0x418));
    assert_int_equal(script_cyrillic_twin('i'), 0x456);
    assert_int_equal(script_cyrillic_twin('h'), 0x4BB);
    assert_int_equal(script_cyrillic_twin(0x259), 0x4D9);
    assert_int_equal(script_latin_twin(0x441), 'c');
    assert_int_equal(script_latin_twin(0x416), 0);
    assert_int_equal(script_of(0xD7), SCRIPT_NONE);
    assert_int_equal(script_of(0x10D0), SCRIPT_OTHER);
}

/* Any text at all is examined to the end, and twice with the same result. */
static void test_any_text(void **state)
{
    (void)state;
    uint32_t seed = 7;
    struct arena arena = {0};
    for (size_t round = 0; round < 3000; round++) {
        struct buf text = {0}, told[2] = {{0}, {0}};
        for (size_t i = 0; i < round % 24; i++) {
            static const uint32_t starts[] = {0x20,  0x41,   0x410, 0x490,
                                              0x4D0, 0x2000, 0x300, 0xA0};
            seed = seed * 1103515245u + 12345u;
            uint32_t letter = starts[(seed >> 16) % 8] + (seed >> 20) % 0x30;
            char bytes[4];
            buf_add(&text, bytes, utf8_put(letter, bytes));
        }
        for (size_t i = 0; i < 2; i++) {
            struct findings findings = {0};
            textcheck(&kazakh_name, buf_text(&text), (struct place){0}, &arena, &findings);
            for (size_t k = 0; k < findings.count; k++)
                finding_print(&findings.list[k], &told[i]);
            findings_free(&findings);
        }
        assert_string_equal(buf_text(&told[0]), buf_text(&told[1]));
        buf_free(&told[0]);
        buf_free(&told[1]);
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
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_capitals),
        cmocka_unit_test(test_kazakh_letters_and_their_twins),
        cmocka_unit_test(test_any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
