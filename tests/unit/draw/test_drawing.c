#include "draw/drawing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A line from (0, 0) to (10, 5), 2 points wide. */
static struct path line(struct arena *arena)
{
    struct path_step *steps = arena_new(arena, 2, sizeof *steps);
    steps[0] = (struct path_step){PATH_MOVE, {{0, 0}}};
    steps[1] = (struct path_step){PATH_LINE, {{10, 5}}};
    return (struct path){.steps = steps, .count = 2, .stroke = 2};
}

static void assert_box(const struct box *box, double left, double top, double right,
                       double bottom)
{
    assert_float_equal(box->x, left, 1e-9);
    assert_float_equal(box->y, top, 1e-9);
    assert_float_equal(box->x + box->width, right, 1e-9);
    assert_float_equal(box->y + box->height, bottom, 1e-9);
}

static void items_keep_their_order(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct drawing drawing = drawing_new(&arena), piece = drawing_new(&arena);
    struct path path = line(&arena), none = {0};
    drawing_path(&piece, &path);
    const struct art *art = drawing_art(&piece, "piece");
    drawing_path(&drawing, &none);
    for (size_t i = 0; i < 20; i++) {
        drawing_path(&drawing, &path);
        drawing_place(&drawing, art, (struct transform){{(double)i, 0}, {1, 0}, {0, 1}});
    }
    assert_int_equal(drawing.count, 40);
    for (size_t i = 0; i < 20; i++) {
        assert_int_equal(drawing.items[2 * i].kind, ITEM_PATH);
        assert_int_equal(drawing.items[2 * i + 1].kind, ITEM_PLACED);
        assert_ptr_equal(drawing.items[2 * i + 1].placed.art, art);
        assert_float_equal(drawing.items[2 * i + 1].placed.at.origin.x, (double)i, 1e-9);
    }
    arena_free(&arena);
}

/* What a reader cuts off outside of the box must be nothing. */
static void the_box_holds_all_ink(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct drawing piece = drawing_new(&arena), whole = drawing_new(&arena);
    struct path path = line(&arena);
    drawing_path(&piece, &path);
    const struct art *art = drawing_art(&piece, "piece");
    assert_string_equal(art->name, "piece");
    assert_box(&art->box, -2, -2, 12, 7);
    drawing_place(&whole, art, (struct transform){{100, 50}, {0, 1}, {-1, 0}});
    drawing_path(&whole, &path);
    assert_box(&drawing_art(&whole, "whole")->box, -2, -2, 102, 62);
    arena_free(&arena);
}

static void turning_is_clockwise(void **state)
{
    (void)state;
    const struct transform upright = {{7, 8}, {2, 0}, {0, 2}};
    struct transform turned = drawing_turned(&upright, 3.14159265358979 / 2);
    assert_float_equal(turned.origin.x, 7, 1e-9);
    assert_float_equal(turned.right.x, 0, 1e-9);
    assert_float_equal(turned.right.y, 2, 1e-9);
    assert_float_equal(turned.down.x, -2, 1e-9);
    assert_float_equal(turned.down.y, 0, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(items_keep_their_order),
                                       cmocka_unit_test(the_box_holds_all_ink),
                                       cmocka_unit_test(turning_is_clockwise)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
