#include "issue/selection.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The list of all tests, from row 2. */
static const char *const people[] = {"Ахметов Асқар", "Ахметова Әлия", "Ким Ли", NULL,
                                     "Ли-Сан Ән"};

enum { LAST = 6 };

/* Writes the numbers of the rows that are taken, and what is wrong, to `taken`. */
static void take(const char *text, char taken[256])
{
    struct selection *selection = selection_new(text);
    struct buf line = {0};
    struct error err;
    assert_non_null(selection);
    for (size_t row = 2; row <= LAST; row++)
        if (selection_takes(selection, row, people[row - 2]))
            buf_printf(&line, "%zu ", row);
    if (!selection_check(selection, LAST, &err))
        buf_printf(&line, "%s: %s", err.what.code, words_of(&err));
    snprintf(taken, 256, "%s", buf_text(&line));
    buf_free(&line);
    selection_free(selection);
}

static void takes(const char *text, const char *wanted)
{
    char taken[256];
    take(text, taken);
    assert_string_equal(taken, wanted);
}

static void rows_are_taken_by_number(void **state)
{
    (void)state;
    takes("2", "2 ");
    takes(" 6 , 2,2", "2 6 ");
    takes("3-5", "3 4 5 ");
    takes("2-3,5-6", "2 3 5 6 ");
    takes("4-4", "4 ");
}

/* What says which rows failed can be given back as it stands. */
static void ranges_are_read_as_they_are_printed(void **state)
{
    (void)state;
    takes("2, 4–6", "2 4 5 6 ");
    takes("2 – 4", "2 3 4 ");
    takes("2—3", "2 3 ");
}

static void people_are_taken_by_parts_of_their_name(void **state)
{
    (void)state;
    takes("Әлия", "3 ");
    takes("ахметов", "2 3 ");
    takes("АСҚАР Ахметов", "2 ");
    takes("Ли,5", "4 5 6 ");
    takes("Ән Сан", "6 ");
    takes("хметов,6", "6 name-not-there: The list has nobody with «хметов» in the name. Names "
                      "are looked for as the template's `who` writes them.");
}

static bool finds(const char *text, const char *who)
{
    struct selection *selection = selection_new(text);
    assert_non_null(selection);
    bool found = selection_takes(selection, 2, who);
    selection_free(selection);
    return found;
}

static void all_apostrophes_are_one(void **state)
{
    (void)state;
    assert_true(finds("О'Коннор", "О’Коннор Патрик"));
    assert_true(finds("о’ткиров", "Оʻткиров Анвар"));
    assert_true(finds("Коннор", "О’Коннор Патрик"));
    assert_false(finds("Откиров", "Оʻткиров Анвар"));
}

static void what_is_not_in_the_list_is_told(void **state)
{
    (void)state;
    takes("7", "row-not-there: There is no row 7. Rows are counted as a spreadsheet does: the "
               "headings are row 1.");
    takes("0", "row-not-there: There is no row 0. Rows are counted as a spreadsheet does: the "
               "headings are row 1.");
    takes("1", "row-not-there: There is no row 1. Rows are counted as a spreadsheet does: the "
               "headings are row 1.");
    takes("2,5-7", "2 5 6 row-not-there: There is no row 7. Rows are counted as a spreadsheet "
                   "does: the headings are row 1.");
    takes("Әсел, 2", "2 name-not-there: The list has nobody with «Әсел» in the name. Names are "
                     "looked for as the template's `who` writes them.");
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"",      ",",     "2,,3",   "2,",
                                        "4-2",   "2-",    "-2",     "2x",
                                        "1.5",   "2-3-4", "2;3",    "99999999999999999999",
                                        "\xFF",  "016",   "2-016x", "016,Ахметова",
                                        "2-016", "02-16", "2–016",  "002-016"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_null(selection_new(texts[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_taken_by_number),
        cmocka_unit_test(ranges_are_read_as_they_are_printed),
        cmocka_unit_test(people_are_taken_by_parts_of_their_name),
        cmocka_unit_test(all_apostrophes_are_one),
        cmocka_unit_test(what_is_not_in_the_list_is_told),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
