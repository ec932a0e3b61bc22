#include "draw/ornament.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/draw/flat.h"

#define MM POINTS_PER_MM

static const struct color ochre = {.parts = {0xB0, 0x8A, 0x3C}},
                          blue = {.parts = {0x2F, 0x7F, 0x93}};
static const struct box wide = {10 * MM, 10 * MM, 277 * MM, 190 * MM};
static const struct box tall = {10 * MM, 10 * MM, 190 * MM, 277 * MM};

struct spot {
    double x, y;
};

/* Points on a drawing's lines, a few to a curve. */
struct spots {
    struct spot *list;
    size_t count;
};

enum { CUTS = 8 };

static struct spot on_curve(struct spot from, const struct path_step *step, double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (struct spot){
        a * from.x + b * step->p[0].x + c * step->p[1].x + d * step->p[2].x,
        a * from.y + b * step->p[0].y + c * step->p[1].y + d * step->p[2].y,
    };
}

static struct spots spots_on(struct arena *arena, const struct path *path)
{
    struct spots spots = {arena_new(arena, path->count * CUTS + 1, sizeof *spots.list), 0};
    struct spot at = {0, 0};
    for (size_t i = 0; i < path->count; i++) {
        const struct path_step *step = &path->steps[i];
        if (step->verb == PATH_CLOSE)
            continue;
        size_t end = step->verb == PATH_CURVE ? 2 : 0;
        for (int cut = 1; cut < CUTS && end; cut++)
            spots.list[spots.count++] = on_curve(at, step, (double)cut / CUTS);
        at = (struct spot){step->p[end].x, step->p[end].y};
        spots.list[spots.count++] = at;
    }
    return spots;
}

static void assert_inside(struct arena *arena, const struct flat *flat, struct box box)
{
    for (size_t i = 0; i < flat->count; i++) {
        struct spots spots = spots_on(arena, &flat->paths[i]);
        double air = flat->paths[i].stroke / 2 - 0.01;
        for (size_t j = 0; j < spots.count; j++) {
            struct spot spot = spots.list[j];
            assert_true(isfinite(spot.x) && isfinite(spot.y));
            assert_true(spot.x >= box.x + air && spot.x <= box.x + box.width - air);
            assert_true(spot.y >= box.y + air && spot.y <= box.y + box.height - air);
        }
    }
}

static bool near_any(const struct spots *spots, struct spot spot, double distance)
{
    for (size_t i = 0; i < spots->count; i++)
        if (hypot(spots->list[i].x - spot.x, spots->list[i].y - spot.y) < distance)
            return true;
    return false;
}

/* Every node's mirror images are on the same path. */
static void assert_symmetrical(struct arena *arena, const struct flat *flat, struct box box)
{
    for (size_t i = 0; i < flat->count; i++) {
        struct spots spots = spots_on(arena, &flat->paths[i]);
        for (size_t j = 0; j < spots.count; j += 61) {
            struct spot spot = spots.list[j];
            struct spot across = {2 * box.x + box.width - spot.x, spot.y};
            struct spot down = {spot.x, 2 * box.y + box.height - spot.y};
            assert_true(near_any(&spots, across, 0.05));
            assert_true(near_any(&spots, down, 0.05));
        }
    }
}

/* A subpath that is closed ends where it began, so that the closing adds no chord. */
static void assert_closes(const struct path *path)
{
    struct spot start = {0, 0}, at = {0, 0};
    for (size_t i = 0; i < path->count; i++) {
        const struct path_step *step = &path->steps[i];
        if (step->verb == PATH_CLOSE)
            assert_true(hypot(at.x - start.x, at.y - start.y) < 1e-3);
        else
            at = (struct spot){step->p[step->verb == PATH_CURVE ? 2 : 0].x,
                               step->p[step->verb == PATH_CURVE ? 2 : 0].y};
        if (step->verb == PATH_MOVE)
            start = at;
    }
}

static struct guilloche usual(bool rosettes)
{
    return (struct guilloche){
        .band = 8 * MM,
        .curves = 7,
        .families = 2,
        .period = 22 * MM,
        .stroke = 0.15 * MM,
        .color = ochre,
        .second = blue,
        .rosettes = rosettes,
    };
}

