#include "parse/pdf_stream.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

/* Reads the stream with these entries and bytes; its text, NULL when it is refused. */
static const char *read_with(const char *entries, const char *bytes, size_t size, size_t limit)
{
    static char text[200];
    struct buf pdf = {0}, out = {0};
    struct error err = {0};
    struct pdf_lexer_value dictionary = {0};
    buf_printf(&pdf, "7 0 obj\n<<%s>>\nstream\n", entries);
    buf_add(&pdf, bytes, size);
    buf_puts(&pdf, "\nendstream\nendobj\n");
    struct pdf_lexer scan = pdf_lexer_of(pdf.data, 0, pdf.size, &err);
    assert_true(pdf_stream_head(&scan, 7, 0));
    assert_true(pdf_lexer_value(&scan, &dictionary));
    bool read = pdf_stream_read(&scan, &dictionary, limit, &out);
    assert_true(out.size < sizeof text);
    memcpy(text, buf_text(&out), out.size + 1);
    if (!read)
        assert_string_not_equal(words_of(&err), "");
    else
        assert_int_equal(scan.at, pdf.size - 1);
    buf_free(&pdf);
    buf_free(&out);
    return read ? text : NULL;
}

static const char *read_plain(const char *entries, const char *text)
{
    return read_with(entries, text, strlen(text), 100);
}

/* The same with its bytes compressed; `%s` of the entries becomes the rest of them. */
static const char *read_packed(const char *entries, const void *bytes, size_t size)
{
    unsigned char packed[200];
    uLongf room = sizeof packed;
    char all[200];
    assert_int_equal(compress(packed, &room, bytes, (uLong)size), Z_OK);
    snprintf(all, sizeof all, "/Length %lu/Filter/FlateDecode%s", room, entries);
    return read_with(all, (const char *)packed, room, 100);
}

static void length_says_where_it_ends(void **state)
{
    (void)state;
    assert_string_equal(read_plain("/Length 4", "text"), "text");
    assert_string_equal(read_plain("/Length 9", "endstream"), "endstream");
    assert_null(read_plain("/Length 3", "text"));
    assert_null(read_plain("/Length 5000", "text"));
    assert_null(read_plain("/Length 4 0 R", "text"));
    assert_null(read_plain("/Length 4/Length 4", "text"));
    assert_null(read_plain("", "text"));
    assert_null(read_with("/Length 4", "text", 4, 3));
}

static void other_objects_are_not_taken_for_it(void **state)
{
    (void)state;
    struct error err = {0};
    static const char text[] = "7 0 obj";
    struct pdf_lexer scan = pdf_lexer_of(text, 0, strlen(text), &err);
    assert_false(pdf_stream_head(&scan, 8, 0));
    scan = pdf_lexer_of(text, 0, strlen(text), &err);
    assert_false(pdf_stream_head(&scan, 7, 1));
}

static void only_deflate_is_read(void **state)
{
    (void)state;
    assert_string_equal(read_packed("", "text", 4), "text");
    assert_null(read_plain("/Length 4/Filter/LZWDecode", "text"));
    assert_null(read_plain("/Length 4/Filter/FlateDecode", "text"));
    assert_null(read_plain("/Length 4/Filter[/FlateDecode/FlateDecode]", "text"));
}

/* The same two rows, "abc" and "bcd", behind each of PNG's filters. */
static void filters_are_undone(void **state)
{
    (void)state;
    static const char parms[] = "/DecodeParms<</Predictor 12/Columns 3>>";
    static const unsigned char none[] = {0, 'a', 'b', 'c', 0, 'b', 'c', 'd'};
    static const unsigned char sub[] = {1, 'a', 1, 1, 1, 'b', 1, 1};
    static const unsigned char up[] = {2, 'a', 'b', 'c', 2, 1, 1, 1};
    static const unsigned char average[] = {3, 'a',           'b' - 'a' / 2, 'c' - 'b' / 2,
                                            3, 'b' - 'a' / 2, 'c' - 'b',     'd' - 'c'};
    static const unsigned char paeth[] = {4, 'a', 1, 1, 4, 1, 1, 1};
    static const unsigned char *const rows[] = {none, sub, up, average, paeth};
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(read_packed(parms, rows[i], 8), "abcbcd");
    static const unsigned char unknown[] = {5, 'a', 'b', 'c'};
    assert_null(read_packed(parms, unknown, 4));
    assert_null(read_packed(parms, none, 7));
    assert_string_equal(read_packed("/DecodeParms<</Predictor 1>>", "text", 4), "text");
    assert_null(read_packed("/DecodeParms<</Predictor 2/Columns 3>>", none, 8));
    assert_null(read_packed("/DecodeParms<</Predictor 12/Columns 0>>", none, 8));
    assert_null(read_packed("/DecodeParms<</Predictor 12/Columns 1000>>", none, 8));
    assert_null(read_packed("/DecodeParms<</Predictor 12/Columns 3/Colors 3>>", none, 8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(length_says_where_it_ends),
        cmocka_unit_test(other_objects_are_not_taken_for_it),
        cmocka_unit_test(only_deflate_is_read),
        cmocka_unit_test(filters_are_undone),
    };
    return cmocka_run_group_tests_name("pdf_stream", tests, NULL, NULL);
}
