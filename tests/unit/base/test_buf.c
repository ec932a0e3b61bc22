#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void text_is_always_terminated(void **state)
{
    (void)state;
    struct buf buf = {0};
    assert_string_equal(buf_text(&buf), "");
    buf_puts(&buf, "сертификат");
    assert_string_equal(buf.data, "сертификат");
    buf_putc(&buf, ' ');
    buf_printf(&buf, "№ %03d/%s", 17, "2017");
    buf_add(&buf, NULL, 0);
    assert_string_equal(buf_text(&buf), "сертификат № 017/2017");
    assert_int_equal(buf.size, strlen(buf.data));
    buf_clear(&buf);
    assert_string_equal(buf_text(&buf), "");
    assert_int_equal(buf.size, 0);
    buf_free(&buf);
    assert_string_equal(buf_text(&buf), "");
}

static void bytes_may_be_nul(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_add(&buf, "a\0b", 3);
    buf_putc(&buf, '\0');
    assert_int_equal(buf.size, 4);
    assert_memory_equal(buf.data, "a\0b\0", 5);
    buf_free(&buf);
}

static void it_grows_in_any_steps(void **state)
{
    (void)state;
    struct buf buf = {0};
    for (size_t i = 0; i < 10000; i++)
        buf_putc(&buf, (char)('a' + i % 26));
    char *end = buf_reserve(&buf, 100000);
    memset(end, 'z', 100000);
    buf.size += 100000;
    buf_printf(&buf, "%*s", 5000, "end");
    assert_int_equal(buf.size, 115000);
    assert_memory_equal(buf.data + 9997, "nop", 3);
    assert_string_equal(buf.data + 114996, " end");
    buf_free(&buf);
}

static void two_are_equal_to_the_last_byte(void **state)
{
    (void)state;
    struct buf one = {0}, other = {0};
    assert_true(buf_equal(&one, &other));
    buf_add(&one, "a\0b", 3);
    assert_false(buf_equal(&one, &other));
    buf_add(&other, "a\0c", 3);
    assert_false(buf_equal(&one, &other));
    other.data[2] = 'b';
    assert_true(buf_equal(&one, &other));
    buf_free(&one);
    buf_free(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_always_terminated),
        cmocka_unit_test(bytes_may_be_nul),
        cmocka_unit_test(it_grows_in_any_steps),
        cmocka_unit_test(two_are_equal_to_the_last_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
