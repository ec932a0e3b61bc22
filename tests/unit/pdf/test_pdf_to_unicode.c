#include "pdf/pdf_to_unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Returns the part of the map that differs from font to font; lent until the next call. */
static const char *entries_of(const char *const *texts, size_t count)
{
    static char text[1 << 15];
    static const char before[] = "endcodespacerange\n", behind[] = "endcmap\n";
    struct buf out = {0};
    pdf_to_unicode_put(texts, count, &out);
    const char *start = strstr(out.data, before) + strlen(before);
    snprintf(text, sizeof text, "%.*s", (int)(strstr(out.data, behind) - start), start);
    buf_free(&out);
    return text;
}

static void neighbours_are_said_as_ranges(void **state)
{
    (void)state;
    static const char *const texts[] = {NULL, "А", "Б", "В", "Ә", "", "Г", "Ұ", "Ұ"};
    assert_string_equal(entries_of(texts, 9),
                        "4 beginbfchar\n<0004><04D8>\n<0006><0413>\n"
                        "<0007><04B0>\n<0008><04B0>\nendbfchar\n"
                        "1 beginbfrange\n<0001><0003><0410>\nendbfrange\n");
}

static void texts_of_several_letters_stand_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {NULL, "fi", "fj", "\xF0\x90\x8D\x88",
                                        "\xF0\x90\x8D\x89"};
    assert_string_equal(entries_of(texts, 5),
                        "4 beginbfchar\n<0001><00660069>\n<0002><0066006A>\n"
                        "<0003><D800DF48>\n<0004><D800DF49>\nendbfchar\n");
}

/* The last bytes of neither side may pass from FF to 00. */
static void ranges_end_with_the_first_byte(void **state)
{
    (void)state;
    static const char *texts[300] = {
        [0x0F] = "\u04FE", [0x10] = "\u04FF", [0x11] = "\u0500", [0xFE] = "a",
        [0xFF] = "b",      [0x100] = "c",     [0x101] = "d"};
    assert_string_equal(entries_of(texts, 300),
                        "1 beginbfchar\n<0011><0500>\nendbfchar\n"
                        "3 beginbfrange\n<000F><0010><04FE>\n<00FE><00FF><0061>\n"
                        "<0100><0101><0063>\nendbfrange\n");
}

/* Adobe Technical Note 5014 allows a hundred in a block. */
static void entries_come_in_blocks(void **state)
{
    (void)state;
    static const char *texts[202];
    for (size_t i = 1; i < 202; i++)
        texts[i] = i % 2 ? "A" : "Ә";
    const char *first = entries_of(texts, 202);
    assert_memory_equal(first, "100 beginbfchar\n", 16);
    const char *second = strstr(strstr(first, "endbfchar\n"), "100 beginbfchar\n");
    assert_non_null(second);
    assert_non_null(strstr(strstr(second, "endbfchar\n"), "1 beginbfchar\n<00C9><0041>\n"));
    assert_null(strstr(first, "beginbfrange"));
}

static void a_face_that_says_nothing_has_an_empty_map(void **state)
{
    (void)state;
    static const char *const texts[] = {"A"};
    assert_string_equal(entries_of(texts, 1), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_are_said_as_ranges),
        cmocka_unit_test(texts_of_several_letters_stand_alone),
        cmocka_unit_test(ranges_end_with_the_first_byte),
        cmocka_unit_test(entries_come_in_blocks),
        cmocka_unit_test(a_face_that_says_nothing_has_an_empty_map),
    };
    return cmocka_run_group_tests_name("pdf_to_unicode", tests, NULL, NULL);
}
