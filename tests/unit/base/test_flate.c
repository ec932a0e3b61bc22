#include "base/flate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

static void assert_comes_back(const char *packed, size_t packed_size, const char *bytes,
                              size_t size)
{
    unsigned char back[4096];
    uLongf back_size = sizeof back;
    assert_int_equal(
        uncompress(back, &back_size, (const unsigned char *)packed, (uLong)packed_size), Z_OK);
    assert_int_equal(back_size, size);
    assert_memory_equal(back, bytes, size);
}

static void what_goes_in_comes_out_again(void **state)
{
    (void)state;
    char bytes[3000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * i % 7 + 'a');
    for (int effort = FLATE_QUICK; effort <= FLATE_SMALL; effort++) {
        struct flate *flate = flate_new((enum flate_effort)effort);
        struct buf out = {0};
        flate_add(flate, bytes, sizeof bytes, &out);
        size_t first = out.size;
        assert_in_range(first, 1, sizeof bytes / 4);
        flate_add(flate, "", 0, &out); /* appends, and nothing is left of the one before */
        size_t second = out.size;
        flate_add(flate, bytes, sizeof bytes, &out);
        assert_comes_back(out.data, first, bytes, sizeof bytes);
        assert_comes_back(out.data + first, second - first, "", 0);
        assert_int_equal(out.size - second, first);
        assert_memory_equal(out.data + second, out.data, first);
        buf_free(&out);
        flate_free(flate);
    }
}

static void a_raw_stream_comes_back_whole_or_not_at_all(void **state)
{
    (void)state;
    struct buf out = {0}, back = {0};
    const char text[] = "Сәкенқызы Сакенкызы Сәкенқызы Сакенкызы";
    flate_pack(text, sizeof text, &out);
    assert_in_range(out.size, 1, sizeof text - 1);
    assert_true(flate_unpack(out.data, out.size, 1000, &back));
    assert_int_equal(back.size, sizeof text);
    assert_memory_equal(back.data, text, sizeof text);
    assert_false(flate_unpack(out.data, out.size, sizeof text - 1, &back)); /* too much */
    assert_false(flate_unpack(out.data, out.size - 1, 1000, &back));
    buf_putc(&out, '\0');
    assert_false(flate_unpack(out.data, out.size, 1000, &back));
    assert_int_equal(back.size, sizeof text);
    buf_free(&out);
    buf_free(&back);
}

static struct buf packed(const void *bytes, size_t size, int level)
{
    struct buf out = {0};
    uLongf room = compressBound((uLong)size);
    assert_int_equal(
        compress2((Bytef *)buf_reserve(&out, room), &room, bytes, (uLong)size, level), Z_OK);
    out.size = room;
    return out;
}

static void only_whole_streams_pass(void **state)
{
    (void)state;
    char bytes[3000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * i % 251);
    struct buf stream = packed(bytes, sizeof bytes, 6);
    assert_true(flate_check(stream.data, stream.size, sizeof bytes));
    assert_false(flate_check(stream.data, stream.size, sizeof bytes - 1));
    assert_false(flate_check(stream.data, stream.size, sizeof bytes + 1));
    assert_false(flate_check(stream.data, stream.size, 0));
    for (size_t size = 0; size < stream.size; size++)
        assert_false(flate_check(stream.data, size, sizeof bytes));
    buf_putc(&stream, '\0');
    assert_false(flate_check(stream.data, stream.size, sizeof bytes));
    stream.size--;
    stream.data[stream.size - 1] ^= 1; /* its checksum */
    assert_false(flate_check(stream.data, stream.size, sizeof bytes));
    buf_free(&stream);
}

static void effort_counts(void **state)
{
    (void)state;
    static const char bytes[4000];
    for (int level = 0; level <= 9; level++) {
        struct buf stream = packed(bytes, sizeof bytes, level);
        assert_int_equal(flate_check(stream.data, stream.size, sizeof bytes), level > 1);
        buf_free(&stream);
    }
}

/* The check value that all catalogues of checksums give for CRC-32. */
static void checksums_are_right(void **state)
{
    (void)state;
    assert_int_equal(flate_crc("123456789", 9), 0xCBF43926);
    assert_int_equal(flate_crc("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checksums_are_right), cmocka_unit_test(what_goes_in_comes_out_again),
        cmocka_unit_test(a_raw_stream_comes_back_whole_or_not_at_all),
        cmocka_unit_test(only_whole_streams_pass), cmocka_unit_test(effort_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
