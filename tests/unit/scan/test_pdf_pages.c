/* With how many dots pages are drawn; tests/e2e/seal.sh draws some. */
#include "scan/pdf_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { DOTS = 25 * 1000 * 1000, SIDE = 16000 };

static void small_pages_are_drawn_as_a_scanner_would(void **state)
{
    (void)state;
    assert_int_equal(pdf_pages_resolution(595, 842), 300);
    assert_int_equal(pdf_pages_resolution(1191, 842), 300);
    assert_int_equal(pdf_pages_resolution(9, 9), 300);
    assert_int_equal(pdf_pages_resolution(0, 0), 300);
}

static void large_pages_have_no_more_dots_than_can_be_looked_at(void **state)
{
    (void)state;
    static const double sizes[][2] = {{1684, 1191},   {2384, 1684}, {6000, 6000},
                                      {14400, 14400}, {14400, 300}, {200, 90000}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        double width = sizes[i][0], height = sizes[i][1];
        double resolution = pdf_pages_resolution(width, height);
        assert_in_range(resolution, 1, 300);
        assert_true(resolution * width / 72 * resolution * height / 72 <= DOTS);
        assert_true(resolution * (width > height ? width : height) / 72 <= SIDE);
    }
    assert_int_equal(pdf_pages_resolution(1e9, 1e9), 1);
    /* Modules of a third of a millimetre have more than two dots on A2. */
    assert_in_range(pdf_pages_resolution(1684, 1191), 200, 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_pages_are_drawn_as_a_scanner_would),
        cmocka_unit_test(large_pages_have_no_more_dots_than_can_be_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
