#include "draw/pen.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_near(double value, double wanted, double tolerance)
{
    if (!(fabs(value - wanted) <= tolerance))
        fail_msg("%g is not %g", value, wanted);
}

static void assert_point(const struct path_step *step, size_t i, double x, double y)
{
    assert_near(step->p[i].x, x, 1e-6);
    assert_near(step->p[i].y, y, 1e-6);
}

/* The end of a step. */
static struct point end_of(const struct path_step *step)
{
    size_t last = step->verb == PATH_CURVE ? 2 : 0;
    return (struct point){step->p[last].x, step->p[last].y};
}

/* The point at `t` of the curve that begins where the step before it ends. */
static struct point on_curve(const struct path_step *step, double t)
{
    const struct point start = end_of(step - 1);
    const double a = (1 - t) * (1 - t) * (1 - t), b = 3 * t * (1 - t) * (1 - t),
                 c = 3 * t * t * (1 - t), d = t * t * t;
    return (struct point){
        a * start.x + b * step->p[0].x + c * step->p[1].x + d * step->p[2].x,
        a * start.y + b * step->p[0].y + c * step->p[1].y + d * step->p[2].y,
    };
}

static void steps_come_as_they_are_drawn(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pen pen = pen_new(&arena);
    pen_move(&pen, 1, 2);
    pen_line(&pen, 3, 4);
    pen_curve(&pen, 5, 6, 7, 8, 9, 10);
    pen_close(&pen);
    struct path path = pen_filled(&pen, (struct color){0});
    assert_int_equal(path.count, 4);
    assert_int_equal(path.steps[0].verb, PATH_MOVE);
    assert_point(&path.steps[0], 0, 1, 2);
    assert_int_equal(path.steps[1].verb, PATH_LINE);
    assert_point(&path.steps[1], 0, 3, 4);
    assert_int_equal(path.steps[2].verb, PATH_CURVE);
    assert_point(&path.steps[2], 0, 5, 6);
    assert_point(&path.steps[2], 1, 7, 8);
    assert_point(&path.steps[2], 2, 9, 10);
    assert_int_equal(path.steps[3].verb, PATH_CLOSE);
    assert_true(path.filled);
    assert_near(path.stroke, 0, 0);
    path = pen_stroked(&pen, 2, (struct color){0});
    assert_false(path.filled);
    assert_near(path.stroke, 2, 0);
    arena_free(&arena);
}

static void long_paths_keep_all_their_steps(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    struct arena arena = {0};
    struct pen pen = pen_new(&arena);
    for (size_t i = 0; i < MANY; i++)
        pen_line(&pen, (double)i, -(double)i);
    struct path path = pen_filled(&pen, (struct color){0});
    assert_int_equal(path.count, MANY);
    for (size_t i = 0; i < MANY; i++)
        assert_point(&path.steps[i], 0, (double)i, -(double)i);
    arena_free(&arena);
}

/* Moved, turned by a quarter and twice as large. */
static void the_frame_moves_turns_and_scales(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pen pen = pen_new(&arena);
    pen.frame = (struct transform){.origin = {10, 20}, .right = {0, 2}, .down = {-2, 0}};
    pen_line(&pen, 1, 0);
    pen_move(&pen, 1, 0);
    pen_curve(&pen, 0, 1, 1, 1, 3, 4);
    struct path path = pen_filled(&pen, (struct color){0});
    assert_int_equal(path.count, 3);
    assert_point(&path.steps[0], 0, 10, 22);
    assert_int_equal(path.steps[1].verb, PATH_MOVE);
    assert_point(&path.steps[1], 0, 10, 22);
    assert_point(&path.steps[2], 0, 8, 20);
    assert_point(&path.steps[2], 1, 8, 22);
    assert_point(&path.steps[2], 2, 2, 26);
    arena_free(&arena);
}

static void a_ring_is_round(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pen pen = pen_new(&arena);
    pen_ring(&pen, 100, 50, 20);
    struct path path = pen_filled(&pen, (struct color){0});
    assert_int_equal(path.count, 6);
    assert_int_equal(path.steps[5].verb, PATH_CLOSE);
    for (size_t i = 1; i <= 4; i++)
        for (double t = 0; t <= 1; t += 0.125) {
            struct point point = on_curve(&path.steps[i], t);
            assert_near(hypot(point.x - 100, point.y - 50), 20, 0.01);
        }
    arena_free(&arena);
}

static struct point wave(const void *shape, double t)
{
    const double *height = shape;
    return (struct point){100 * t, *height * sin(2 * PI * t)};
}

