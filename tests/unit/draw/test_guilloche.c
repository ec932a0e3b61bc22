/* The frame's measures. That it is symmetrical, smooth and closed is in test_ornament.c. */
#include "draw/ornament.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "unit/draw/flat.h"

#define MM POINTS_PER_MM

static const struct box frame = {10 * MM, 10 * MM, 277 * MM, 190 * MM};

static struct guilloche usual(bool rosettes)
{
    return (struct guilloche){
        .band = 8 * MM,
        .curves = 7,
        .families = 2,
        .period = 22 * MM,
        .stroke = 0.15 * MM,
        .color = {.parts = {1, 1, 1}},
        .second = {.parts = {2, 2, 2}},
        .rosettes = rosettes,
    };
}

struct canvas {
    struct arena arena;
    struct drawing drawing;
    struct flat flat;
};

static void draw(struct canvas *canvas, const struct guilloche *guilloche)
{
    *canvas = (struct canvas){0};
    canvas->drawing = ornament_guilloche(&canvas->arena, &frame, guilloche);
    canvas->flat = flat_of(&canvas->arena, &canvas->drawing);
}

static size_t verbs(const struct path *path, enum path_verb verb)
{
    size_t count = 0;
    for (size_t i = 0; i < path->count; i++)
        count += path->steps[i].verb == verb;
    return count;
}

/* How far from the upper edge the nodes of the band there are: the nearest and the farthest,
 * of those far from the corners. */
struct reach {
    double least, most;
};

static struct reach reach_of(const struct flat *flat)
{
    struct reach reach = {INFINITY, 0};
    for (size_t i = 0; i < flat->count; i++)
        for (size_t j = 0; j < flat->paths[i].count; j++) {
            const struct path_step *step = &flat->paths[i].steps[j];
            size_t end = step->verb == PATH_CURVE ? 2 : 0;
            double x = step->p[end].x - frame.x, y = step->p[end].y - frame.y;
            if (step->verb == PATH_CLOSE || y > frame.height / 2 ||
                fabs(x - frame.width / 2) > frame.width / 4)
                continue;
            reach.least = fmin(reach.least, y);
            reach.most = fmax(reach.most, y);
        }
    return reach;
}

static void assert_near(double value, double wanted, double tolerance)
{
    if (!(fabs(value - wanted) <= tolerance))
        fail_msg("%g is not %g", value, wanted);
}

/* The length of a wave next to the middle of the upper side: a step goes from crest to trough,
 * but for those that begin in the middle itself. */
static double wave_length(const struct guilloche *guilloche)
{
    struct canvas canvas;
    draw(&canvas, guilloche);
    double best = INFINITY, length = 0;
    const struct path *path = &canvas.flat.paths[0];
    for (size_t i = 1; i < path->count; i++) {
        const struct path_step *last = &path->steps[i - 1], *step = &path->steps[i];
        if (step->verb != PATH_CURVE || last->verb == PATH_CLOSE)
            continue;
        double from = last->p[last->verb == PATH_CURVE ? 2 : 0].x, to = step->p[2].x;
        double middle = frame.x + frame.width / 2, off = fabs((from + to) / 2 - middle);
        if (step->p[2].y > frame.y + frame.height / 2 || off >= best ||
            fmin(fabs(from - middle), fabs(to - middle)) < 0.1)
            continue;
        best = off;
        length = 2 * fabs(to - from);
    }
    arena_free(&canvas.arena);
    return length;
}

static void the_band_is_as_wide_as_it_was_asked_for(void **state)
{
    (void)state;
    struct canvas canvas;
    struct guilloche guilloche = usual(false);
    double half = guilloche.stroke / 2;
    draw(&canvas, &guilloche);
    struct reach reach = reach_of(&canvas.flat);
    assert_near(reach.least, half, 0.01);
    assert_near(reach.most, guilloche.band - half, 0.01);
    arena_free(&canvas.arena);
}

/* A quarter of the shorter side, so that a middle to write in is left. */
static void the_band_leaves_room_in_the_middle(void **state)
{
    (void)state;
    struct canvas canvas;
    struct guilloche guilloche = usual(false);
    guilloche.band = 150 * MM;
    draw(&canvas, &guilloche);
    assert_near(reach_of(&canvas.flat).most, frame.height / 4, guilloche.stroke);
    arena_free(&canvas.arena);
}

static void the_band_makes_way_for_rosettes(void **state)
{
    (void)state;
    struct canvas canvas;
    struct guilloche guilloche = usual(true);
    draw(&canvas, &guilloche);
    struct reach reach = reach_of(&canvas.flat);
    assert_near(reach.least, 0.35 * guilloche.band + guilloche.stroke, 0.01);
    assert_near(reach.most, 1.35 * guilloche.band, 0.01);
    arena_free(&canvas.arena);
}

