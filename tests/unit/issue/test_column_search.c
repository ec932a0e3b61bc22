#include "issue/column_search.h"

#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct roster *roster;
static struct arena arena;
static struct error err;

static int open_list(void **state)
{
    const struct roster_options options = {0};
    if (make_scratch(state) != 0)
        return -1;
    put("list.csv", "аты;region\nӘлия;Абай облысы\nБолат;Ақтау\nҮміт;Абай облысы\n");
    return roster_open(in_scratch("list.csv"), &options, &roster, &err) ? 0 : -1;
}

static int close_list(void **state)
{
    roster_close(roster);
    arena_free(&arena);
    return remove_scratch(state);
}

/* Without the name of the folder. */
static const char *said(void)
{
    const char *words = words_of(&err), *file = strstr(words, "list.csv");
    assert_non_null(file);
    return file;
}

static void letter_case_and_spelling_do_not_count(void **state)
{
    (void)state;
    size_t column = 9;
    assert_true(column_search_find(roster, "АТЫ", &arena, &column, &err));
    assert_int_equal(column, 0);
    assert_true(column_search_find(roster, "Region", &arena, &column, &err));
    assert_int_equal(column, 1);
}

static void a_column_that_is_not_there_names_the_nearest(void **state)
{
    (void)state;
    size_t column;
    assert_false(column_search_find(roster, "regoin", &arena, &column, &err));
    assert_string_equal(said(),
                        "list.csv: There is no column «regoin». Did you mean «region»?");
    assert_false(column_search_find(roster, "event", &arena, &column, &err));
    assert_string_equal(
        said(), "list.csv: There is no column «event». The columns are «аты», «region».");
    assert_false(column_search_find(roster, "\xff", &arena, &column, &err));
    assert_string_equal(words_of(&err), "The name of a column is not text in UTF-8.");
}

static void a_row_fits_by_its_whole_text(void **state)
{
    (void)state;
    struct column_value value;
    assert_true(column_search_where(roster, "REGION=абай облысы", &arena, &value, &err));
    assert_true(column_search_fits(&value, (const char *[]){"Әлия", "АБАЙ облысы"}, &arena));
    assert_false(column_search_fits(&value, (const char *[]){"Әлия", "Абай"}, &arena));
    assert_false(column_search_fits(&value, (const char *[]){"Абай облысы", ""}, &arena));
    /* й as one letter, and as и with a breve over it */
    assert_true(
        column_search_fits(&value, (const char *[]){"", "Аба\xd0\xb8\xcc\x86 облысы"}, &arena));
    assert_false(column_search_where(roster, "region", &arena, &value, &err));
    assert_string_equal(words_of(&err), "--where takes COLUMN=VALUE, not «region».");
}

static void a_value_of_no_row_names_the_nearest(void **state)
{
    (void)state;
    struct column_value value;
    assert_true(column_search_where(roster, "region=Актау", &arena, &value, &err));
    assert_false(column_search_nowhere(roster, &value, &err));
    assert_string_equal(
        said(), "list.csv: No row has «Актау» in the column «region». Did you mean «Ақтау»?");
    assert_true(column_search_where(roster, "region=Семей", &arena, &value, &err));
    assert_false(column_search_nowhere(roster, &value, &err));
    assert_string_equal(said(), "list.csv: No row has «Семей» in the column «region». It "
                                "says, for example: «Абай облысы», «Ақтау».");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letter_case_and_spelling_do_not_count),
        cmocka_unit_test(a_column_that_is_not_there_names_the_nearest),
        cmocka_unit_test(a_row_fits_by_its_whole_text),
        cmocka_unit_test(a_value_of_no_row_names_the_nearest),
    };
    return cmocka_run_group_tests_name("column_search", tests, open_list, close_list);
}