/* Each piece meets the next in one point and one direction, and keeps to the curve. */
static void a_traced_curve_is_followed_closely(void **state)
{
    (void)state;
    enum { PIECES = 4 };
    static const double height = 10;
    struct curve curve = {wave, &height};
    struct arena arena = {0};
    for (int back = 0; back < 2; back++) {
        double from = back, to = 1 - back;
        struct pen pen = pen_new(&arena);
        struct point start = wave(&height, from);
        pen_move(&pen, start.x, start.y);
        pen_trace(&pen, curve, from, to, PIECES);
        struct path path = pen_filled(&pen, (struct color){0});
        assert_int_equal(path.count, 1 + PIECES);
        for (size_t i = 1; i <= PIECES; i++) {
            const struct path_step *step = &path.steps[i];
            struct point end = wave(&height, from + (to - from) * (double)i / PIECES);
            assert_point(step, 2, end.x, end.y);
            for (double t = 0; t <= 1; t += 0.125) {
                struct point point = on_curve(step, t);
                assert_near(point.y, height * sin(2 * PI * point.x / 100), 0.1);
            }
            if (i == PIECES)
                break;
            double ax = end.x - step->p[1].x, ay = end.y - step->p[1].y;
            double bx = step[1].p[0].x - end.x, by = step[1].p[0].y - end.y;
            assert_near((ax * by - ay * bx) / (hypot(ax, ay) * hypot(bx, by)), 0, 1e-3);
            assert_true(ax * bx + ay * by > 0);
        }
    }
    arena_free(&arena);
}

static struct point bow(const void *shape, double t)
{
    const double *side = shape;
    return (struct point){100 * t, *side * 40 * t * (1 - t)};
}

static double thickness(const void *shape, double t)
{
    (void)shape;
    return 3 - t;
}

/* Twice the area inside the ends of the steps; positive: clockwise, as y grows downwards. */
static double turn(const struct path *path)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < path->count; i++) {
        struct point a = end_of(&path->steps[i]);
        struct point b = end_of(&path->steps[i + 2 == path->count ? 0 : i + 1]);
        sum += a.x * b.y - a.y * b.x;
    }
    return sum;
}

static void a_strand_has_its_width_and_runs_clockwise(void **state)
{
    (void)state;
    enum { PIECES = 3 };
    struct arena arena = {0};
    for (double side = -1; side <= 1; side += 1) {
        struct pen pen = pen_new(&arena);
        struct strand strand = {{bow, &side}, thickness};
        pen_strand(&pen, &strand, 0, 1, PIECES, true);
        struct path path = pen_filled(&pen, (struct color){0});
        assert_int_equal(path.count, 1 + PIECES + 1 + PIECES + 1);
        assert_int_equal(path.steps[path.count - 1].verb, PATH_CLOSE);
        assert_true(turn(&path) > 0);
        struct point tip = on_curve(&path.steps[PIECES + 1], 0.5), end = bow(&side, 1);
        assert_near(hypot(tip.x - end.x, tip.y - end.y), 2, 0.01);
        assert_true(tip.x > end.x);
        for (size_t i = 0; i <= PIECES; i++) {
            double t = (double)i / PIECES;
            struct point middle = bow(&side, t), left = end_of(&path.steps[i]);
            struct point right = end_of(&path.steps[2 * PIECES + 1 - i]);
            assert_near(hypot(left.x - middle.x, left.y - middle.y), 3 - t, 1e-3);
            assert_near(hypot(right.x - middle.x, right.y - middle.y), 3 - t, 1e-3);
        }
    }
    arena_free(&arena);
}

static void a_curve_that_stands_still_does_no_harm(void **state)
{
    (void)state;
    static const double height = NAN;
    struct arena arena = {0};
    struct pen pen = pen_new(&arena);
    pen_move(&pen, 0, 0);
    pen_trace(&pen, (struct curve){wave, &(double){0}}, 0.5, 0.5, 2);
    pen_trace(&pen, (struct curve){wave, &height}, 0, 1, 2);
    assert_int_equal(pen_filled(&pen, (struct color){0}).count, 5);
    assert_point(&pen_filled(&pen, (struct color){0}).steps[2], 2, 50, 0);
    arena_free(&arena);
}

static void only_finite_boxes_have_room(void **state)
{
    (void)state;
    assert_true(pen_has_room(&(struct box){-5, 0, 1, 1}));
    assert_false(pen_has_room(&(struct box){0, 0, 0, 1}));
    assert_false(pen_has_room(&(struct box){0, 0, 1, -1}));
    assert_false(pen_has_room(&(struct box){NAN, 0, 1, 1}));
    assert_false(pen_has_room(&(struct box){0, 0, INFINITY, 1}));
    assert_false(pen_has_room(&(struct box){0, 0, 1, NAN}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_come_as_they_are_drawn),
        cmocka_unit_test(long_paths_keep_all_their_steps),
        cmocka_unit_test(the_frame_moves_turns_and_scales),
        cmocka_unit_test(a_ring_is_round),
        cmocka_unit_test(a_traced_curve_is_followed_closely),
        cmocka_unit_test(a_strand_has_its_width_and_runs_clockwise),
        cmocka_unit_test(a_curve_that_stands_still_does_no_harm),
        cmocka_unit_test(only_finite_boxes_have_room),
    };
    return cmocka_run_group_tests_name("pen", tests, NULL, NULL);
}
