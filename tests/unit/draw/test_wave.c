#include "draw/wave.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_near(double value, double wanted)
{
    if (!(fabs(value - wanted) < 1e-6))
        fail_msg("%.9g is not %.9g", value, wanted);
}

static void assert_at(const struct wave *wave, double s, double x, double y)
{
    struct point point = wave_at(wave, s);
    assert_near(point.x, x);
    assert_near(point.y, y);
}

static void test_a_straight_wave_swings_about_its_line(void **state)
{
    (void)state;
    struct spine spine = spine_straight(100);
    struct wave wave = {.spine = &spine, .rate = 2 * PI / 20, .swing = 3};
    assert_at(&wave, 0, 0, -3); /* a crest is outwards: up */
    assert_at(&wave, 5, 5, 0);
    assert_at(&wave, 10, 10, 3);
    assert_at(&wave, -20, -20, -3);
    wave.shift = PI;
    assert_at(&wave, 0, 0, 3);
}

static void test_whole_waves_are_even(void **state)
{
    (void)state;
    assert_near(wave_whole(100, 10), 10);
    assert_near(wave_whole(100, 11.5), 8);
    assert_near(wave_whole(100, 1000), 2);
}

/* It closes, with a crest in the middle of every side, and is its own mirror image. */
static void test_a_wave_goes_around(void **state)
{
    (void)state;
    struct spine spine = spine_around(300, 200, 60);
    struct wave wave = {.spine = &spine, .swing = 4};
    double quarter = spine.quarter, shrink = 60 - spine.reach;
    assert_true(shrink > 0 && shrink < 30); /* a corner is shorter than both its legs */
    assert_near(quarter, 300 + 200 - 2 * spine.reach + 60);
    wave_fit_around(&wave, 25);
    assert_at(&wave, 0, 0, -204);
    assert_at(&wave, quarter, 304, 0);
    assert_at(&wave, 2 * quarter, 0, 204);
    assert_at(&wave, 3 * quarter, -304, 0);
    for (double s = 0; s < quarter; s += 7) {
        struct point here = wave_at(&wave, s);
        assert_at(&wave, -s, -here.x, here.y);
        assert_at(&wave, 2 * quarter - s, here.x, -here.y);
        assert_at(&wave, 4 * quarter + s, here.x, here.y);
    }
    double corner = spine.across - spine.reach + spine.corner / 2;
    struct point crest = wave_at(&wave, corner);
    struct point before = wave_at(&wave, corner - 2), after = wave_at(&wave, corner + 2);
    double swing = hypot(crest.x, crest.y);
    assert_true((hypot(before.x, before.y) < swing) == (hypot(after.x, after.y) < swing));
}

static void test_a_wave_meets_a_circle(void **state)
{
    (void)state;
    struct spine spine = spine_straight(100);
    struct wave wave = {.spine = &spine, .rate = 2 * PI / 20, .swing = 5};
    for (int way = -1; way <= 1; way += 2) {
        struct point at = wave_at(&wave, wave_meet(&wave, 0, way * 100, 12));
        assert_near(hypot(at.x - way * 100, at.y), 12);
    }
}

/* On the straight, half a wave is one Bézier that begins and ends where the wave does. */
static void test_a_wave_is_drawn_from_crest_to_trough(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pen pen = pen_new(&arena);
    struct spine spine = spine_straight(100);
    struct wave wave = {.spine = &spine, .rate = 2 * PI / 20, .swing = 3};
    wave_draw(&pen, &wave, -15, 25);
    struct path path = pen_filled(&pen, (struct color){0});
    static const double ends[] = {-15, -10, 0, 10, 20, 25};
    assert_int_equal(path.count, 6);
    for (size_t i = 0; i < path.count; i++) {
        const struct path_step *step = &path.steps[i];
        struct point at = step->p[i ? 2 : 0];
        assert_int_equal(step->verb, i ? PATH_CURVE : PATH_MOVE);
        assert_at(&wave, ends[i], at.x, at.y);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_straight_wave_swings_about_its_line),
        cmocka_unit_test(test_whole_waves_are_even),
        cmocka_unit_test(test_a_wave_goes_around),
        cmocka_unit_test(test_a_wave_meets_a_circle),
        cmocka_unit_test(test_a_wave_is_drawn_from_crest_to_trough),
    };
    return cmocka_run_group_tests_name("wave", tests, NULL, NULL);
}