static void check_guilloche(const struct guilloche *guilloche, struct box box)
{
    struct arena arena = {0};
    struct drawing drawing = ornament_guilloche(&arena, &box, guilloche);
    struct flat flat = flat_of(&arena, &drawing);
    assert_int_equal(flat.count, guilloche->families > 1 || guilloche->rosettes ? 2 : 1);
    assert_inside(&arena, &flat, box);
    assert_symmetrical(&arena, &flat, box);
    for (size_t i = 0; i < flat.count; i++) {
        const struct path *path = &flat.paths[i];
        assert_closes(path);
        assert_false(path->filled);
        assert_true(fabs(path->stroke - guilloche->stroke) < 1e-12);
        assert_memory_equal(&path->color, i % 2 ? &guilloche->second : &guilloche->color,
                            sizeof path->color);
    }
    arena_free(&arena);
}

static void test_guilloche_is_symmetrical_and_closed(void **state)
{
    (void)state;
    for (size_t families = 1; families <= 4; families++)
        for (int rosettes = 0; rosettes < 2; rosettes++) {
            struct guilloche guilloche = usual(rosettes);
            guilloche.families = families;
            check_guilloche(&guilloche, wide);
            check_guilloche(&guilloche, tall);
        }
}

static void test_guilloche_leaves_no_kink(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct guilloche guilloche = usual(false);
    struct drawing drawing = ornament_guilloche(&arena, &wide, &guilloche);
    struct flat flat = flat_of(&arena, &drawing);
    for (size_t i = 0; i < flat.count; i++)
        for (size_t j = 1; j + 1 < flat.paths[i].count; j++) {
            const struct path_step *step = &flat.paths[i].steps[j], *next = step + 1;
            if (step->verb != PATH_CURVE || next->verb != PATH_CURVE)
                continue;
            double in = atan2(step->p[2].y - step->p[1].y, step->p[2].x - step->p[1].x);
            double out = atan2(next->p[0].y - step->p[2].y, next->p[0].x - step->p[2].x);
            assert_true(fabs(remainder(out - in, 2 * acos(-1))) < 0.01);
        }
    arena_free(&arena);
}

static void test_guilloche_stops_at_the_rosettes(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct guilloche guilloche = usual(true);
    struct drawing drawing = ornament_guilloche(&arena, &wide, &guilloche);
    struct flat flat = flat_of(&arena, &drawing);
    struct spots spots = spots_on(&arena, &flat.paths[0]);
    double radius = 0.85 * guilloche.band, middle = radius + guilloche.stroke / 2;
    struct spot center = {wide.x + middle, wide.y + middle};
    for (size_t i = 0; i < spots.count; i++) {
        double away = hypot(spots.list[i].x - center.x, spots.list[i].y - center.y);
        assert_false(away > radius + 0.01 && away < radius + 0.5);
    }
    arena_free(&arena);
}

/* How many steps and places the items take, each piece of art counted once. */
static size_t written(const struct item *items, size_t count, const struct art *seen[],
                      size_t *seen_count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const struct art *art = items[i].placed.art;
        bool known = false;
        sum += items[i].kind == ITEM_PATH ? items[i].path.count : 1;
        for (size_t k = 0; items[i].kind == ITEM_PLACED && k < *seen_count; k++)
            known |= seen[k] == art;
        if (items[i].kind == ITEM_PATH || known)
            continue;
        assert_in_range(*seen_count, 0, 39);
        seen[(*seen_count)++] = art;
        sum += written(art->items, art->count, seen, seen_count);
    }
    return sum;
}

static void test_what_repeats_is_drawn_once(void **state)
{
    (void)state;
    for (int kind = 0; kind < 5; kind++) {
        struct arena arena = {0};
        struct guilloche guilloche = usual(kind == 0);
        struct box square = {0, 0, 60 * MM, 60 * MM};
        struct drawing drawing =
            kind < 2    ? ornament_guilloche(&arena, &wide, &guilloche)
            : kind == 2 ? ornament_rosette(&arena, &square, 0.5, ochre)
                        : ornament_band(&arena, &wide, kind == 3 ? BAND_KOSHKAR : BAND_WAVE,
                                        8 * MM, 0.5, ochre);
        struct flat flat = flat_of(&arena, &drawing);
        const struct art *seen[40];
        size_t steps = 0, seen_count = 0;
        for (size_t i = 0; i < flat.count; i++)
            steps += flat.paths[i].count;
        size_t once = written(drawing.items, drawing.count, seen, &seen_count);
        assert_in_range(once, 1, kind == 2 ? steps / 2 : steps / 3);
        arena_free(&arena);
    }
}

