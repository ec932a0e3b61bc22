#include "form/form_rows.h"

#include "base/buf.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Adds a row as a list or a register would; `name` stands for its fields. */
static void add(struct form_rows *rows, const char *by, const char *key, const char *name,
                enum form_row_kind kind)
{
    rows->list = mem_grow(rows->list, rows->count, &rows->room, sizeof *rows->list);
    rows->list[rows->count] = (struct form_row){
        .kind = kind, .by = by, .key = key, .place = {.who = name}, .order = rows->count};
    rows->count++;
}

static void fill(struct form_rows *rows)
{
    *rows = (struct form_rows){0};
    add(rows, "Семей", "b", "1", FORM_ROW_PERSON);
    add(rows, "Ақтау", "a", "2", FORM_ROW_PERSON);
    add(rows, "Семей", "a", "3", FORM_ROW_SPOILED);
    add(rows, "Абай", "", "4", FORM_ROW_PERSON);
    add(rows, "Ақтау", "a", "5", FORM_ROW_SPARE);
}

/* Sorts the rows; their names in the order that they have then, with a blank between groups. */
static void assert_rows(struct form_rows *sorting, bool sorted, const char *wanted)
{
    struct form_rows rows = *sorting;
    struct form form = {0};
    struct buf shown = {0};
    form.group.sorted = sorted;
    form_rows_sort(&rows, &form);
    for (size_t first = 0; first < rows.count;) {
        size_t end = form_rows_group_end(&rows, first);
        for (; first < end; first++)
            buf_puts(&shown, rows.list[first].place.who);
        buf_putc(&shown, ' ');
    }
    assert_string_equal(buf_text(&shown), wanted);
    buf_free(&shown);
    form_rows_free(&rows);
}

static void assert_order(bool sorted, const char *wanted)
{
    struct form_rows rows;
    fill(&rows);
    assert_rows(&rows, sorted, wanted);
}

/* A late arrival of a new region has a number after the spares. */
static void spares_are_the_last(void **state)
{
    (void)state;
    for (int sorted = 0; sorted < 2; sorted++) {
        struct form_rows rows = {0};
        add(&rows, "Ақтау", "", "1", FORM_ROW_PERSON);
        add(&rows, "Бос", "", "2", FORM_ROW_SPARE);
        add(&rows, "Бос", "", "3", FORM_ROW_SPARE);
        add(&rows, "Семей", "", "4", FORM_ROW_PERSON);
        assert_rows(&rows, sorted, "1 4 23 ");
    }
}

/* Groups as the list first names them, rows by their key and then as in the list. */
static void groups_come_as_in_the_list(void **state)
{
    (void)state;
    assert_order(false, "31 25 4 ");
}

/* Абай, Ақтау, Семей: б comes before қ. */
static void or_by_the_kazakh_alphabet(void **state)
{
    (void)state;
    assert_order(true, "4 25 31 ");
}

static void rows_are_counted_by_their_kind(void **state)
{
    (void)state;
    struct form_rows rows;
    fill(&rows);
    assert_int_equal(form_rows_count(&rows, 0, 5, FORM_ROW_PERSON), 3);
    assert_int_equal(form_rows_count(&rows, 0, 5, FORM_ROW_SPOILED), 1);
    assert_int_equal(form_rows_count(&rows, 1, 4, FORM_ROW_PERSON), 2);
    assert_int_equal(form_rows_count(&rows, 1, 4, FORM_ROW_SPARE), 0);
    assert_int_equal(form_rows_count(&rows, 2, 2, FORM_ROW_SPOILED), 0);
    form_rows_free(&rows);
}

static void no_rows_are_in_order(void **state)
{
    (void)state;
    struct form_rows rows = {0};
    const struct form form = {.group.sorted = true};
    form_rows_sort(&rows, &form);
    assert_int_equal(form_rows_group_end(&rows, 0), 0);
    form_rows_free(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_come_as_in_the_list),
        cmocka_unit_test(spares_are_the_last),
        cmocka_unit_test(or_by_the_kazakh_alphabet),
        cmocka_unit_test(rows_are_counted_by_their_kind),
        cmocka_unit_test(no_rows_are_in_order),
    };
    return cmocka_run_group_tests_name("form_rows", tests, NULL, NULL);
}
