#include "table/cell_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void cells_are_named_as_in_a_spreadsheet(void **state)
{
    (void)state;
    static const struct {
        size_t row, column;
        const char *name;
    } cells[] = {{1, 0, "A1"},     {5, 2, "C5"},
                 {10, 25, "Z10"},  {1, 26, "AA1"},
                 {1, 51, "AZ1"},   {1, 52, "BA1"},
                 {1, 701, "ZZ1"},  {1, 702, "AAA1"},
                 {1, 999, "ALL1"}, {1048576, 16383, "XFD1048576"}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        assert_string_equal(cell_name(cells[i].row, cells[i].column).text, cells[i].name);
    assert_in_range(strlen(cell_name(SIZE_MAX, SIZE_MAX - 1).text), 1,
                    sizeof(struct cell_name) - 1);
}

static void columns_have_letters(void **state)
{
    (void)state;
    assert_string_equal(cell_name_column(0).text, "A");
    assert_string_equal(cell_name_column(27).text, "AB");
    assert_string_equal(cell_name_column(16383).text, "XFD");
}

static void a_column_is_read_from_the_name_of_a_cell(void **state)
{
    (void)state;
    static const char *const others[] = {"", "5", "c5", "XFE1", "AAAAAAAAAAAAAAAAAAAAAAAA1"};
    size_t column = 0;
    assert_string_equal(cell_name_read_column("C5", &column), "5");
    assert_int_equal(column, 2);
    assert_string_equal(cell_name_read_column("AB", &column), "");
    assert_int_equal(column, 27);
    assert_string_equal(cell_name_read_column("XFD7:A1", &column), "7:A1");
    assert_int_equal(column, 16383);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(cell_name_read_column(others[i], &column));
}

static void a_range_has_two_names_unless_it_is_one_cell(void **state)
{
    (void)state;
    assert_string_equal(cell_name_range(&(struct cell_range){1, 1, 0, 5}).text, "A1:F1");
    assert_string_equal(cell_name_range(&(struct cell_range){2, 9, 1, 1}).text, "B2:B9");
    assert_string_equal(cell_name_range(&(struct cell_range){7, 7, 26, 26}).text, "AA7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_named_as_in_a_spreadsheet),
        cmocka_unit_test(columns_have_letters),
        cmocka_unit_test(a_column_is_read_from_the_name_of_a_cell),
        cmocka_unit_test(a_range_has_two_names_unless_it_is_one_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
