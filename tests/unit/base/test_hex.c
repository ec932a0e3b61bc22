#include "base/hex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void each_byte_has_two_digits(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x00, 0x0F, 0xA5, 0xFF};
    char text[2 * sizeof bytes + 1];
    uint8_t back[sizeof bytes];
    hex_write(bytes, sizeof bytes, text);
    assert_string_equal(text, "000fa5ff");
    assert_true(hex_read(text, back, sizeof back));
    assert_memory_equal(back, bytes, sizeof bytes);
    assert_true(hex_read("000Fa5fF and more", back, sizeof back));
    assert_memory_equal(back, bytes, sizeof bytes);
}

static void what_is_no_digit_is_not_read(void **state)
{
    (void)state;
    static const char *const others[] = {"",     "0",    "00",   "000",  "g000", "00/0",
                                         "00:0", "000@", "00 0", "000G", "Ә0"};
    uint8_t bytes[2];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(hex_read(others[i], bytes, sizeof bytes));
    assert_true(hex_read("", bytes, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_has_two_digits),
        cmocka_unit_test(what_is_no_digit_is_not_read),
    };
    return cmocka_run_group_tests_name("hex", tests, NULL, NULL);
}
