#include "page/item_scale.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const size_t images[] = {4, 7};
static const struct item_scale half = {
    .scale = 0.5, .x = 100, .y = 200, .faces = 3, .images = images};

static void assert_near(double value, double expected)
{
    if (value < expected - 1e-9 || value > expected + 1e-9)
        fail_msg("%g instead of %g", value, expected);
}

static void runs_are_set_smaller_in_the_faces_of_the_sheet(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct glyph glyph = {.id = 9, .cluster = 1, .advance = 8, .dx = 2, .dy = 4};
    const struct item item = {
        .kind = ITEM_RUN,
        .run = {.face = 1, .size = 12, .x = 10, .y = 20, .glyphs = &glyph, .count = 1}};
    const struct run *run = &item_scale_copy(&half, &item, 1, &arena)->run;
    assert_int_equal(run->face, 4);
    assert_near(run->size, 6);
    assert_near(run->x, 105);
    assert_near(run->y, 210);
    assert_int_equal(run->glyphs->id, 9);
    assert_near(run->glyphs->advance, 4);
    assert_near(run->glyphs->dx, 1);
    assert_near(run->glyphs->dy, 2);
    assert_near(glyph.advance, 8); /* the page itself stays as it was */
    arena_free(&arena);
}

static void paths_keep_their_grid(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct path_step steps[] = {{PATH_MOVE, {{10, 20}}},
                                      {PATH_CURVE, {{0, 0}, {2, 2}, {4, 6}}}};
    const struct item items[] = {
        {.kind = ITEM_PATH, .path = {.steps = steps, .count = 2, .stroke = 1}},
        {.kind = ITEM_PATH,
         .path = {.steps = steps, .count = 1, .grid = {.x = 10, .y = 20, .unit = 3}}}};
    const struct item *copy = item_scale_copy(&half, items, 2, &arena);
    assert_near(copy[0].path.stroke, 0.5);
    assert_near(copy[0].path.steps[0].p[0].x, 105);
    assert_near(copy[0].path.steps[1].p[2].x, 102);
    assert_near(copy[0].path.steps[1].p[2].y, 203);
    assert_near(copy[1].path.grid.unit, 1.5);
    assert_near(copy[1].path.grid.x, 105);
    assert_near(copy[1].path.steps[0].p[0].x, 10);
    arena_free(&arena);
}

static void pictures_and_art_are_placed_smaller(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct item items[] = {
        {.kind = ITEM_PICTURE,
         .picture = {.image = 1, .box = {10, 20, 30, 40}, .clip = {12, 22, 8, 8}}},
        {.kind = ITEM_PLACED,
         .placed = {.at = {.origin = {10, 20}, .right = {0, 1}, .down = {-1, 0}}}}};
    const struct item *copy = item_scale_copy(&half, items, 2, &arena);
    assert_int_equal(copy[0].picture.image, 7);
    assert_near(copy[0].picture.box.x, 105);
    assert_near(copy[0].picture.box.height, 20);
    assert_near(copy[0].picture.clip.y, 211);
    assert_near(copy[1].placed.at.origin.y, 210);
    assert_near(copy[1].placed.at.right.y, 0.5);
    assert_near(copy[1].placed.at.down.x, -0.5);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_set_smaller_in_the_faces_of_the_sheet),
        cmocka_unit_test(paths_keep_their_grid),
        cmocka_unit_test(pictures_and_art_are_placed_smaller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
