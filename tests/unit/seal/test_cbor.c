#include "seal/cbor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void assert_bytes(const struct buf *out, const char *bytes, size_t size)
{
    assert_int_equal(out->size, size);
    assert_memory_equal(out->data, bytes, size);
}

/* The examples of RFC 8949, appendix A. */
static void integers_are_written_in_their_shortest_form(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *bytes;
        size_t size;
    } cases[] = {
        {0, "\x00", 1},
        {23, "\x17", 1},
        {24, "\x18\x18", 2},
        {1000, "\x19\x03\xe8", 3},
        {1000000, "\x1a\x00\x0f\x42\x40", 5},
        {1000000000000, "\x1b\x00\x00\x00\xe8\xd4\xa5\x10\x00", 9},
        {-1, "\x20", 1},
        {-100, "\x38\x63", 2},
        {-1000, "\x39\x03\xe7", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        int64_t number = 1;
        cbor_add_integer(&out, cases[i].number);
        assert_bytes(&out, cases[i].bytes, cases[i].size);
        struct cbor_reader reader = {(uint8_t *)out.data, (uint8_t *)out.data + out.size};
        assert_true(cbor_read_integer(&reader, &number));
        assert_true(number == cases[i].number);
        assert_ptr_equal(reader.at, reader.end);
        buf_free(&out);
    }
}

static void strings_come_back(void **state)
{
    (void)state;
    struct buf out = {0};
    struct span text, bytes;
    cbor_add_text(&out, "水");
    cbor_add_bytes(&out, "\1\2\0\4", 4);
    assert_bytes(&out, "\x63\xe6\xb0\xb4\x44\x01\x02\x00\x04", 9);
    struct cbor_reader reader = {(uint8_t *)out.data, (uint8_t *)out.data + out.size};
    assert_true(cbor_read_string(&reader, CBOR_TEXT, &text));
    assert_true(cbor_read_string(&reader, CBOR_BYTES, &bytes));
    assert_int_equal(text.size, 3);
    assert_memory_equal(bytes.bytes, "\1\2\0\4", 4);
    buf_free(&out);
}

static bool reads(enum cbor_type type, const char *bytes, size_t size)
{
    struct cbor_reader reader = {(const uint8_t *)bytes, (const uint8_t *)bytes + size};
    struct span string;
    uint64_t value;
    int64_t number;
    bool read = type == CBOR_BYTES || type == CBOR_TEXT
                    ? cbor_read_string(&reader, type, &string)
                : type == CBOR_UNSIGNED || type == CBOR_NEGATIVE
                    ? cbor_read_integer(&reader, &number)
                    : cbor_read_head(&reader, type, &value);
    return read && reader.at == reader.end;
}

static void other_forms_are_refused(void **state)
{
    (void)state;
    assert_true(reads(CBOR_UNSIGNED, "\x18\x18", 2));
    assert_false(reads(CBOR_UNSIGNED, "\x18\x17", 2));             /* 23 in two bytes */
    assert_false(reads(CBOR_UNSIGNED, "\x19\x00\xff", 3));         /* 255 in three */
    assert_false(reads(CBOR_UNSIGNED, "\x1a\x00\x00\xff\xff", 5)); /* 65535 in five */
    assert_false(reads(CBOR_UNSIGNED, "\x1b\0\0\0\0\xff\xff\xff\xff", 9));
    assert_false(reads(CBOR_UNSIGNED, "\x1b\xff\xff\xff\xff\xff\xff\xff\xff", 9)); /* 2^64-1 */
    assert_false(reads(CBOR_UNSIGNED, "\x18", 1));
    assert_false(reads(CBOR_UNSIGNED, "", 0));
    assert_false(reads(CBOR_ARRAY, "\x9f", 1)); /* of indefinite length */
    assert_false(reads(CBOR_TEXT, "\x7f\xff", 2));
    assert_false(reads(CBOR_TEXT, "\x41\x61", 2));      /* bytes instead of text */
    assert_false(reads(CBOR_TEXT, "\x61\xff", 2));      /* not UTF-8 */
    assert_false(reads(CBOR_TEXT, "\x61\x00", 2));      /* NUL */
    assert_false(reads(CBOR_BYTES, "\x45\x01\x02", 3)); /* cut off */
    assert_false(reads(CBOR_BYTES, "\x5b\xff\xff\xff\xff\xff\xff\xff\xff\1", 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_are_written_in_their_shortest_form),
        cmocka_unit_test(strings_come_back),
        cmocka_unit_test(other_forms_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
