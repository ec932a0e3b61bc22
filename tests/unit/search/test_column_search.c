#include "search/column_search.h"

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
    assert_true(column_search_find(roster, NULL, "АТЫ", &arena, &column, &err));
    assert_int_equal(column, 0);
    assert_true(column_search_find(roster, NULL, "Region", &arena, &column, &err));
    assert_int_equal(column, 1);
}

static void a_column_that_is_not_there_names_the_nearest(void **state)
{
    (void)state;
    size_t column;
    assert_false(column_search_find(roster, NULL, "regoin", &arena, &column, &err));
    assert_string_equal(said(),
                        "list.csv: There is no column «regoin». Did you mean «region»?");
    assert_false(column_search_find(roster, NULL, "event", &arena, &column, &err));
    assert_string_equal(
        said(), "list.csv: There is no column «event». The columns are «аты», «region».");
    assert_false(column_search_find(roster, NULL, "\xff", &arena, &column, &err));
    assert_string_equal(words_of(&err), "The name of a column is not text in UTF-8.");
}

/* The template's names go beside the headings, which come first. */
static void the_template_may_call_a_column_otherwise(void **state)
{
    (void)state;
    struct template_column columns[] = {{.name = "name_kk", .heading = "аты"},
                                        {.name = "аты", .heading = "region"},
                                        {.name = "gone", .heading = "жоқ баған"}};
    struct template_define defines[] = {{.name = "who"}};
    const struct template template = {
        .columns = columns, .column_count = 3, .defines = defines, .define_count = 1};
    static const char *const names[] = {"name_kk", "Name_KK", "{name_kk}", "аты", "{аты}"};
    size_t column = 9;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(column_search_find(roster, &template, names[i], &arena, &column, &err));
        assert_int_equal(column, 0);
    }
    assert_false(column_search_find(roster, &template, "name_ru", &arena, &column, &err));
    assert_string_equal(said(),
                        "list.csv: There is no column «name_ru». Did you mean «name_kk»?");
    assert_false(column_search_find(roster, &template, "gone", &arena, &column, &err));
    assert_false(column_search_find(roster, &template, "{who}", &arena, &column, &err));
    assert_string_equal(said(),
                        "list.csv: «who» is no column, but a definition of the template, made "
                        "of several. The columns are «аты», «region», «name_kk», «аты».");
}

static void a_row_fits_by_its_whole_text(void **state)
{
    (void)state;
    struct column_value value;
    assert_true(column_search_where(roster, NULL, "REGION=абай облысы", &arena, &value, &err));
    assert_true(column_search_fits(&value, (const char *[]){"Әлия", "АБАЙ облысы"}, &arena));
    assert_false(column_search_fits(&value, (const char *[]){"Әлия", "Абай"}, &arena));
    assert_false(column_search_fits(&value, (const char *[]){"Абай облысы", ""}, &arena));
    /* й as one letter, and as и with a breve over it */
    assert_true(
        column_search_fits(&value, (const char *[]){"", "Аба\xd0\xb8\xcc\x86 облысы"}, &arena));
    assert_false(column_search_where(roster, NULL, "region", &arena, &value, &err));
    assert_string_equal(words_of(&err), "--where takes COLUMN=VALUE, not «region».");
}

static void a_value_of_no_row_names_the_nearest(void **state)
{
    (void)state;
    struct column_value value;
    assert_true(column_search_where(roster, NULL, "region=Актау", &arena, &value, &err));
    assert_false(column_search_nowhere(roster, &value, &err));
    assert_string_equal(
        said(), "list.csv: No row has «Актау» in the column «region». Did you mean «Ақтау»?");
    assert_true(column_search_where(roster, NULL, "region=Семей", &arena, &value, &err));
    assert_false(column_search_nowhere(roster, &value, &err));
    assert_string_equal(said(), "list.csv: No row has «Семей» in the column «region». It "
                                "says, for example: «Абай облысы», «Ақтау».");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letter_case_and_spelling_do_not_count),
        cmocka_unit_test(a_column_that_is_not_there_names_the_nearest),
        cmocka_unit_test(the_template_may_call_a_column_otherwise),
        cmocka_unit_test(a_row_fits_by_its_whole_text),
        cmocka_unit_test(a_value_of_no_row_names_the_nearest),
    };
    return cmocka_run_group_tests_name("column_search", tests, open_list, close_list);
}
