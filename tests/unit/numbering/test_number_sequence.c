#include "numbering/number_sequence.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static size_t some[] = {2, 3, 5, 90};

/* The numbers from 1 to `last`, of which some are given. */
static struct number_sequence begin(size_t last)
{
    return (struct number_sequence){
        .first = 1, .last = last, .given = some, .given_count = 4, .next = 1};
}

static void the_free_numbers_follow_each_other(void **state)
{
    (void)state;
    static const size_t wanted[] = {1, 4, 6, 7, 8};
    struct number_sequence sequence = begin(0);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_int_equal(number_sequence_next(&sequence), wanted[i]);
        assert_int_equal(number_sequence_next(&sequence), wanted[i]); /* until it is taken */
        number_sequence_skip(&sequence, wanted[i]);
    }
}

static void spares_come_after_all_others(void **state)
{
    (void)state;
    struct number_sequence sequence = begin(0);
    number_sequence_skip_given(&sequence);
    assert_int_equal(number_sequence_next(&sequence), 91);
    number_sequence_skip(&sequence, 17);
    assert_int_equal(number_sequence_next(&sequence), 91);
    number_sequence_skip(&sequence, 120);
    assert_int_equal(number_sequence_next(&sequence), 121);
}

/* What was given before is not in this range. */
static void a_register_begins_at_its_first_number(void **state)
{
    (void)state;
    struct error err;
    struct number_sequence sequence;
    assert_true(number_sequence_open(&sequence, NULL, 200, 300, &err));
    number_sequence_skip_given(&sequence);
    assert_int_equal(number_sequence_next(&sequence), 200);
    assert_int_equal(number_sequence_left(&sequence), 101);
    number_sequence_close(&sequence);
    sequence = begin(99);
    sequence.first = sequence.next = 4;
    number_sequence_skip_given(&sequence);
    assert_int_equal(number_sequence_next(&sequence), 91);
}

static void what_is_left_of_a_range_is_counted(void **state)
{
    (void)state;
    struct error err;
    struct number_sequence sequence = begin(6);
    assert_true(number_sequence_has(&sequence, 6));
    assert_false(number_sequence_has(&sequence, 7));
    assert_int_equal(number_sequence_left(&sequence), 3);
    assert_false(number_sequence_fail(&sequence, 5, 3, &err));
    assert_string_equal(words_of(&err),
                        "The register gives out the numbers from 1 to 6, which are too few: "
                        "needed: 5; left: 3. Give a register with another --range.");
    sequence = begin(0);
    assert_true(number_sequence_has(&sequence, SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_free_numbers_follow_each_other),
        cmocka_unit_test(spares_come_after_all_others),
        cmocka_unit_test(a_register_begins_at_its_first_number),
        cmocka_unit_test(what_is_left_of_a_range_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