static void rosettes_fill_the_corners(void **state)
{
    (void)state;
    struct canvas canvas;
    struct guilloche guilloche = usual(true);
    draw(&canvas, &guilloche);
    double left = INFINITY, right = 0; /* of the upper left rosette's nodes */
    double across = 1.7 * guilloche.band, half = guilloche.stroke / 2;
    const struct path *path = &canvas.flat.paths[0];
    for (size_t i = 0; i < path->count; i++) {
        const struct path_step *step = &path->steps[i];
        double x = step->p[step->verb == PATH_CURVE ? 2 : 0].x - frame.x;
        double y = step->p[step->verb == PATH_CURVE ? 2 : 0].y - frame.y;
        if (step->verb == PATH_CLOSE || hypot(x - across / 2, y - across / 2) > across / 2 + 1)
            continue;
        left = fmin(left, x);
        right = fmax(right, x);
    }
    assert_near(left, half, 0.01);
    assert_near(right, across + half, 0.01);
    arena_free(&canvas.arena);
}

static void waves_are_about_as_long_as_they_were_asked_for(void **state)
{
    (void)state;
    for (int rosettes = 0; rosettes < 2; rosettes++)
        for (double period = 10 * MM; period <= 30 * MM; period += 5 * MM) {
            struct guilloche guilloche = usual(rosettes);
            guilloche.period = period;
            assert_near(wave_length(&guilloche), period, 0.2 * period);
        }
}

static void waves_are_one_to_eight_bands_long(void **state)
{
    (void)state;
    static const double bands[] = {3 * MM, 8 * MM};
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
        for (int rosettes = 0; rosettes < 2; rosettes++) {
            struct guilloche guilloche = usual(rosettes);
            guilloche.band = bands[i];
            guilloche.period = 1e-6;
            assert_near(wave_length(&guilloche), bands[i], 0.2 * bands[i]);
            guilloche.period = 1e9;
            assert_near(wave_length(&guilloche), 8 * bands[i], 0.2 * 8 * bands[i]);
        }
}

/* A quarter of a frame has one line for each curve of a family. The third and
 * fourth family are two ribbons, mirror images, that share their curves. */
static void curves_are_as_many_as_were_asked_for(void **state)
{
    (void)state;
    static const struct {
        size_t asked, single, twin;
    } cases[] = {{0, 1, 2}, {1, 1, 2}, {6, 6, 6}, {7, 7, 8}, {24, 24, 24}, {40, 24, 24}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct canvas canvas;
        struct guilloche guilloche = usual(false);
        guilloche.families = 4;
        guilloche.curves = cases[i].asked;
        draw(&canvas, &guilloche);
        assert_int_equal(canvas.drawing.count, 4 * 4);
        for (size_t family = 0; family < 4; family++) {
            const struct art *quarter = canvas.drawing.items[4 * family].placed.art;
            assert_int_equal(verbs(&quarter->items[0].path, PATH_MOVE),
                             family < 2 ? cases[i].single : cases[i].twin);
        }
        arena_free(&canvas.arena);
    }
}

static void rosettes_have_both_colours_even_with_one_family(void **state)
{
    (void)state;
    struct canvas canvas;
    struct guilloche guilloche = usual(true);
    guilloche.families = 0;
    draw(&canvas, &guilloche);
    assert_int_equal(canvas.flat.count, 2);
    assert_int_equal(canvas.flat.paths[0].color.parts[0], guilloche.color.parts[0]);
    assert_int_equal(canvas.flat.paths[1].color.parts[0], guilloche.second.parts[0]);
    assert_true(canvas.flat.paths[1].count > 0);
    arena_free(&canvas.arena);
    guilloche.rosettes = false;
    draw(&canvas, &guilloche);
    assert_int_equal(canvas.flat.count, 1);
    arena_free(&canvas.arena);
}

static void thick_lines_are_thinned_to_a_quarter_of_the_band(void **state)
{
    (void)state;
    struct canvas canvas;
    struct guilloche guilloche = usual(false);
    guilloche.stroke = guilloche.band;
    draw(&canvas, &guilloche);
    assert_near(canvas.flat.paths[0].stroke, guilloche.band / 4, 1e-9);
    arena_free(&canvas.arena);
}

static void without_a_band_or_lines_nothing_is_drawn(void **state)
{
    (void)state;
    static const double none[] = {0, -1, NAN};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct canvas canvas;
        struct guilloche thin = usual(i % 2), pale = usual(i % 2);
        thin.band = pale.stroke = none[i];
        draw(&canvas, &thin);
        assert_int_equal(canvas.drawing.count, 0);
        draw(&canvas, &pale);
        assert_int_equal(canvas.drawing.count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_band_is_as_wide_as_it_was_asked_for),
        cmocka_unit_test(the_band_leaves_room_in_the_middle),
        cmocka_unit_test(the_band_makes_way_for_rosettes),
        cmocka_unit_test(rosettes_fill_the_corners),
        cmocka_unit_test(waves_are_about_as_long_as_they_were_asked_for),
        cmocka_unit_test(waves_are_one_to_eight_bands_long),
        cmocka_unit_test(curves_are_as_many_as_were_asked_for),
        cmocka_unit_test(rosettes_have_both_colours_even_with_one_family),
        cmocka_unit_test(thick_lines_are_thinned_to_a_quarter_of_the_band),
        cmocka_unit_test(without_a_band_or_lines_nothing_is_drawn),
    };
    return cmocka_run_group_tests_name("guilloche", tests, NULL, NULL);
}
