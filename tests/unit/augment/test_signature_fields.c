#include "augment/signature_fields.h"

#include "unit/read_pdf.h"
#include "unit/tiny_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SIGNED(name)     "<</FT/Sig/T(" name ")/V 9 0 R>>"
#define NOT_SIGNED(name) "<</FT/Sig/T(" name ")>>"

/* Finds the field of that name in a form of these two; what is found, or what is said. */
static const char *find(const char *one, const char *other, const char *name)
{
    static char said[300];
    struct tiny tiny;
    struct pdf_reader pdf;
    struct pdf_update update;
    struct pdf_part field;
    struct error err = {0};
    tiny_begin(&tiny);
    tiny_object(&tiny, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R 6 0 R]>>>>");
    tiny_object(&tiny, tiny_pages);
    tiny_object(&tiny, tiny_page);
    tiny_object(&tiny, one);
    tiny_object(&tiny, other);
    tiny_object(&tiny, "<</FT/Tx/T(text)>>");
    tiny_object(&tiny, "null");
    tiny_object(&tiny, "null");
    tiny_object(&tiny, "<</Type/Sig>>");
    tiny_end(&tiny, "/Root 1 0 R");
    read_pdf_open(&pdf, &tiny.pdf);
    assert_true(pdf_update_begin(&update, &pdf, &err));
    if (signature_fields_find(&update, name, &field, &err))
        snprintf(said, sizeof said, "object %d", (int)field.holder.number);
    else
        snprintf(said, sizeof said, "%s", words_of(&err));
    pdf_update_free(&update);
    pdf_reader_close(&pdf);
    buf_free(&tiny.pdf);
    return said;
}

static void the_only_empty_one_needs_no_name(void **state)
{
    (void)state;
    assert_string_equal(find(SIGNED("left"), NOT_SIGNED("right"), NULL), "object 5");
    assert_string_equal(find(NOT_SIGNED("left"), NOT_SIGNED("right"), NULL),
                        "Several fields are empty: left, right. Name one with --field.");
    assert_string_equal(find(SIGNED("left"), SIGNED("right"), NULL),
                        "The file has no empty field for a signature.");
}

static void one_is_found_by_its_name(void **state)
{
    (void)state;
    assert_string_equal(find(NOT_SIGNED("left"), NOT_SIGNED("right"), "left"), "object 4");
    assert_string_equal(find(NOT_SIGNED("\\376\\377\\004\\331"), SIGNED("right"), "ә"),
                        "object 4"); /* UTF-16 */
    assert_string_equal(find(SIGNED("left"), NOT_SIGNED("right"), "left"),
                        "The field «left» is signed already. These are empty: right.");
    assert_string_equal(
        find(SIGNED("left"), NOT_SIGNED("right"), "text"),
        "The file has no field «text» for a signature. These are empty: right.");
    assert_string_equal(find(SIGNED("left"), SIGNED("right"), "middle"),
                        "The file has no field «middle» for a signature.");
}

/* Nobody could say which of the two was meant. */
static void two_of_one_name_are_none(void **state)
{
    (void)state;
    assert_string_not_equal(find(NOT_SIGNED("left"), NOT_SIGNED("left"), "left"), "object 4");
    assert_string_not_equal(find(NOT_SIGNED("left"), NOT_SIGNED("left"), "left"), "object 5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_only_empty_one_needs_no_name),
        cmocka_unit_test(one_is_found_by_its_name),
        cmocka_unit_test(two_of_one_name_are_none),
    };
    return cmocka_run_group_tests_name("signature_fields", tests, NULL, NULL);
}
