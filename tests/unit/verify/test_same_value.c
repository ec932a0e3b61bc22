#include "verify/same_value.h"

#include "unit/read_pdf.h"
#include "unit/tiny_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A document whose object 2 is «value»; those behind it are what it may refer to. */
static struct buf with_value(const char *value)
{
    struct tiny tiny;
    tiny_begin(&tiny);
    tiny_object(&tiny, "<</Type/Catalog/Value 2 0 R>>");
    tiny_object(&tiny, value);
    tiny_object(&tiny, "[(held) 17]");
    tiny_object(&tiny, "<</Length 2>>\nstream\nab\nendstream");
    tiny_object(&tiny, "[6 0 R]");
    tiny_object(&tiny, "[5 0 R]");
    tiny_end(&tiny, "/Root 1 0 R");
    return tiny.pdf;
}

static uint64_t referred; /* the last object that both name */

static void refer(struct same_value *same, uint64_t number)
{
    (void)same;
    referred = number;
}

static bool is_same_within(const char *one, const char *other, size_t budget)
{
    struct buf before = with_value(one), after = with_value(other);
    struct pdf_reader was, is;
    read_pdf_open(&was, &before);
    read_pdf_open(&is, &after);
    struct pdf_lexer_value left = read_pdf_find(&was, "Root Value");
    struct pdf_lexer_value right = read_pdf_find(&is, "Root Value");
    struct same_value same = {.before = &was, .after = &is, .refer = refer, .budget = budget};
    referred = 0;
    bool equal = same_value(&same, &left, &right);
    pdf_reader_close(&was);
    pdf_reader_close(&is);
    buf_free(&before);
    buf_free(&after);
    return equal;
}

static bool is_same(const char *one, const char *other)
{
    return is_same_within(one, other, 1000);
}

static void another_spelling_is_no_change(void **state)
{
    (void)state;
    assert_true(is_same("[1 +1.50 true null]", "[ 1.0 1.5 true null ]"));
    assert_true(is_same("(a\\(b)", "<6128 62>"));
    assert_true(is_same("/Name", "/N#61me"));
    assert_true(is_same("<</A 1/B[2]>>", "<</B [ 2 ] /A 1.>>"));
    assert_true(is_same("<</A 1/B null>>", "<</A 1>>"));
}

static void another_value_is_one(void **state)
{
    (void)state;
    assert_false(is_same("[1 2]", "[1 2 3]"));
    assert_false(is_same("[1 2]", "[2 1]"));
    assert_false(is_same("1", "1.001"));
    assert_false(is_same("(a)", "(A)"));
    assert_false(is_same("/a", "(a)"));
    assert_false(is_same("true", "false"));
    assert_false(is_same("<</A 1>>", "<</A 1/B 2>>"));
    assert_false(is_same("<</A 1/B 2>>", "<</A 1>>"));
    assert_false(is_same("<</A 1>>", "<</A 1/A 1>>")); /* readers differ in which one holds */
}

static void a_value_may_have_become_an_object(void **state)
{
    (void)state;
    assert_true(is_same("<</A[(held) 17]>>", "<</A 3 0 R>>"));
    assert_true(is_same("<</A 3 0 R>>", "<</A[(held) 17]>>"));
    assert_false(is_same("<</A[(other) 17]>>", "<</A 3 0 R>>"));
    assert_false(is_same("<</A<</Length 2>>>>", "<</A 4 0 R>>")); /* a stream has more */
}

static void objects_of_one_number_are_for_the_caller(void **state)
{
    (void)state;
    assert_true(is_same("[3 0 R]", "[3 0 R]"));
    assert_int_equal(referred, 3);
}

/* A small file can name one object in many places, or objects in each other. */
static void what_it_reads_has_bounds(void **state)
{
    (void)state;
    assert_true(is_same_within("[[(held) 17]]", "[3 0 R]", 22));
    assert_false(is_same_within("[[(held) 17]]", "[3 0 R]", 21));
    assert_false(is_same_within("[5 0 R]", "[6 0 R]", SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_spelling_is_no_change),
        cmocka_unit_test(another_value_is_one),
        cmocka_unit_test(a_value_may_have_become_an_object),
        cmocka_unit_test(objects_of_one_number_are_for_the_caller),
        cmocka_unit_test(what_it_reads_has_bounds),
    };
    return cmocka_run_group_tests_name("same_value", tests, NULL, NULL);
}
