#include "table/sheet_row.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void put(struct sheet_row *row, size_t column, const char *text)
{
    sheet_row_put(row, column, text, strlen(text));
}

/* Says what the row is lent as: `field|field`, or its fault. */
static void assert_lent(struct sheet_row *row, const char *expected)
{
    struct record record;
    struct report faults = {0};
    struct buf out = {0};
    enum record_result result = sheet_row_record(row, &record, &faults);
    assert_int_equal(result, faults.count ? RECORD_BAD : RECORD_READ);
    assert_int_equal(record.line, row->number);
    assert_int_equal(record.last, row->number);
    assert_int_equal(record.number, row->number);
    for (size_t i = 0; result == RECORD_READ && i < record.count; i++)
        buf_printf(&out, "%s%s", i ? "|" : "", record.fields[i]);
    put_findings(&faults, &out);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
    report_free(&faults);
}

static void cells_that_are_left_out_are_empty(void **state)
{
    (void)state;
    struct sheet_row row = {0};
    sheet_row_begin(&row, 7);
    assert_lent(&row, "");
    put(&row, 1, "b");
    put(&row, 2, "в");
    put(&row, 5, "f");
    assert_lent(&row, "|b|в|||f");
    sheet_row_free(&row);
}

/* Programs write styled cells without text far to the right, and behind the last column. */
static void a_cell_without_text_is_none(void **state)
{
    (void)state;
    struct sheet_row row = {0};
    struct record record;
    struct report faults = {0};
    sheet_row_begin(&row, 1);
    put(&row, 0, "a");
    put(&row, 1, "");
    put(&row, 16383, "");
    assert_int_equal(sheet_row_record(&row, &record, &faults), RECORD_READ);
    assert_int_equal(record.count, 1);
    put(&row, 1, "b");
    put(&row, 0, "");
    assert_lent(&row, "a|b");
    sheet_row_free(&row);
}

static void a_nul_ends_the_text(void **state)
{
    (void)state;
    struct sheet_row row = {0};
    sheet_row_begin(&row, 1);
    sheet_row_put(&row, 0, "a\0x", 3);
    sheet_row_put(&row, 1, "\0", 1);
    sheet_row_put(&row, 2, "cut off", 3);
    assert_lent(&row, "a||cut");
    sheet_row_free(&row);
}

static void nothing_of_a_row_is_left_in_the_next(void **state)
{
    (void)state;
    struct sheet_row row = {0};
    struct record record;
    struct report faults = {0};
    sheet_row_begin(&row, 1);
    const struct cell_range range = {1, 1, 0, 1};
    row.merged = &range;
    put(&row, 0, "a");
    put(&row, 3, "d");
    sheet_row_mark_bad(&row, 3, "cell-spoilt", "mend it.");
    assert_int_equal(sheet_row_record(&row, &record, &faults), RECORD_BAD);
    assert_ptr_equal(record.merged, &range);
    sheet_row_begin(&row, 2);
    assert_lent(&row, "");
    put(&row, 1, "b");
    assert_lent(&row, "|b");
    assert_int_equal(sheet_row_record(&row, &record, &faults), RECORD_READ);
    assert_null(record.merged);
    report_free(&faults);
    sheet_row_free(&row);
}

static void every_fault_is_told(void **state)
{
    (void)state;
    struct sheet_row row = {0};
    sheet_row_begin(&row, 12);
    put(&row, 0, "a");
    sheet_row_mark_bad(&row, 27, "cell-spoilt", "mend it.");
    sheet_row_mark_bad(&row, 0, "cell-spoilt", "mend that.");
    put(&row, 0, "again");
    assert_lent(&row, "cell AB12: mend it. cell A12: mend that. cell A12: it is there twice; "
                      "save the workbook again.");
    sheet_row_free(&row);
}

static void a_place_is_taken_once(void **state)
{
    (void)state;
    struct sheet_row row = {0};
    sheet_row_begin(&row, 3);
    put(&row, 2, "c");
    put(&row, 2, "c");
    assert_lent(&row, "cell C3: it is there twice; save the workbook again.");
    sheet_row_begin(&row, 4);
    put(&row, 2, "c");
    put(&row, 0, "a");
    assert_lent(&row, "cell A4: it is there twice; save the workbook again.");
    sheet_row_free(&row);
}

static void a_row_has_a_thousand_columns_at_most(void **state)
{
    (void)state;
    struct sheet_row row = {0};
    struct record record;
    struct report faults = {0};
    sheet_row_begin(&row, SHEET_ROW_NUMBERS);
    put(&row, 999, "я");
    assert_int_equal(sheet_row_record(&row, &record, &faults), RECORD_READ);
    assert_int_equal(record.count, 1000);
    assert_string_equal(record.fields[0], "");
    assert_string_equal(record.fields[998], "");
    assert_string_equal(record.fields[999], "я");
    put(&row, 1000, "x");
    assert_lent(&row, "cell ALM1048576: it is too far to the right; a list has at most 1000 "
                      "columns.");
    sheet_row_begin(&row, 1);
    put(&row, SIZE_MAX - 1, "x");
    assert_int_equal(sheet_row_record(&row, &record, &faults), RECORD_BAD);
    assert_int_equal(record.count, 0);
    report_free(&faults);
    sheet_row_free(&row);
}

static void long_texts_are_refused(void **state)
{
    (void)state;
    struct sheet_row row = {0};
    struct record record;
    struct report faults = {0};
    char *text = malloc(RECORD_FIELD_SIZE + 1);
    memset(text, 'x', RECORD_FIELD_SIZE + 1);
    sheet_row_begin(&row, 1);
    sheet_row_put(&row, 0, text, RECORD_FIELD_SIZE);
    assert_int_equal(sheet_row_record(&row, &record, &faults), RECORD_READ);
    assert_int_equal(strlen(record.fields[0]), RECORD_FIELD_SIZE);
    sheet_row_put(&row, 1, text, RECORD_FIELD_SIZE + 1);
    assert_lent(&row, "cell B1: the text is too long; shorten it.");

    /* Each is short enough, and all of them are too much. */
    const size_t most = RECORD_SIZE / RECORD_FIELD_SIZE - 1;
    sheet_row_begin(&row, 2);
    for (size_t i = 0; i < most; i++)
        sheet_row_put(&row, i, text, RECORD_FIELD_SIZE);
    assert_int_equal(sheet_row_record(&row, &record, &faults), RECORD_READ);
    assert_int_equal(record.count, most);
    assert_int_equal(strlen(record.fields[most - 1]), RECORD_FIELD_SIZE);
    sheet_row_put(&row, most, text, RECORD_FIELD_SIZE);
    assert_lent(&row, "cell P2: the text is too long; shorten it.");
    sheet_row_free(&row);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_that_are_left_out_are_empty),
        cmocka_unit_test(a_cell_without_text_is_none),
        cmocka_unit_test(a_nul_ends_the_text),
        cmocka_unit_test(nothing_of_a_row_is_left_in_the_next),
        cmocka_unit_test(every_fault_is_told),
        cmocka_unit_test(a_place_is_taken_once),
        cmocka_unit_test(a_row_has_a_thousand_columns_at_most),
        cmocka_unit_test(long_texts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
