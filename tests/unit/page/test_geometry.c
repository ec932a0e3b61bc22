#include "page/geometry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A quarter turn clockwise, twice as large. */
static const struct transform turned = {{10, 20}, {0, 2}, {-2, 0}};

static void points_move_turn_and_scale(void **state)
{
    (void)state;
    struct point point = transform_point(&turned, 3, 1);
    assert_float_equal(point.x, 8, 1e-9);
    assert_float_equal(point.y, 26, 1e-9);
}

static void assert_box(struct box box, double x, double y, double width, double height)
{
    assert_float_equal(box.x, x, 1e-9);
    assert_float_equal(box.y, y, 1e-9);
    assert_float_equal(box.width, width, 1e-9);
    assert_float_equal(box.height, height, 1e-9);
}

static void boxes_stay_upright_and_hold_all(void **state)
{
    (void)state;
    const struct box box = {1, 2, 3, 4};
    assert_box(transform_box(&turned, &box), -2, 22, 8, 6);
    const struct transform mirrored = {{0, 0}, {-1, 0}, {0, 1}};
    assert_box(transform_box(&mirrored, &box), -4, 2, 3, 4);
    const struct transform slanted = {{0, 0}, {0.5, 0.5}, {-0.5, 0.5}};
    assert_box(transform_box(&slanted, &(struct box){0, 0, 2, 2}), -1, 0, 2, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(points_move_turn_and_scale),
                                       cmocka_unit_test(boxes_stay_upright_and_hold_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
