#include "draw/qr_mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Module by module, as the standard says it (ISO/IEC 18004:2015, 7.8.3.1). */

static bool is_dark(const struct qr_grid *grid, long x, long y)
{
    long side = (long)grid->side;
    return x >= 0 && y >= 0 && x < side && y < side &&
           qr_grid_is_dark(grid, (size_t)x, (size_t)y);
}

/* The module `i` places on from x, y, to the right or downwards. */
static bool on(const struct qr_grid *grid, long x, long y, bool down, long i)
{
    return is_dark(grid, down ? x : x + i, down ? y + i : y);
}

/* The run that begins at x, y: its modules, 0 if none begins there. */
static long run(const struct qr_grid *grid, long x, long y, bool down)
{
    long at = down ? y : x, side = (long)grid->side, length = 1;
    if (at > 0 && on(grid, x, y, down, -1) == on(grid, x, y, down, 0))
        return 0;
    while (at + length < side && on(grid, x, y, down, length) == on(grid, x, y, down, 0))
        length++;
    return length;
}

static bool is_finder(const struct qr_grid *grid, long x, long y, bool down)
{
    static const bool wanted[] = {1, 0, 1, 1, 1, 0, 1};
    bool before = false, after = false;
    for (long i = 0; i < 7; i++)
        if (on(grid, x, y, down, i) != wanted[i])
            return false;
    for (long i = 0; i < 4; i++) {
        before |= on(grid, x, y, down, -1 - i);
        after |= on(grid, x, y, down, 7 + i);
    }
    return !before || !after;
}

static bool is_block(const struct qr_grid *grid, long x, long y)
{
    bool dark = is_dark(grid, x, y);
    return x + 1 < (long)grid->side && y + 1 < (long)grid->side &&
           is_dark(grid, x + 1, y) == dark && is_dark(grid, x, y + 1) == dark &&
           is_dark(grid, x + 1, y + 1) == dark;
}

static unsigned penalty_of(const struct qr_grid *grid)
{
    long side = (long)grid->side, penalty = 0, dark = 0;
    for (long y = 0; y < side; y++)
        for (long x = 0; x < side; x++) {
            for (int down = 0; down < 2; down++) {
                long length = run(grid, x, y, down);
                penalty += length >= 5 ? 3 + length - 5 : 0;
                penalty += is_finder(grid, x, y, down) ? 40 : 0;
            }
            penalty += is_block(grid, x, y) ? 3 : 0;
            dark += is_dark(grid, x, y);
        }
    double away = (double)dark * 100 / (double)(side * side) - 50;
    return (unsigned)(penalty + (long)((away < 0 ? -away : away) / 5) * 10);
}

/* Fills the grid with runs and stray modules. */
static void scatter(struct qr_grid *grid, size_t side, unsigned seed)
{
    bool dark = false;
    memset(grid, 0, sizeof *grid);
    grid->side = side;
    for (size_t i = 0; i < side * side; i++) {
        seed = seed * 1103515245 + 12345;
        dark ^= (seed >> 16) % 8 < 1 + seed % 5;
        qr_grid_set(grid, i % side, i / side, dark);
    }
}

static void test_the_penalty_is_that_of_the_standard(void **state)
{
    (void)state;
    static const size_t sides[] = {21, 25, 29, 57, 61, 65, 69, 125, 129, 177};
    static struct qr_grid grid;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        for (unsigned seed = 0; seed < 5; seed++) {
            scatter(&grid, sides[i], seed);
            assert_int_equal(qr_mask_penalty(&grid), penalty_of(&grid));
        }
}

/* At the edges of words and of the symbol. */
static void test_finders_are_seen_anywhere(void **state)
{
    (void)state;
    static struct qr_grid grid;
    for (size_t at = 0; at + 7 <= 69; at++) {
        memset(&grid, 0, sizeof grid);
        grid.side = 69;
        for (size_t i = 0; i < 7; i++)
            qr_grid_set(&grid, at + i, at / 2, i != 1 && i != 5);
        assert_int_equal(qr_mask_penalty(&grid), penalty_of(&grid));
    }
}

/* Table 10, where i is the row and j the column. */
static bool is_turned(unsigned mask, unsigned i, unsigned j)
{
    const bool conditions[] = {(i + j) % 2 == 0,
                               i % 2 == 0,
                               j % 3 == 0,
                               (i + j) % 3 == 0,
                               (i / 2 + j / 3) % 2 == 0,
                               (i * j) % 2 + (i * j) % 3 == 0,
                               ((i * j) % 2 + (i * j) % 3) % 2 == 0,
                               ((i + j) % 2 + (i * j) % 3) % 2 == 0};
    return conditions[mask];
}

static void test_a_mask_turns_over_what_is_free(void **state)
{
    (void)state;
    static struct qr_grid grid, reserved;
    for (unsigned mask = 0; mask < QR_MASKS; mask++) {
        memset(&grid, 0, sizeof grid);
        scatter(&reserved, 177, mask);
        grid.side = 177;
        qr_mask_apply(mask, &reserved, &grid);
        for (unsigned y = 0; y < 177; y++)
            for (unsigned x = 0; x < 177; x++) {
                bool wanted = is_turned(mask, y, x) && !qr_grid_is_dark(&reserved, x, y);
                assert_int_equal(qr_grid_is_dark(&grid, x, y), wanted);
                assert_int_equal(grid.columns[x].words[y / 64] >> y % 64 & 1, wanted);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_penalty_is_that_of_the_standard),
        cmocka_unit_test(test_finders_are_seen_anywhere),
        cmocka_unit_test(test_a_mask_turns_over_what_is_free),
    };
    return cmocka_run_group_tests_name("qr_mask", tests, NULL, NULL);
}
