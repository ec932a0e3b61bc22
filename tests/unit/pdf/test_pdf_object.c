#include "pdf/pdf_object.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void objects_are_written_with_their_offsets(void **state)
{
    (void)state;
    struct pdfobj *set = pdfobj_new();
    struct pdfdict *dict = pdfobj_dict(set, 7);
    pdfdict_name(dict, "Type", "Page");
    pdfdict_integer(dict, "Count", -3);
    pdfdict_bool(dict, "Marked", true);
    pdfdict_ref(dict, "Parent", 12);
    pdfdict_box(dict, "Rect", (double[]){0, 1.5, 20, 30});
    struct pdfarray *array = pdfdict_array(dict, "K");
    pdfarray_ref(array, 7);
    pdfarray_null(array);
    pdfarray_name(array, "X");
    pdfarray_integer(pdfarray_array(array), 5);
    pdfdict_integer(pdfarray_dict(array), "N", 1);
    pdfobj_dict(set, 2);
    pdfobj_stream(set, "bytes", 5);

    struct buf out = {0};
    size_t offsets[8] = {0};
    struct err err;
    buf_puts(&out, "%PDF\n");
    assert_true(pdfobj_write(set, &out, offsets, &err));
    assert_string_equal(out.data,
                        "%PDF\n7 0 obj\n<<\n/Type /Page\n/Count -3\n/Marked true\n"
                        "/Parent 12 0 R\n/Rect [ 0 1.5 20 30 ]\n"
                        "/K [ 7 0 R null /X [ 5 ] <<\n/N 1\n>> ]\n>>\nendobj\n"
                        "2 0 obj\n<<\n/Length 5\n>>\nstream\nbytes\nendstream\nendobj\n");
    assert_int_equal(offsets[7], 5);
    assert_memory_equal(out.data + offsets[2], "2 0 obj", 7);
    buf_free(&out);
    pdfobj_free(set);
}

static void texts_are_ascii_or_utf16(void **state)
{
    (void)state;
    struct pdfobj *set = pdfobj_new();
    struct pdfdict *dict = pdfobj_dict(set, 1);
    pdfdict_text(dict, "A", "kk");
    pdfdict_text(dict, "B", "a(b\\");
    pdfdict_text(dict, "C", "Қ\n");
    struct buf out = {0};
    size_t offsets[2];
    struct err err;
    assert_true(pdfobj_write(set, &out, offsets, &err));
    assert_non_null(strstr(out.data, "/A (kk)\n"));
    assert_non_null(strstr(out.data, "/B (a\\050b\\134)\n"));
    assert_non_null(strstr(out.data, "/C <FEFF049A000A>\n"));
    buf_free(&out);
    pdfobj_free(set);
}

static void the_hole_is_where_it_says(void **state)
{
    (void)state;
    struct pdfobj *set = pdfobj_new();
    struct hole hole;
    struct pdfdict *dict = pdfobj_dict(set, 1);
    pdfdict_name(dict, "Type", "Sig");
    pdfdict_hole(dict, 12, &hole);
    struct buf out = {0};
    size_t offsets[2];
    struct err err;
    assert_true(pdfobj_write(set, &out, offsets, &err));
    assert_string_equal(out.data, "1 0 obj\n<<\n/Type /Sig\n/ByteRange "
                                  "[0000000000 0000000000 0000000000 0000000000]\n"
                                  "/Contents <0000000000>\n>>\nendobj\n");
    assert_int_equal(out.data[hole.range_at], '[');
    assert_int_equal(out.data[hole.range_at + hole.range_size - 1], ']');
    assert_int_equal(out.data[hole.contents_at], '<');
    assert_int_equal(hole.contents_size, 12);
    buf_free(&out);
    pdfobj_free(set);
}

static void faults_are_told_once_and_forgotten(void **state)
{
    (void)state;
    struct pdfobj *set = pdfobj_new();
    char name[200] = {0};
    memset(name, 'x', sizeof name - 1);
    pdfdict_name(pdfobj_dict(set, 1), "Type", name);
    struct buf out = {0};
    size_t offsets[2];
    struct err err;
    assert_false(pdfobj_write(set, &out, offsets, &err));
    assert_non_null(strstr(err.text, "a name is longer than 127 bytes"));

    pdfobj_clear(set);
    pdfdict_ref(pdfobj_dict(set, 1), "Parent", 0);
    assert_false(pdfobj_write(set, &out, offsets, &err));

    pdfobj_clear(set);
    char *text = malloc(70001);
    memset(text, 'x', 70000);
    text[70000] = '\0';
    pdfdict_text(pdfobj_dict(set, 1), "Title", text);
    free(text);
    assert_false(pdfobj_write(set, &out, offsets, &err));
    assert_non_null(strstr(err.text, "65,535"));

    pdfobj_clear(set);
    pdfobj_dict(set, 1);
    buf_clear(&out);
    assert_true(pdfobj_write(set, &out, offsets, &err));
    assert_string_equal(out.data, "1 0 obj\n<<\n>>\nendobj\n");
    buf_free(&out);
    pdfobj_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(objects_are_written_with_their_offsets),
                                       cmocka_unit_test(texts_are_ascii_or_utf16),
                                       cmocka_unit_test(the_hole_is_where_it_says),
                                       cmocka_unit_test(faults_are_told_once_and_forgotten)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
