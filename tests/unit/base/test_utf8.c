#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include <cmocka.h>

static void assert_bad(const char *text, size_t size, size_t expected)
{
    size_t bad = 42;
    assert_false(utf8_valid(text, size, &bad));
    assert_int_equal(bad, expected);
}

static void only_utf8_is_valid(void **state)
{
    (void)state;
    size_t bad = 42;
    static const char good[] = "Әлия №1 «😀»";
    assert_true(utf8_valid(good, strlen(good), &bad));
    assert_true(utf8_valid(NULL, 0, &bad));
    assert_int_equal(bad, 42);
    assert_bad("ab\xCC\xF3", 4, 2);
    assert_bad("\xC0\xAF", 2, 0);         /* overlong */
    assert_bad("a\xED\xA0\x80", 4, 1);    /* a surrogate */
    assert_bad("\xF4\x90\x80\x80", 4, 0); /* beyond U+10FFFF */
    assert_bad("Ә\xD3", 3, 2);            /* cut */
    assert_bad("a\0b\xFF", 4, 1);
    assert_bad("\xFF\0", 2, 0);
}

static void letters_one_by_one(void **state)
{
    (void)state;
    static const uint32_t letters[] = {'a', 0x4D9, 0x2116, 0x1F600};
    const char *text = "aә№😀";
    const char *end = text + strlen(text);
    for (size_t i = 0; i < 4; i++) {
        char out[4];
        const char *before = text;
        assert_int_equal(utf8_next(&text, end), letters[i]);
        assert_int_equal(utf8_put(letters[i], out), text - before);
        assert_memory_equal(out, before, text - before);
    }
    assert_ptr_equal(text, end);
    assert_int_equal(utf8_length("aә№😀"), 4);
    assert_int_equal(utf8_length(""), 0);
}

static void normal_form_and_case(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(utf8_nfc(&arena, "и\u0306од, е\u0308лка"), "йод, ёлка");
    assert_string_equal(utf8_nfc(&arena, ""), "");
    assert_string_equal(utf8_upper(&arena, "әғқңөұүһі", "kk"), "ӘҒҚҢӨҰҮҺІ");
    assert_string_equal(utf8_lower(&arena, "ӘҒҚҢӨҰҮҺІ", "kk"), "әғқңөұүһі");
    assert_string_equal(utf8_upper(&arena, "straße", "de"), "STRASSE");
    assert_string_equal(utf8_upper(&arena, "", "ru"), "");
    arena_free(&arena);
}

static void lines_end_between_words(void **state)
{
    (void)state;
    static const char text[] = "Б.\u00A0Имашев атындағы";
    unsigned char breaks[sizeof text - 1];
    utf8_line_breaks(text, sizeof text - 1, breaks);
    size_t found = 0, at = 0;
    for (size_t i = 0; i < sizeof text - 1; i++)
        if (breaks[i]) {
            found++;
            at = i;
        }
    assert_int_equal(found, 1);
    assert_string_equal(text + at, "атындағы");
    utf8_line_breaks("", 0, NULL);
}

static void kinds_of_letters(void **state)
{
    (void)state;
    assert_true(utf8_is_letter(0x4D9));
    assert_false(utf8_is_letter('7'));
    assert_false(utf8_is_letter(0x301));
    assert_true(utf8_is_upper(0x4D8));
    assert_false(utf8_is_upper(0x4D9));
    assert_true(utf8_is_digit('7'));
    assert_true(utf8_is_space(0xA0));
    assert_true(utf8_is_space('\n'));
    assert_false(utf8_is_space(0x200B));
    assert_true(utf8_is_control(0x1B) && utf8_is_control(0x9B) && utf8_is_control(0x2028));
    assert_false(utf8_is_control(' ') || utf8_is_control(0xA0) || utf8_is_control(0x202E));
    assert_true(utf8_is_turn(0x200E) && utf8_is_turn(0x200F));
    assert_true(utf8_is_turn(0x202A) && utf8_is_turn(0x202E));
    assert_true(utf8_is_turn(0x2066) && utf8_is_turn(0x2069));
    assert_false(utf8_is_turn(0x200B) || utf8_is_turn(0xFEFF) || utf8_is_turn(0x5D0));
}

