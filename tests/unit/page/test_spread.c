#include "page/spread.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MM POINTS_PER_MM

static void assert_box(struct box box, double x, double y, double width, double height)
{
    assert_true(fabs(box.x - x * MM) < 1e-6 && fabs(box.y - y * MM) < 1e-6);
    assert_true(fabs(box.width - width * MM) < 1e-6 && fabs(box.height - height * MM) < 1e-6);
}

static void pages_stand_beside_each_other(void **state)
{
    (void)state;
    const struct page pages[] = {{.width = 297 * MM, .height = 210 * MM, .bleed = 3 * MM},
                                 {.width = 210 * MM, .height = 297 * MM}};
    const struct document document = {.pages = pages, .page_count = 2};
    assert_box(spread_page(&document, 0), 0, 0, 303, 216);
    assert_box(spread_page(&document, 1), 311, 0, 210, 297);
    assert_box(spread_whole(&document), 0, 0, 521, 297);
}

static void one_page_is_all(void **state)
{
    (void)state;
    const struct page page = {.width = 100 * MM, .height = 50 * MM};
    const struct document document = {.pages = &page, .page_count = 1};
    assert_box(spread_whole(&document), 0, 0, 100, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pages_stand_beside_each_other),
                                       cmocka_unit_test(one_page_is_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
