#include "draw/outline.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct box box = {10, 20, 100, 50};

static void assert_point(const struct path_step *step, size_t k, double x, double y)
{
    assert_true(fabs(step->p[k].x - x) < 1e-9);
    assert_true(fabs(step->p[k].y - y) < 1e-9);
}

static void assert_no_ink(const struct path *path)
{
    assert_true(path->stroke == 0);
    assert_false(path->filled);
}

static void test_line(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct path path = outline_line(&arena, &box);
    assert_int_equal(path.count, 2);
    assert_int_equal(path.steps[0].verb, PATH_MOVE);
    assert_int_equal(path.steps[1].verb, PATH_LINE);
    assert_point(&path.steps[0], 0, 10, 20);
    assert_point(&path.steps[1], 0, 110, 70);
    assert_no_ink(&path);
    arena_free(&arena);
}

static void test_square_corners(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct path path = outline_rect(&arena, &box, 0);
    assert_int_equal(path.count, 1);
    assert_int_equal(path.steps[0].verb, PATH_RECTANGLE);
    assert_point(&path.steps[0], 0, 10, 20);
    assert_point(&path.steps[0], 1, 110, 70);
    assert_no_ink(&path);
    arena_free(&arena);
}

/* The middle of each curve lies on the circle that rounds the corner. */
static void test_round_corners(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct path path = outline_rect(&arena, &box, 10);
    const double centers[][2] = {{100, 30}, {100, 60}, {20, 60}, {20, 30}};
    size_t curves = 0;
    assert_int_equal(path.count, 10);
    for (size_t i = 1; i < path.count; i++) {
        if (path.steps[i].verb != PATH_CURVE)
            continue;
        const struct path_step *from = &path.steps[i - 1], *to = &path.steps[i];
        double x = (from->p[0].x + 3 * to->p[0].x + 3 * to->p[1].x + to->p[2].x) / 8;
        double y = (from->p[0].y + 3 * to->p[0].y + 3 * to->p[1].y + to->p[2].y) / 8;
        double radius = hypot(x - centers[curves][0], y - centers[curves][1]);
        assert_true(fabs(radius - 10) < 0.01);
        curves++;
    }
    assert_int_equal(curves, 4);
    arena_free(&arena);
}

/* A radius beyond half the smaller side makes a half circle there, not a knot. */
static void test_radius_has_a_limit(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct path path = outline_rect(&arena, &box, 1000);
    assert_point(&path.steps[0], 0, 35, 20);
    assert_point(&path.steps[1], 0, 85, 20);
    assert_point(&path.steps[2], 2, 110, 45);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_square_corners),
        cmocka_unit_test(test_round_corners),
        cmocka_unit_test(test_radius_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
