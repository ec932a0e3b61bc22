#include "table/merges.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_found(const struct merges *merges, size_t row, const char *range)
{
    const struct cell_range *found = merges_find(merges, row);
    assert_string_equal(found ? cell_name_range(found).text : "none", range);
}

/* A range in columns A and B. */
static struct cell_range rows(size_t first, size_t last)
{
    return (struct cell_range){first, last, 0, 1};
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
    assert_true(merges_add(&merges, (struct cell_range){8, 8, 2, 3}));
    assert_true(merges_add(&merges, rows(3, 5)));
    assert_true(merges_add(&merges, (struct cell_range){1048576, 1048576, 16382, 16383}));
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

/* A long range is found after short ones that begin after it. */
static void a_range_reaches_over_others(void **state)
{
    (void)state;
    struct merges merges = {0};
    assert_true(merges_add(&merges, (struct cell_range){4, 4, 1, 1}));
    assert_true(merges_add(&merges, (struct cell_range){1, 9, 0, 1}));
    assert_true(merges_add(&merges, (struct cell_range){2, 3, 1, 1}));
    assert_true(merges_add(&merges, (struct cell_range){6, 12, 2, 2}));
    merges_sort(&merges);
    assert_found(&merges, 2, "A1:B9");
    assert_found(&merges, 5, "A1:B9");
    assert_found(&merges, 10, "C6:C12");
    assert_found(&merges, 12, "C6:C12");
    assert_found(&merges, 13, "none");
    merges_free(&merges);
}

static void there_is_a_most(void **state)
{
    (void)state;
    struct merges merges = {0};
    for (size_t i = MERGES_MOST; i > 0; i--) {
        assert_true(merges_add(&merges, rows(2 * i, 2 * i)));
    }
    assert_false(merges_add(&merges, rows(1, 1)));
    merges_sort(&merges);
    assert_found(&merges, 1, "none");
    assert_found(&merges, 2, "A2:B2");
    assert_found(&merges, 65537, "none");
    assert_found(&merges, 65538, "A65538:B65538");
    assert_found(&merges, 131072, "A131072:B131072");
    assert_found(&merges, 131073, "none");
    merges_free(&merges);
    assert_null(merges_find(&merges, 2));
    assert_true(merges_add(&merges, rows(1, 1)));
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
            seed = seed * 1664525 + 1013904223;
            first[i] = 1 + (seed >> 8) % ROWS;
            last[i] = first[i] + (seed >> 20) % 6;
            assert_true(merges_add(&merges, rows(first[i], last[i])));
        }
        merges_sort(&merges);
        for (size_t row = 0; row < ROWS + 10; row++) {
            const struct cell_range *found = merges_find(&merges, row);
            bool inside = false;
            for (size_t i = 0; i < RANGES; i++)
                inside |= first[i] <= row && row <= last[i];
            assert_int_equal(found != NULL, inside);
            assert_true(!found || (found->first_row <= row && row <= found->last_row));
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
        cmocka_unit_test(there_is_a_most),
        cmocka_unit_test(any_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
