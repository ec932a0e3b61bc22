#include "check/file_order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The files of a first person and of a second one, either way round. */
static void assert_breaks(const char *one, const char *other, bool wanted)
{
    for (int turn = 0; turn < 2; turn++) {
        struct file_order order = {0};
        size_t shortest, longest;
        file_order_count(&order, turn ? one : other);
        file_order_count(&order, turn ? other : one);
        if (file_order_breaks(&order, &shortest, &longest) != wanted)
            fail_msg("%s, %s", one, other);
        if (wanted)
            assert_true(shortest < longest);
        file_order_free(&order);
    }
}

static void numbers_of_other_lengths_break_the_order(void **state)
{
    (void)state;
    assert_breaks("2.pdf", "10.pdf", true);
    assert_breaks("2_Ахметов.pdf", "10_Ким.pdf", true);
    assert_breaks("KZ-1.pdf", "KZ-12.pdf", true);
    assert_breaks("1_2017.pdf", "12_2017.pdf", true);
    assert_breaks("KZ-2017-1.pdf", "KZ-2017-12.pdf", true);
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
        cmocka_unit_test(others_keep_it),
    };
    return cmocka_run_group_tests_name("file_order", tests, NULL, NULL);
}
