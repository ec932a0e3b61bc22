#include "table/merges.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_found(const struct merges *merges, size_t row, const char *range)
{
    const char *found = merges_find(merges, row);
    assert_string_equal(found ? found : "none", range);
}

static void a_sheet_without_merged_cells(void **state)
{
    (void)state;
    struct merges merges = {0};
    merges_sort(&merges);
    assert_null(merges_find(&merges, 0));
    assert_null(merges_find(&merges, 1));
    assert_null(merges_find(&merges, SIZE_MAX));
    merges_free(&merges);
}

static void a_range_has_its_first_and_its_last_row(void **state)
{
    (void)state;
    struct merges merges = {0};
    assert_true(merges_add(&merges, "C8:D8", 8, 8));
    assert_true(merges_add(&merges, "A3:B5", 3, 5));
    assert_true(merges_add(&merges, "XFC1048576:XFD1048576", 1048576, 1048576));
    merges_sort(&merges);
    static const struct {
        size_t row;
        const char *range;
    } rows[] = {
        {1, "none"},
        {2, "none"},
        {3, "A3:B5"},
        {4, "A3:B5"},
        {5, "A3:B5"},
        {6, "none"},
        {7, "none"},
        {8, "C8:D8"},
        {9, "none"},
        {1048575, "none"},
        {1048576, "XFC1048576:XFD1048576"},
        {1048577, "none"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_found(&merges, rows[i].row, rows[i].range);
    merges_free(&merges);
}

/* A long range is found behind short ones that begin after it. */
static void a_range_reaches_over_others(void **state)
{
    (void)state;
    struct merges merges = {0};
    assert_true(merges_add(&merges, "B4:B4", 4, 4));
    assert_true(merges_add(&merges, "A1:A9", 1, 9));
    assert_true(merges_add(&merges, "B2:B3", 2, 3));
    assert_true(merges_add(&merges, "C6:C12", 6, 12));
    merges_sort(&merges);
    assert_found(&merges, 2, "A1:A9");
    assert_found(&merges, 5, "A1:A9");
    assert_found(&merges, 10, "C6:C12");
    assert_found(&merges, 12, "C6:C12");
    assert_found(&merges, 13, "none");
    merges_free(&merges);
}

/* The range is cut where it is longer than any that a sheet can have. */
static void a_long_name_is_cut(void **state)
{
    (void)state;
    struct merges merges = {0};
    assert_true(merges_add(&merges, "A0000000000000001:B0000000000000002", 1, 2));
    merges_sort(&merges);
    assert_found(&merges, 1, "A0000000000000001:B0000");
    merges_free(&merges);
}

static void there_is_a_most(void **state)
{
    (void)state;
    struct merges merges = {0};
    for (size_t i = MERGES_MOST; i > 0; i--) {
        char range[24];
        snprintf(range, sizeof range, "A%zu:B%zu", 2 * i, 2 * i);
        assert_true(merges_add(&merges, range, 2 * i, 2 * i));
    }
    assert_false(merges_add(&merges, "A1:B1", 1, 1));
    merges_sort(&merges);
    assert_found(&merges, 1, "none");
    assert_found(&merges, 2, "A2:B2");
    assert_found(&merges, 65537, "none");
    assert_found(&merges, 65538, "A65538:B65538");
    assert_found(&merges, 131072, "A131072:B131072");
    assert_found(&merges, 131073, "none");
    merges_free(&merges);
    assert_null(merges_find(&merges, 2));
    assert_true(merges_add(&merges, "A1:B1", 1, 1));
    merges_sort(&merges);
    assert_found(&merges, 1, "A1:B1");
    merges_free(&merges);
}

/* A row is part of a range exactly when looking at each one after the other says so. */
static void any_ranges(void **state)
{
    (void)state;
    enum { RANGES = 12, ROWS = 40 };
    uint32_t seed = 3;
    for (int round = 0; round < 500; round++) {
        struct merges merges = {0};
        size_t first[RANGES], last[RANGES];
        for (size_t i = 0; i < RANGES; i++) {
            char range[24];
            seed = seed * 1664525 + 1013904223;
            first[i] = 1 + (seed >> 8) % ROWS;
            last[i] = first[i] + (seed >> 20) % 6;
            snprintf(range, sizeof range, "A%zu:A%zu", first[i], last[i]);
            assert_true(merges_add(&merges, range, first[i], last[i]));
        }
        merges_sort(&merges);
        for (size_t row = 0; row < ROWS + 10; row++) {
            const char *found = merges_find(&merges, row);
            bool inside = false;
            size_t top = 1, bottom = 0;
            for (size_t i = 0; i < RANGES; i++)
                inside |= first[i] <= row && row <= last[i];
            assert_int_equal(found != NULL, inside);
            if (found)
                assert_int_equal(sscanf(found, "A%zu:A%zu", &top, &bottom), 2);
            assert_true(!found || (top <= row && row <= bottom));
        }
        merges_free(&merges);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_without_merged_cells),
        cmocka_unit_test(a_range_has_its_first_and_its_last_row),
        cmocka_unit_test(a_range_reaches_over_others),
        cmocka_unit_test(a_long_name_is_cut),
        cmocka_unit_test(there_is_a_most),
        cmocka_unit_test(any_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
