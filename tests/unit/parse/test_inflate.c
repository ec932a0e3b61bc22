#include "parse/inflate.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

static struct buf packed(const char *text, size_t size)
{
    struct buf out = {0};
    uLongf room = compressBound((uLong)size);
    assert_int_equal(
        compress((Bytef *)buf_reserve(&out, room), &room, (const Bytef *)text, (uLong)size),
        Z_OK);
    out.size = room;
    return out;
}

static void what_was_packed_comes_behind_the_rest(void **state)
{
    (void)state;
    struct buf bytes = packed("text", 4), out = {0};
    buf_puts(&out, "before ");
    assert_true(inflate_add(bytes.data, bytes.size, 4, &out));
    assert_string_equal(out.data, "before text");
    buf_free(&bytes);
    buf_free(&out);
}

/* A megabyte of zeros is a thousand bytes. */
static void bombs_do_not_go_off(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    char *zeros = mem_new(SIZE, 1);
    struct buf bytes = packed(zeros, SIZE), out = {0};
    assert_true(bytes.size < 2000);
    assert_false(inflate_add(bytes.data, bytes.size, SIZE - 1, &out));
    assert_int_equal(out.size, 0);
    assert_true(out.room < 2 * SIZE);
    assert_true(inflate_add(bytes.data, bytes.size, SIZE, &out));
    assert_int_equal(out.size, SIZE);
    assert_memory_equal(out.data, zeros, SIZE);
    free(zeros);
    buf_free(&bytes);
    buf_free(&out);
}

static void what_is_not_one_whole_stream_is_refused(void **state)
{
    (void)state;
    struct buf bytes = packed("text", 4), out = {0};
    for (size_t size = 0; size < bytes.size; size++)
        assert_false(inflate_add(bytes.data, size, 100, &out));
    buf_putc(&bytes, '!');
    assert_false(inflate_add(bytes.data, bytes.size, 100, &out));
    assert_false(inflate_add(bytes.data, bytes.size - 1, 3, &out));
    assert_false(inflate_add("not packed", 10, 100, &out));
    assert_int_equal(out.size, 0);
    buf_free(&bytes);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_behind_the_rest),
        cmocka_unit_test(bombs_do_not_go_off),
        cmocka_unit_test(what_is_not_one_whole_stream_is_refused),
    };
    return cmocka_run_group_tests_name("inflate", tests, NULL, NULL);
}
