#include "pdf/pdf_object.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

static void objects_are_written_with_their_offsets(void **state)
{
    (void)state;
    struct pdf_object *set = pdf_object_new();
    struct pdf_dict *dict = pdf_object_dict(set, 7);
    pdf_dict_name(dict, "Type", "Page");
    pdf_dict_integer(dict, "Count", -3);
    pdf_dict_bool(dict, "Marked", true);
    pdf_dict_ref(dict, "Parent", 12);
    pdf_dict_box(dict, "Rect", (double[]){0, 1.5, 20, 30});
    struct pdf_array *array = pdf_dict_array(dict, "K");
    pdf_array_ref(array, 7);
    pdf_array_null(array);
    pdf_array_integer(pdf_array_array(array), 5);
    pdf_object_dict(set, 2);
    pdf_object_stream(set, "bytes", 5);

    struct buf out = {0};
    size_t offsets[8] = {0};
    struct error err;
    buf_puts(&out, "%PDF\n");
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_string_equal(out.data,
                        "%PDF\n7 0 obj\n<<\n/Type /Page\n/Count -3\n/Marked true\n"
                        "/Parent 12 0 R\n/Rect [ 0 1.5 20 30 ]\n"
                        "/K [ 7 0 R null [ 5 ] ]\n>>\nendobj\n"
                        "2 0 obj\n<<\n/Length 5\n>>\nstream\nbytes\nendstream\nendobj\n");
    assert_int_equal(offsets[7], 5);
    assert_memory_equal(out.data + offsets[2], "2 0 obj", 7);
    buf_free(&out);
    pdf_object_free(set);
}

static void texts_are_ascii_or_utf16(void **state)
{
    (void)state;
    struct pdf_object *set = pdf_object_new();
    struct pdf_dict *dict = pdf_object_dict(set, 1);
    pdf_dict_text(dict, "A", "kk");
    pdf_dict_text(dict, "B", "a(b\\");
    pdf_dict_text(dict, "C", "Қ\n");
    struct buf out = {0};
    size_t offsets[2];
    struct error err;
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_non_null(strstr(out.data, "/A (kk)\n"));
    assert_non_null(strstr(out.data, "/B (a\\050b\\134)\n"));
    assert_non_null(strstr(out.data, "/C <FEFF049A000A>\n"));
    buf_free(&out);
    pdf_object_free(set);
}

static void the_hole_is_where_it_says(void **state)
{
    (void)state;
    struct pdf_object *set = pdf_object_new();
    struct placeholder placeholder;
    struct pdf_dict *dict = pdf_object_dict(set, 1);
    pdf_dict_name(dict, "Type", "Sig");
    pdf_dict_placeholder(dict, 12, &placeholder);
    struct buf out = {0};
    size_t offsets[2];
    struct error err;
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_string_equal(out.data, "1 0 obj\n<<\n/Type /Sig\n/ByteRange "
                                  "[0000000000 0000000000 0000000000 0000000000]\n"
                                  "/Contents <0000000000>\n>>\nendobj\n");
    assert_int_equal(out.data[placeholder.range_at], '[');
    assert_int_equal(out.data[placeholder.range_at + placeholder.range_size - 1], ']');
    assert_int_equal(out.data[placeholder.contents_at], '<');
    assert_int_equal(placeholder.contents_size, 12);
    buf_free(&out);
    pdf_object_free(set);
}

static void faults_are_told_once_and_forgotten(void **state)
{
    (void)state;
    struct pdf_object *set = pdf_object_new();
    char name[200] = {0};
    memset(name, 'x', sizeof name - 1);
    pdf_dict_name(pdf_object_dict(set, 1), "Type", name);
    struct buf out = {0};
    size_t offsets[2];
    struct error err;
    assert_false(pdf_object_write(set, &out, offsets, &err));
    assert_non_null(strstr(words_of(&err), "a name is longer than 127 bytes"));

    pdf_object_clear(set);
    pdf_dict_ref(pdf_object_dict(set, 1), "Parent", 0);
    assert_false(pdf_object_write(set, &out, offsets, &err));

    pdf_object_clear(set);
    char *text = malloc(70001);
    memset(text, 'x', 70000);
    text[70000] = '\0';
    pdf_dict_text(pdf_object_dict(set, 1), "Title", text);
    free(text);
    assert_false(pdf_object_write(set, &out, offsets, &err));
    assert_non_null(strstr(words_of(&err), "65,535"));

    pdf_object_clear(set);
    pdf_object_dict(set, 1);
    buf_clear(&out);
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_string_equal(out.data, "1 0 obj\n<<\n>>\nendobj\n");
    buf_free(&out);
    pdf_object_free(set);
}

