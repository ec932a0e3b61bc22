#include "verify/byte_ranges.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void only_whole_ranges_from_the_beginning_are_found(void **state)
{
    static const char text[] =
        "/ByteRange [0 10 20 5] /ByteRange[1 2 3 4]/ByteRange 7 /ByteRange [0 9 8 7] "
        "/ByteRange [0 1 2] /ByteRange [0 1 2 3 4] /ByteRange [0 1 2 18446744073709551615] "
        "/ByteRange[0 30 40 0000000060]/ByteRange [0 1 ";
    struct buf file = {0};
    struct byte_range range;
    size_t at = 0;
    (void)state;
    buf_puts(&file, text);
    assert_true(byte_ranges_next(file.data, file.size, &at, &range));
    assert_int_equal(range.hole, 10);
    assert_int_equal(range.on, 20);
    assert_int_equal(range.end, 25);
    assert_true(byte_ranges_next(file.data, file.size, &at, &range));
    assert_int_equal(range.hole, 30);
    assert_int_equal(range.end, 100);
    assert_false(byte_ranges_next(file.data, file.size, &at, &range));
    buf_free(&file);
    at = 0;
    assert_false(byte_ranges_next(file.data, file.size, &at, &range));
}

static void later_signatures_stand_behind_what_earlier_ones_cover(void **state)
{
    static const struct {
        const char *text;
        bool clash;
    } cases[] = {
        {"", false},
        {"/ByteRange[0 10 20 30]", false},
        {"/ByteRange[0 10 20 30]/ByteRange[0 60 70 10]", false},
        {"/ByteRange[0 60 70 10]/ByteRange[0 10 20 30]/ByteRange[0 90 95 5]", false},
        {"/ByteRange[0 10 20 30]/ByteRange[0 10 20 30]", true},
        {"/ByteRange[0 10 20 30]/ByteRange[0 12 22 33]", true},
        {"/ByteRange[0 10 20 30]/ByteRange[0 60 70 10]/ByteRange[0 11 20 90]", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf file = {0};
        buf_puts(&file, cases[i].text);
        assert_int_equal(byte_ranges_clash(&file), cases[i].clash);
        buf_free(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_whole_ranges_from_the_beginning_are_found),
        cmocka_unit_test(later_signatures_stand_behind_what_earlier_ones_cover),
    };
    return cmocka_run_group_tests_name("byte_ranges", tests, NULL, NULL);
}
