#include "print/print_rows.h"

#include "unit/fixture.h"
#include "unit/words.h"

#define LIST                                                                                   \
    "n;Name;Region\n"                                                                          \
    "1;Яна;Астана\n"                                                                  \
    "2;Бота;Алматы\n"                                                                \
    "3;Әлия;Алматы\n"                                                                \
    "4;Вера;астана\n"                                                                \
    "5;Ая;\n"

/* Says which rows are printed, in their order, or why none is. */
static void assert_rows(struct print_filter filter, const char *only, const char *expected)
{
    struct fixture fixture;
    struct print_rows rows = {0};
    struct error err;
    struct buf found = {0};
    fixture_open(&fixture);
    fixture_sound(&fixture, BEGINNING TEXT("a", "{Name} {Region}"), LIST);
    filter.only = only ? selection_new(only) : NULL;
    bool done = print_rows_find(&fixture.job, &filter, &rows, &err);
    for (size_t i = 0; done && i < rows.count; i++) {
        assert_int_equal(rows.list[i].number, rows.list[i].index + 2);
        buf_printf(&found, "%s%zu", i ? " " : "", rows.list[i].number);
        if (rows.list[i].part)
            buf_printf(&found, "(%s)", rows.list[i].part);
    }
    const char *words = done ? buf_text(&found) : words_of(&err);
    if (!strstr(words, expected) || (done && strcmp(words, expected) != 0))
        fail_msg("%s instead of %s", words, expected);
    buf_free(&found);
    print_rows_free(&rows);
    selection_free(filter.only);
    fixture_close(&fixture);
}

static void without_a_word_all_come_as_in_the_list(void **state)
{
    (void)state;
    assert_rows((struct print_filter){0}, NULL, "2 3 4 5 6");
}

static void all_that_is_asked_for_must_fit(void **state)
{
    (void)state;
    assert_rows((struct print_filter){.where = "Region=Астана"}, NULL, "2 5");
    assert_rows((struct print_filter){.where = "region=алматы"}, NULL, "3 4");
    assert_rows((struct print_filter){.where = "Region="}, NULL, "6");
    assert_rows((struct print_filter){0}, "3-4,6", "3 4 6");
    assert_rows((struct print_filter){.where = "Region=Алматы"}, "4-6", "4");
}

/* Code points would put Ә behind Я. */
static void order_is_alphabetical(void **state)
{
    (void)state;
    assert_rows((struct print_filter){.order = "Name"}, NULL,
                "6(Ая) 4(Әлия) 3(Бота) 5(Вера) 2(Яна)");
    assert_rows((struct print_filter){.order = "Region,Name"}, NULL,
                "6() 4(Алматы) 3(Алматы) 5(астана) 2(Астана)");
}

static void the_first_and_the_last_are_those_of_the_order(void **state)
{
    (void)state;
    assert_rows((struct print_filter){.first = 2}, NULL, "2 3");
    assert_rows((struct print_filter){.last = 2}, NULL, "5 6");
    assert_rows((struct print_filter){.order = "Name", .first = 2}, NULL, "6(Ая) 4(Әлия)");
    assert_rows((struct print_filter){.first = 4, .last = 2}, NULL, "4 5");
    assert_rows((struct print_filter){.first = 99}, NULL, "2 3 4 5 6");
}

static void what_is_nowhere_is_told(void **state)
{
    (void)state;
    assert_rows((struct print_filter){.where = "Regoin=Астана"}, NULL,
                "There is no column «Regoin». Did you mean «Region»?");
    assert_rows((struct print_filter){.order = "Region,City"}, NULL,
                "There is no column «City». The columns are ");
    assert_rows((struct print_filter){.where = "Region"}, NULL, "--where takes COLUMN=VALUE");
    assert_rows((struct print_filter){.where = "Region=Семей"}, NULL,
                "No row has «Семей» in the column «Region». It says, for example: ");
    assert_rows((struct print_filter){0}, "9", "There is no row 9.");
}

static void rows_become_a_selection(void **state)
{
    (void)state;
    struct print_row list[] = {{.number = 9}, {.number = 2}, {.number = 4}, {.number = 3}};
    const struct print_rows rows = {.list = list, .count = 4};
    struct selection *selection = print_rows_select(&rows);
    static const bool taken[] = {false, false, true,  true,  true,
                                 false, false, false, false, true};
    for (size_t i = 0; i < sizeof taken; i++)
        assert_int_equal(selection_takes(selection, &(struct row){.number = i}, NULL),
                         taken[i]);
    selection_free(selection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_word_all_come_as_in_the_list),
        cmocka_unit_test(all_that_is_asked_for_must_fit),
        cmocka_unit_test(order_is_alphabetical),
        cmocka_unit_test(the_first_and_the_last_are_those_of_the_order),
        cmocka_unit_test(what_is_nowhere_is_told),
        cmocka_unit_test(rows_become_a_selection),
    };
    return cmocka_run_group_tests_name("print_rows", tests, NULL, NULL);
}
