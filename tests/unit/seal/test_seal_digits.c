#include "seal/seal_digits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void bytes_are_one_number(void **state)
{
    (void)state;
    struct buf text = {0}, back = {0};
    assert_true(seal_digits_write("\x01\x00\xff", 3, &text));
    assert_string_equal(text.data, "65791");
    assert_true(seal_digits_read(text.data, text.size, &back));
    assert_int_equal(back.size, 3);
    assert_memory_equal(back.data, "\x01\x00\xff", 3);
    buf_free(&text);
    buf_free(&back);
}

static void assert_refused(const char *text, size_t size)
{
    struct buf back = {0};
    assert_false(seal_digits_read(text, size, &back));
    assert_int_equal(back.size, 0);
    buf_free(&back);
}

static void other_texts_are_refused(void **state)
{
    (void)state;
    static char many[8000];
    memset(many, '7', sizeof many);
    assert_refused("", 0);
    assert_refused("0", 1);
    assert_refused("065791", 6);
    assert_refused("65 791", 6);
    assert_refused("-65791", 6);
    assert_refused("65791a", 6);
    assert_refused("\xd9\xa1", 2); /* a digit of another script */
    assert_refused(many, 7090);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_one_number),
        cmocka_unit_test(other_texts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