/* A line of which a piece ends goes on in another piece, which begins a little before: no seam
 * shows. The frame's lines end at the rosettes only. */
static void test_pieces_reach_into_each_other(void **state)
{
    (void)state;
    for (int rosettes = 0; rosettes < 2; rosettes++) {
        struct arena arena = {0};
        struct guilloche guilloche = usual(rosettes);
        struct drawing drawing = ornament_guilloche(&arena, &wide, &guilloche);
        struct flat flat = flat_of(&arena, &drawing);
        for (size_t i = 0; i < flat.count; i++) {
            const struct path *path = &flat.paths[i];
            struct spots spots = spots_on(&arena, path);
            for (size_t j = 0; j < path->count; j++) {
                bool ends = j + 1 == path->count || path->steps[j + 1].verb == PATH_MOVE;
                const struct path_step *step = &path->steps[j];
                if (!ends || step->verb != PATH_CURVE)
                    continue;
                struct spot end = {step->p[2].x, step->p[2].y};
                double x = fmin(end.x - wide.x, wide.x + wide.width - end.x);
                double y = fmin(end.y - wide.y, wide.y + wide.height - end.y);
                double middle = 0.85 * guilloche.band + guilloche.stroke / 2;
                if (rosettes && hypot(x - middle, y - middle) < guilloche.band)
                    continue;
                size_t near = 0;
                for (size_t k = 0; k < spots.count; k++)
                    near += hypot(spots.list[k].x - end.x, spots.list[k].y - end.y) < 0.11;
                assert_true(near >= 2);
            }
        }
        arena_free(&arena);
    }
}

static void test_bands_are_symmetrical_and_closed(void **state)
{
    (void)state;
    const struct box boxes[] = {wide, tall, {0, 0, 100, 100}, {5, 5, 300, 81}};
    for (int band = BAND_KOSHKAR; band <= BAND_WAVE; band++)
        for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
            struct arena arena = {0};
            struct drawing drawing =
                ornament_band(&arena, &boxes[i], (enum band)band, 20, 0.4, ochre);
            struct flat flat = flat_of(&arena, &drawing);
            assert_int_equal(flat.count, 2);
            assert_true(flat.paths[0].filled);
            assert_true(flat.paths[0].stroke == 0);
            assert_true(fabs(flat.paths[1].stroke - 0.4) < 1e-12);
            assert_inside(&arena, &flat, boxes[i]);
            assert_symmetrical(&arena, &flat, boxes[i]);
            arena_free(&arena);
        }
}

/* Twice the area to the right of the path's nodes: its sign tells which way it turns. */
static double area(const struct path_step *steps, size_t count)
{
    double sum = 0;
    struct spot at = {0, 0}, start = {0, 0};
    for (size_t i = 0; i < count; i++) {
        size_t end = steps[i].verb == PATH_CURVE ? 2 : 0;
        struct spot to = {steps[i].p[end].x, steps[i].p[end].y};
        if (i == 0)
            start = to;
        else if (steps[i].verb == PATH_CLOSE)
            to = start;
        if (i)
            sum += at.x * to.y - to.x * at.y;
        at = to;
    }
    return sum;
}

/* Horns overlap in their stem; it stays filled by the nonzero rule if all turn one way. */
static void test_band_figures_turn_one_way(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct drawing drawing = ornament_band(&arena, &wide, BAND_KOSHKAR, 10 * MM, 0.5, ochre);
    struct flat flat = flat_of(&arena, &drawing);
    const struct path *path = &flat.paths[0];
    for (size_t start = 0, i = 0; i < path->count; i++)
        if (path->steps[i].verb == PATH_CLOSE) {
            assert_true(area(path->steps + start, i - start + 1) > 0);
            start = i + 1;
        }
    arena_free(&arena);
}

