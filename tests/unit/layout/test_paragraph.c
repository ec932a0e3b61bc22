#include "layout/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 16 };

/* A paragraph of words of so many ems, with a space of one em behind each; a 0 ends a line. */
static struct paragraph paragraph_of(struct arena *arena, const int *words, double tracking)
{
    struct paragraph paragraph = {.tracking = tracking};
    for (size_t i = 0; words[i] >= 0; i++) {
        if (!words[i]) {
            paragraph.segments[paragraph.count - 1].ends_line = true;
            continue;
        }
        paragraph_reserve(&paragraph, arena, 1);
        struct text_segment *segment = paragraph_add(&paragraph, i);
        segment->end = i + 1;
        segment->width = words[i];
        segment->space = 1;
    }
    if (paragraph.count)
        paragraph.segments[paragraph.count - 1].ends_line = true;
    return paragraph;
}

/* Asserts where the lines end: `wanted` is a digit a line. */
static void assert_lines(const int *words, double width, bool is_balanced, const char *wanted)
{
    struct arena arena = {0};
    struct paragraph paragraph = paragraph_of(&arena, words, 0);
    size_t ends[MOST];
    char found[MOST + 1] = "";
    size_t lines = paragraph_break(&paragraph, &arena, width, is_balanced, ends);
    for (size_t i = 0; i < lines; i++)
        found[i] = (char)('0' + ends[i]);
    assert_string_equal(found, wanted);
    assert_int_equal(paragraph_count_lines(&paragraph, width), lines);
    arena_free(&arena);
}

static void lines_are_filled_or_balanced(void **state)
{
    (void)state;
    static const int words[] = {3, 3, 3, 3, 2, -1};
    assert_lines(words, 20, false, "5");
    assert_lines(words, 11, false, "35"); /* 11 and 6 */
    assert_lines(words, 11, true, "25");  /* 7 and 10 */
    static const int tail[] = {3, 3, 3, 1, -1};
    assert_lines(tail, 11, false, "34");
    assert_lines(tail, 11, true, "24");
}

/* What is wider than a line has one for itself. */
static void a_wide_word_stands_alone(void **state)
{
    (void)state;
    static const int words[] = {2, 9, 2, -1};
    assert_lines(words, 5, false, "123");
    assert_lines(words, 5, true, "123");
}

static void a_line_break_of_the_text_stays(void **state)
{
    (void)state;
    static const int words[] = {2, 0, 2, 2, -1};
    assert_lines(words, 50, false, "13");
    assert_lines(words, 50, true, "13");
}

/* Neither the spaces at a line's end nor the tracking behind its last glyph count. */
static void widths_end_with_the_last_glyph(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const int words[] = {3, 4, -1};
    struct paragraph paragraph = paragraph_of(&arena, words, 0.5);
    assert_true(paragraph_widest(&paragraph) == 3.5);
    assert_true(paragraph_line_width(&paragraph, 0, 2) == 7.5);
    assert_int_equal(paragraph_count_lines(&paragraph, 7.5), 1);
    assert_int_equal(paragraph_count_lines(&paragraph, 7.4), 2);
    arena_free(&arena);
}

static void nothing_has_no_lines(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct paragraph none = {0};
    size_t ends[1];
    assert_int_equal(paragraph_break(&none, &arena, 5, true, ends), 0);
    assert_int_equal(paragraph_count_lines(&none, 5), 0);
    static const int words[] = {1, 1, -1};
    struct paragraph blank = paragraph_of(&arena, words, 0);
    blank.segments[0].width = blank.segments[1].width = 0;
    assert_false(paragraph_shows(&blank, 0, 2));
    blank.segments[1].width = 1;
    assert_true(paragraph_shows(&blank, 0, 2));
    assert_false(paragraph_shows(&blank, 0, 1));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_filled_or_balanced),
        cmocka_unit_test(a_wide_word_stands_alone),
        cmocka_unit_test(a_line_break_of_the_text_stays),
        cmocka_unit_test(widths_end_with_the_last_glyph),
        cmocka_unit_test(nothing_has_no_lines),
    };
    return cmocka_run_group_tests_name("paragraph", tests, NULL, NULL);
}
