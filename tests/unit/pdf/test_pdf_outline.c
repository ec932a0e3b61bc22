#include "pdf/pdf_outline.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void items_know_their_neighbours(void **state)
{
    (void)state;
    struct pdf_outline outline = {0};
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t last = 10, offsets[20];
    struct error err;
    pdf_outline_add(&outline, "A", 5, &last, set);
    pdf_outline_add(&outline, "\u04D8", 6, &last, set);
    pdf_outline_end(&outline, set);
    if (!pdf_object_write(set, &out, offsets, &err))
        fail_msg("%s", words_of(&err));
    assert_string_equal(
        out.data,
        "12 0 obj\n<<\n/Title (A)\n/Parent 11 0 R\n/Next 13 0 R\n/Dest [ 5 0 R /Fit ]\n>>\n"
        "endobj\n"
        "13 0 obj\n<<\n/Title <FEFF04D8>\n/Parent 11 0 R\n/Prev 12 0 R\n"
        "/Dest [ 6 0 R /Fit ]\n>>\nendobj\n"
        "11 0 obj\n<<\n/Type /Outlines\n/First 12 0 R\n/Last 13 0 R\n/Count 2\n>>\nendobj\n");
    buf_free(&out);
    pdf_outline_free(&outline);
    pdf_object_free(set);
}

static void without_items_there_is_none(void **state)
{
    (void)state;
    struct pdf_outline outline = {0};
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t offsets[1];
    struct error err;
    pdf_outline_end(&outline, set);
    assert_true(pdf_object_write(set, &out, offsets, &err));
    assert_int_equal(out.size, 0);
    assert_int_equal(outline.root, 0);
    pdf_object_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_know_their_neighbours),
        cmocka_unit_test(without_items_there_is_none),
    };
    return cmocka_run_group_tests_name("pdf_outline", tests, NULL, NULL);
}