static void test_rosette_fills_the_box_and_is_symmetrical(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct box box = {30, 40, 90, 70}, square = {40, 40, 70, 70};
    struct drawing drawing = ornament_rosette(&arena, &box, 0.5, ochre);
    struct flat flat = flat_of(&arena, &drawing);
    assert_int_equal(flat.count, 1);
    assert_inside(&arena, &flat, square);
    assert_symmetrical(&arena, &flat, box);
    assert_closes(&flat.paths[0]);
    struct spots spots = spots_on(&arena, &flat.paths[0]);
    assert_true(near_any(&spots, (struct spot){75, 40.25}, 0.01));
    arena_free(&arena);
}

static void assert_same(const struct flat *one, const struct flat *two)
{
    assert_int_equal(one->count, two->count);
    for (size_t i = 0; i < one->count; i++) {
        const struct path *a = &one->paths[i], *b = &two->paths[i];
        assert_int_equal(a->count, b->count);
        assert_memory_equal(a->steps, b->steps, a->count * sizeof *a->steps);
    }
}

static void test_same_input_same_drawing(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct guilloche guilloche = usual(true);
    for (int band = 0; band < 2; band++) {
        struct flat flats[2];
        for (int i = 0; i < 2; i++) {
            struct drawing drawing =
                band ? ornament_band(&arena, &wide, BAND_KOSHKAR, 25, 0.5, ochre)
                     : ornament_guilloche(&arena, &wide, &guilloche);
            flats[i] = flat_of(&arena, &drawing);
        }
        assert_same(&flats[0], &flats[1]);
    }
    arena_free(&arena);
}

static void test_odd_boxes_and_numbers_are_safe(void **state)
{
    (void)state;
    static const double sides[] = {0, -5, 1e-3, 1, 10, 1e5, INFINITY, NAN};
    static const double widths[] = {0, -1, 1e-9, 0.1, 20, 1e9, INFINITY, NAN};
    enum { SIDES = sizeof sides / sizeof *sides, WIDTHS = sizeof widths / sizeof *widths };
    for (size_t i = 0; i < SIDES * SIDES * WIDTHS; i++) {
        struct arena arena = {0};
        struct box box = {3, 4, sides[i % SIDES], sides[i / SIDES % SIDES]};
        double width = widths[i / SIDES / SIDES];
        struct guilloche guilloche = {
            .band = width,
            .curves = i % 3,
            .families = i % 7,
            .period = widths[i % WIDTHS],
            .stroke = 0.4,
            .rosettes = i % 2,
        };
        struct drawing drawings[] = {
            ornament_guilloche(&arena, &box, &guilloche),
            ornament_band(&arena, &box, BAND_KOSHKAR, width, 0.4, ochre),
            ornament_band(&arena, &box, BAND_WAVE, width, 0.4, ochre),
            ornament_rosette(&arena, &box, width, ochre),
        };
        for (size_t j = 0; j < sizeof drawings / sizeof *drawings; j++) {
            struct flat flat = flat_of(&arena, &drawings[j]);
            assert_inside(&arena, &flat, box);
        }
        arena_free(&arena);
    }
}

static void test_counts_are_limited(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct guilloche guilloche = usual(true);
    guilloche.curves = SIZE_MAX;
    guilloche.families = SIZE_MAX;
    guilloche.period = 1e-6;
    struct drawing drawing = ornament_guilloche(&arena, &wide, &guilloche);
    struct flat flat = flat_of(&arena, &drawing);
    assert_in_range(flat.paths[0].count + flat.paths[1].count, 1000, 100000);
    assert_inside(&arena, &flat, wide);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guilloche_is_symmetrical_and_closed),
        cmocka_unit_test(test_guilloche_leaves_no_kink),
        cmocka_unit_test(test_guilloche_stops_at_the_rosettes),
        cmocka_unit_test(test_what_repeats_is_drawn_once),
        cmocka_unit_test(test_pieces_reach_into_each_other),
        cmocka_unit_test(test_bands_are_symmetrical_and_closed),
        cmocka_unit_test(test_band_figures_turn_one_way),
        cmocka_unit_test(test_rosette_fills_the_box_and_is_symmetrical),
        cmocka_unit_test(test_same_input_same_drawing),
        cmocka_unit_test(test_odd_boxes_and_numbers_are_safe),
        cmocka_unit_test(test_counts_are_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