static void streams_can_be_handed_over(void **state)
{
    (void)state;
    struct pdf_object *set = pdf_object_new();
    struct flate *flate = flate_new(FLATE_QUICK);
    struct buf own = {0}, out = {0};
    size_t offsets[3];
    struct error err;
    char text[10];
    uLongf size = sizeof text;
    pdf_object_dict(set, 1);
    buf_puts(&own, "text");
    pdf_object_deflate(set, flate, &own);
    pdf_object_dict(set, 2);
    pdf_object_keep(set, &own);
    assert_int_equal(own.size, 0);
    assert_null(own.data);
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_non_null(strstr(out.data, "1 0 obj\n<<\n/Filter /FlateDecode\n/Length "));
    assert_string_equal(out.data + offsets[2],
                        "2 0 obj\n<<\n/Length 4\n>>\nstream\ntext\nendstream\nendobj\n");
    const char *packed = strstr(out.data, "\nstream\n") + 8;
    assert_int_equal(uncompress((Bytef *)text, &size, (const Bytef *)packed,
                                (uLong)(out.data + out.size - packed)),
                     Z_OK);
    assert_memory_equal(text, "text", size);
    assert_int_equal(size, 4);
    buf_free(&out);
    flate_free(flate);
    pdf_object_free(set);
}

/* Plain objects share a stream; streams, and what a signature must find, stand for themselves.
 */
static void objects_can_be_packed_together(void **state)
{
    (void)state;
    struct pdf_object *set = pdf_object_new();
    struct flate *flate = flate_new(FLATE_QUICK);
    struct pdf_xref xref = {0};
    struct placeholder placeholder;
    struct buf out = {0};
    struct error err;
    char text[200];
    uLongf size = sizeof text - 1;
    pdf_dict_integer(pdf_object_dict(set, 1), "A", 7);
    pdf_object_dict(set, 2);
    pdf_object_stream(set, "text", 4);
    pdf_object_dict(set, 3);
    pdf_dict_placeholder(pdf_object_dict(set, 4), 10, &placeholder);
    assert_true(pdf_object_pack(set, 9, flate, 1000, &out, &xref, &err));

    const char *stream = strstr(out.data, "9 0 obj\n<</Type/ObjStm/N 2/First 9/Filter");
    assert_non_null(stream);
    const struct pdf_xref_entry wanted[] = {
        {1, 9, 0},
        {2, 0, 1000},
        {3, 9, 1},
        {4, 0, (size_t)(1000 + strstr(out.data, "4 0 obj") - out.data)},
        {9, 0, (size_t)(1000 + stream - out.data)},
    };
    assert_int_equal(xref.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(xref.entries[i].number, wanted[i].number);
        assert_int_equal(xref.entries[i].stream, wanted[i].stream);
        assert_int_equal(xref.entries[i].place, wanted[i].place);
    }
    assert_int_equal(out.data[placeholder.contents_at], '<');
    const char *packed = strstr(stream, "\nstream\n") + 8;
    assert_int_equal(uncompress((Bytef *)text, &size, (const Bytef *)packed,
                                (uLong)(out.data + out.size - packed)),
                     Z_OK);
    text[size] = '\0';
    assert_string_equal(text, "1 0 3 11 <<\n/A 7\n>>\n<<\n>>\n");
    pdf_xref_free(&xref);
    buf_free(&out);
    flate_free(flate);
    pdf_object_free(set);
}

static void numbers_are_taken_one_after_another(void **state)
{
    (void)state;
    size_t last = 3;
    assert_int_equal(pdf_object_take(&last, 2), 4);
    assert_int_equal(pdf_object_take(&last, 1), 6);
    assert_int_equal(last, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(objects_are_written_with_their_offsets),
                                       cmocka_unit_test(texts_are_ascii_or_utf16),
                                       cmocka_unit_test(the_hole_is_where_it_says),
                                       cmocka_unit_test(streams_can_be_handed_over),
                                       cmocka_unit_test(objects_can_be_packed_together),
                                       cmocka_unit_test(numbers_are_taken_one_after_another),
                                       cmocka_unit_test(faults_are_told_once_and_forgotten)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
