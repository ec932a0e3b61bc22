/* Beginnings and ends of texts. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void a_beginning_may_be_the_whole_text(void **state)
{
    (void)state;
    assert_true(text_begins("last_kk", "last"));
    assert_true(text_begins("last", "last"));
    assert_true(text_begins("last", ""));
    assert_false(text_begins("last", "last_kk"));
    assert_false(text_begins("First", "first"));
}

static void an_end_has_something_before_it(void **state)
{
    (void)state;
    assert_true(text_ends("001.pdf", ".pdf"));
    assert_false(text_ends(".pdf", ".pdf"));
    assert_false(text_ends("pdf", ".pdf"));
    assert_false(text_ends("001.pdf.cms", ".pdf"));
    assert_false(text_ends("001.pdx", ".pdf"));
}

static void an_end_may_be_in_capitals(void **state)
{
    (void)state;
    assert_true(text_ends("001.PDF", ".pdf"));
    assert_true(text_ends("list.Xlsx", ".XLSX"));
    assert_false(text_ends("list\x0E"
                           "ini",
                           ".ini"));
    assert_false(text_ends("a[", "{"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_beginning_may_be_the_whole_text),
        cmocka_unit_test(an_end_has_something_before_it),
        cmocka_unit_test(an_end_may_be_in_capitals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
