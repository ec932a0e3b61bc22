#include "draw/qr.h"
#include "draw/qr_symbol.h"
#include "unit/words.h"

#include <math.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct color ink = {.parts = {0x14, 0x32, 0x3F}};
static const char address[] = "https://verify.example.kz/c/KZ-2026-000123?n=Әлия Мұқанқызы";

/* In how many of the path's rectangles the point is. */
static int rectangles_at(const struct path *path, double x, double y)
{
    int count = 0;
    for (size_t i = 0; i < path->count; i++) {
        const struct point *corners = path->steps[i].p;
        assert_int_equal(path->steps[i].verb, PATH_RECTANGLE);
        count += corners[0].x < x && x < corners[1].x && corners[0].y < y && y < corners[1].y;
    }
    return count;
}

static struct path draw(struct arena *arena, const char *text, int level, struct box box,
                        size_t *modules)
{
    struct path path = {0};
    struct error err = {0};
    assert_true(qr_draw(arena, text, level, &box, ink, &path, modules, &err));
    assert_string_equal(words_of(&err), "");
    return path;
}

static void test_shows_every_module_of_the_symbol(void **state)
{
    (void)state;
    static struct qr_grid symbol;
    const struct box box = {20, 30, 90, 70};
    for (int level = 0; level < QR_LEVELS; level++) {
        struct arena arena = {0};
        size_t modules = 0;
        struct path path = draw(&arena, address, level, box, &modules);
        const struct qr_text text = {(const uint8_t *)address, strlen(address), 0};
        qr_symbol_make(&symbol, &text, (modules - 17) / 4, level);
        double module = 70.0 / ((double)modules + 8);
        assert_true(fabs(path.grid.unit - module) < 1e-9);
        assert_true(fabs(path.grid.x - (20 + 10 + 4 * module)) < 1e-9);
        assert_true(fabs(path.grid.y - (30 + 4 * module)) < 1e-9);
        int side = (int)modules;
        for (int y = -4; y < side + 4; y++)
            for (int x = -4; x < side + 4; x++) {
                bool inside = x >= 0 && y >= 0 && x < side && y < side;
                int dark = inside && qr_grid_is_dark(&symbol, (size_t)x, (size_t)y);
                assert_int_equal(rectangles_at(&path, x + 0.5, y + 0.5), dark);
            }
        arena_free(&arena);
    }
}

static void test_is_one_filled_path_without_seams(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t modules = 0;
    const struct box box = {0, 0, 80, 80};
    struct path path = draw(&arena, address, 1, box, &modules);
    assert_true(path.filled);
    assert_true(path.stroke == 0);
    assert_memory_equal(&path.fill, &ink, sizeof ink);

    /* A rectangle a run: the first is the edge of a finder pattern, not one of its modules. */
    assert_true(path.steps[0].p[0].x == 0);
    assert_true(path.steps[0].p[1].x == 7);
    assert_true(path.count < modules * modules / 3);
    arena_free(&arena);
}

static void test_same_text_same_path(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t modules;
    struct path one = draw(&arena, address, 2, (struct box){0, 0, 80, 80}, &modules);
    struct path two = draw(&arena, address, 2, (struct box){0, 0, 80, 80}, &modules);
    assert_int_equal(one.count, two.count);
    for (size_t i = 0; i < one.count; i++) {
        assert_int_equal(one.steps[i].verb, two.steps[i].verb);
        assert_memory_equal(one.steps[i].p, two.steps[i].p, 2 * sizeof *one.steps[i].p);
    }
    arena_free(&arena);
}

static void test_refuses_nothing_and_too_much(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct box box = {0, 0, 80, 80};
    struct path path;
    size_t modules;
    struct error err = {0};
    assert_false(qr_draw(&arena, "", 1, &box, ink, &path, &modules, &err));
    assert_non_null(strstr(words_of(&err), "no text"));

    char text[1275];
    memset(text, 'a', sizeof text - 1);
    text[1274] = '\0';
    assert_false(qr_draw(&arena, text, 3, &box, ink, &path, &modules, &err));
    assert_non_null(strstr(words_of(&err), "1274 bytes"));
    assert_non_null(strstr(words_of(&err), "level H at most 1273 fit"));
    text[1273] = '\0';
    assert_true(qr_draw(&arena, text, 3, &box, ink, &path, &modules, &err));
    assert_int_equal(modules, 177);
    arena_free(&arena);
}

/* The table of sizes and what libqrencode makes of such texts are the same. */
static void test_knows_what_each_size_of_code_holds(void **state)
{
    (void)state;
    static char text[2954];
    struct error err;
    memset(text, 'x', sizeof text - 1);
    for (int level = 0; level < 4; level++)
        for (size_t side = 21; side <= 177; side += 4) {
            struct arena arena = {0};
            struct path path;
            size_t most = qr_capacity((double)side, level), modules = 0;
            text[most] = '\0';
            assert_true(qr_draw(&arena, text, level, &(struct box){0, 0, 1, 1}, ink, &path,
                                &modules, &err));
            assert_int_equal(modules, side);
            assert_int_equal(qr_modules(most, level), side);
            text[most] = 'x';
            QRcode *next = QRcode_encodeData((int)most + 1, (const unsigned char *)text, 0,
                                             (QRecLevel)level);
            assert_int_equal(next ? next->width : 0, side < 177 ? side + 4 : 0);
            assert_int_equal(qr_modules(most + 1, level), side < 177 ? side + 4 : 0);
            QRcode_free(next);
            arena_free(&arena);
        }
}

static void test_a_code_that_small_holds_nothing(void **state)
{
    (void)state;
    assert_int_equal(qr_capacity(20.9, 0), 0);
    assert_int_equal(qr_capacity(-8, 3), 0);
    assert_int_equal(qr_capacity(24.9, 0), 17);
    assert_int_equal(qr_capacity(1e9, 3), 1273);
}

/* «https://…#» and digits alone behind it: three of them in ten bits. */
static void test_digits_behind_a_hash_take_less_room(void **state)
{
    (void)state;
    char text[700] = "https://sailau.gov.kz/k#";
    struct arena arena = {0};
    const struct box box = {0, 0, 80, 80};
    size_t modules = 0;
    memset(text + 24, '7', 627);
    assert_int_equal(qr_size(text), 287); /* as many bytes as version 12-M holds */
    draw(&arena, text, 1, box, &modules);
    assert_int_equal(modules, 65);
    assert_int_equal(qr_modules(qr_size(text), 1), 65);
    text[24 + 627] = '7';
    draw(&arena, text, 1, box, &modules);
    assert_int_equal(modules, 69);
    assert_int_equal(qr_modules(qr_size(text), 1), 69);
    assert_int_equal(qr_size("https://example.kz/#123"), 23); /* too few to be worth it */
    assert_int_equal(qr_size(text + 24), 628);                /* a number is no URL */
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shows_every_module_of_the_symbol),
        cmocka_unit_test(test_is_one_filled_path_without_seams),
        cmocka_unit_test(test_same_text_same_path),
        cmocka_unit_test(test_refuses_nothing_and_too_much),
        cmocka_unit_test(test_knows_what_each_size_of_code_holds),
        cmocka_unit_test(test_digits_behind_a_hash_take_less_room),
        cmocka_unit_test(test_a_code_that_small_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