static void slips_of_the_hand(void **state)
{
    (void)state;
    assert_int_equal(utf8_distance("", ""), 0);
    assert_int_equal(utf8_distance("", "аты"), 3);
    assert_int_equal(utf8_distance("Алматы", "алматы"), 0);
    assert_int_equal(utf8_distance("алмты", "алматы"), 1);
    assert_int_equal(utf8_distance("аламты", "алматы"), 1);
    assert_int_equal(utf8_distance("size", "font"), 4);

    static const char *const keys[] = {"font", "size", "colour", "align"};
    assert_string_equal(utf8_nearest("aling", keys, 4), "align");
    assert_string_equal(utf8_nearest("color", keys, 4), "colour");
    assert_string_equal(utf8_nearest("fnt", keys, 4), "font");
    assert_null(utf8_nearest("border", keys, 4));
    assert_null(utf8_nearest("font", keys, 0));
}

static void long_texts_are_shortened(void **state)
{
    (void)state;
    struct arena arena = {0};
    char text[2 * 81 + 1] = "";
    for (size_t i = 0; i < 81; i++)
        memcpy(text + 2 * i, "Ә", 2);
    assert_string_equal(utf8_clip(&arena, "Әлия", strlen("Ә")), "Ә");
    assert_string_equal(utf8_clip(&arena, text, 160), arena_copy(&arena, text, 160));
    assert_string_equal(utf8_clip(&arena, text, 162), arena_printf(&arena, "%.158s…", text));
    arena_free(&arena);
}

static void assert_as_the_library(struct arena *arena, const char *text, const char *lang)
{
    const uint8_t *bytes = (const uint8_t *)text;
    size_t size = strlen(text), upper_size, lower_size, nfc_size;
    uint8_t *upper = u8_toupper(bytes, size, lang, UNINORM_NFC, NULL, &upper_size);
    uint8_t *lower = u8_tolower(bytes, size, lang, UNINORM_NFC, NULL, &lower_size);
    uint8_t *nfc = u8_normalize(UNINORM_NFC, bytes, size, NULL, &nfc_size);
    assert_int_equal(strlen(utf8_upper(arena, text, lang)), upper_size);
    assert_memory_equal(utf8_upper(arena, text, lang), upper, upper_size);
    assert_int_equal(strlen(utf8_lower(arena, text, lang)), lower_size);
    assert_memory_equal(utf8_lower(arena, text, lang), lower, lower_size);
    assert_int_equal(strlen(utf8_nfc(arena, text)), nfc_size);
    assert_memory_equal(utf8_nfc(arena, text), nfc, nfc_size);
    free(upper);
    free(lower);
    free(nfc);
}

/* Plain texts take a shorter way, which nobody must notice: each letter of the scripts at hand,
 * alone, before a letter and before marks of two kinds. */
static void every_letter_changes_as_unicode_says(void **state)
{
    (void)state;
    static const char *const next[] = {"", "ж", "\u0306", "\u0323\u0301"};
    static const char *const langs[] = {"kk", "ru", "", "tr", "az"};
    for (uint32_t letter = 1; letter < 0x600; letter++) {
        struct arena arena = {0};
        for (size_t i = 0; i < sizeof next / sizeof *next; i++) {
            char text[16] = "";
            size_t size = utf8_put(letter, text);
            strcpy(text + size, next[i]);
            for (size_t j = 0; j < sizeof langs / sizeof *langs; j++)
                assert_as_the_library(&arena, text, langs[j]);
        }
        assert_int_equal(utf8_lower_letter(letter), uc_tolower(letter));
        assert_int_equal(utf8_is_upper(letter), uc_is_property_uppercase(letter));
        assert_int_equal(utf8_is_letter(letter),
                         uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_L));
        assert_int_equal(utf8_is_digit(letter),
                         uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_Nd));
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_utf8_is_valid),
        cmocka_unit_test(letters_one_by_one),
        cmocka_unit_test(normal_form_and_case),
        cmocka_unit_test(lines_end_between_words),
        cmocka_unit_test(kinds_of_letters),
        cmocka_unit_test(slips_of_the_hand),
        cmocka_unit_test(long_texts_are_shortened),
        cmocka_unit_test(every_letter_changes_as_unicode_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
