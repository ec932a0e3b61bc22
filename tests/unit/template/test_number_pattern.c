#include "template/number_pattern.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_number(const char *text, int year, size_t seq, const char *number)
{
    struct arena arena = {0};
    struct number_pattern pattern;
    struct error err;
    if (!number_pattern_read(&arena, text, &pattern, &err))
        fail_msg("%s", words_of(&err));
    else
        assert_string_equal(number_pattern_write(&pattern, &arena, year, seq), number);
    arena_free(&arena);
}

static void test_numbers_are_written(void **state)
{
    (void)state;
    assert_number("ОСК-{year}-{seq:4}", 2017, 7, "ОСК-2017-0007");
    assert_number("{seq}", 2017, 150, "150");
    assert_number("№ {seq:3}/{year}", 2026, 1234, "№ 1234/2026");
}

static size_t seq_of(const char *text, const char *number)
{
    struct arena arena = {0};
    struct number_pattern pattern;
    struct error err;
    assert_true(number_pattern_read(&arena, text, &pattern, &err));
    size_t seq = number_pattern_seq(&pattern, &arena, 2017, number);
    arena_free(&arena);
    return seq;
}

static void test_numbers_have_a_place(void **state)
{
    (void)state;
    assert_int_equal(seq_of("ОСК-{year}-{seq:4}", "ОСК-2017-0007"), 7);
    assert_int_equal(seq_of("ОСК-{year}-{seq:4}", "ОСК-2017-12345"), 12345);
    assert_int_equal(seq_of("ОСК-{year}-{seq:4}", "ОСК-2016-0007"), 0);
    assert_int_equal(seq_of("ОСК-{year}-{seq:4}", "ОСК-2017-007"), 7);
    assert_int_equal(seq_of("{seq}", "07"), 7);
    assert_int_equal(seq_of("{seq}", "99999999999999999999999"), 0);
    assert_int_equal(seq_of("{seq}", ""), 0);
}

static void assert_refused(const char *text, const char *words)
{
    struct arena arena = {0};
    struct number_pattern pattern;
    struct error err;
    assert_false(number_pattern_read(&arena, text, &pattern, &err));
    assert_string_equal(words_of(&err), words);
    arena_free(&arena);
}

static void test_a_number_must_be_unique(void **state)
{
    (void)state;
    assert_refused("ОСК-{year}",
                   "All numbers would be the same. Write {seq} exactly once, such "
                   "as ОСК-{year}-{seq:4}.");
    assert_refused("{seq}{seq:2}",
                   "Two {seq} side by side could make two numbers alike. Write {seq} exactly "
                   "once, such as ОСК-{year}-{seq:4}.");
}

static void test_what_makes_no_sense(void **state)
{
    (void)state;
    assert_refused("{region}-{seq}", "A number has no {region}. It may have {year} and {seq}, "
                                     "or {seq:4} for four digits.");
    assert_refused("{seq:0}", "A number has no {seq:0}. It may have {year} and {seq}, or "
                              "{seq:4} for four digits.");
    assert_refused("{seq:12}", "A number has no {seq:12}. It may have {year} and {seq}, or "
                               "{seq:4} for four digits.");
    assert_refused("{seq", "A brace is not closed, or closes nothing.");
    assert_refused("{seq}}", "A brace is not closed, or closes nothing.");
    assert_refused("{seq}{", "A brace is not closed, or closes nothing.");
    assert_refused("0123456789012345678901234567890123456789012345678901234567890{seq}",
                   "A number of more than 64 bytes does not go into the name of a file.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_written),
        cmocka_unit_test(test_numbers_have_a_place),
        cmocka_unit_test(test_a_number_must_be_unique),
        cmocka_unit_test(test_what_makes_no_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
