#include "check/file_order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* The files of three people, in each order. */
static void assert_three(const char *const names[3], bool wanted)
{
    static const size_t turns[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                      {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t turn = 0; turn < sizeof turns / sizeof *turns; turn++) {
        struct file_order order = {0};
        size_t shortest, longest;
        for (size_t i = 0; i < 3; i++)
            file_order_count(&order, names[turns[turn][i]]);
        if (file_order_breaks(&order, &shortest, &longest) != wanted)
            fail_msg("%s, %s, %s", names[0], names[1], names[2]);
        if (wanted)
            assert_true(shortest < longest);
    }
}

static void assert_breaks(const char *one, const char *other, bool wanted)
{
    assert_three((const char *const[]){one, other, other}, wanted);
}

static void numbers_of_other_lengths_break_the_order(void **state)
{
    (void)state;
    assert_breaks("2.pdf", "10.pdf", true);
    assert_breaks("2_Ахметов.pdf", "10_Ким.pdf", true);
    assert_breaks("KZ-1.pdf", "KZ-12.pdf", true);
    assert_breaks("1_2017.pdf", "12_2017.pdf", true);
    assert_breaks("KZ-2017-1.pdf", "KZ-2017-12.pdf", true);
    assert_three((const char *const[]){"2.pdf", "10.pdf", "х11.pdf"}, true);
}

/* Whatever a few are called, and whichever comes first. */
static void a_few_other_names_change_nothing(void **state)
{
    (void)state;
    static const char *const others[] = {"x5.pdf", "5.pdf", "Ким.pdf", "KZ-2018-1_5.pdf"};
    assert_three((const char *const[]){"2.pdf", "10.pdf", "Ким.pdf"}, true);
    assert_three((const char *const[]){"KZ-2.pdf", "KZ-10.pdf", "5.pdf"}, true);
    for (size_t first = 0; first < 12; first++) {
        struct file_order order = {0};
        size_t shortest, longest;
        char name[40];
        for (size_t i = 0; i < 12; i++) {
            size_t row = (first + i) % 12;
            snprintf(name, sizeof name, "KZ-2017-%zu.pdf", row + 1);
            file_order_count(&order, row < 4 ? others[row] : name);
        }
        assert_true(file_order_breaks(&order, &shortest, &longest));
        assert_int_equal(shortest, 1);
        assert_int_equal(longest, 2);
    }
}

/* Of 500 names, the last 200 each with a beginning of its own, in this order or the other. */
static bool breaks_among_many(const char *beginning, bool turned)
{
    enum { NAMES = 500, COMMON = 300 };
    struct file_order order = {0};
    size_t shortest, longest;
    char name[40];
    for (size_t i = 0; i < NAMES; i++) {
        size_t row = turned ? NAMES - 1 - i : i;
        int a = (int)('a' + row % 26), b = (int)('a' + row / 26);
        if (row < COMMON)
            snprintf(name, sizeof name, "%s%zu.pdf", beginning, row);
        else
            snprintf(name, sizeof name, "%c%c_%zu.pdf", a, b, row);
        file_order_count(&order, name);
    }
    return file_order_breaks(&order, &shortest, &longest);
}

static void more_beginnings_than_are_kept_give_one_verdict(void **state)
{
    (void)state;
    static const char *const beginnings[] = {"", "KZ-", "х", "a_", "ОСК-", "№", "Z", "0-"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        assert_int_equal(breaks_among_many(beginnings[i], false),
                         breaks_among_many(beginnings[i], true));
    assert_true(breaks_among_many("", false));
}

static void others_keep_it(void **state)
{
    (void)state;
    assert_breaks("02.pdf", "10.pdf", false);
    assert_breaks("Ахметов_2.pdf", "Ким_10.pdf", false);
    assert_breaks("Ахметов.pdf", "Ким.pdf", false);
    assert_breaks("001_Ким_5.pdf", "002_Ли_12.pdf", false);
    assert_breaks("ОСК-2017-0002.pdf", "ОСК-2017-0010.pdf", false);
    assert_breaks("12.pdf", "x3.pdf", false);
    assert_breaks("12.pdf", "Ким.pdf", false);
    struct file_order none = {0};
    size_t shortest, longest;
    assert_false(file_order_breaks(&none, &shortest, &longest));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_other_lengths_break_the_order),
        cmocka_unit_test(a_few_other_names_change_nothing),
        cmocka_unit_test(more_beginnings_than_are_kept_give_one_verdict),
        cmocka_unit_test(others_keep_it),
    };
    return cmocka_run_group_tests_name("file_order", tests, NULL, NULL);
}
