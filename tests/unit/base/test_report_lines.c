#include "base/report_lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct place place_of(size_t row, const char *column)
{
    return (struct place){
        .file = "list.csv", .line = row, .row = row, .who = "Әлия", .column = column};
}

static void add(struct report *report, enum level level, size_t row, const char *column,
                const char *name)
{
    report_add(report, level, place_of(row, column), "form", "this became «%s».", name);
}

/* Each row says something else. */
static void add_number(struct report *report, enum level level, size_t row)
{
    report_add(report, level, place_of(row, "a"), "number", "this is No. %zu.", row);
    report_advise(report, "Correct it.");
}

static void put_line(void *context, const char *text)
{
    buf_printf(context, "%s\n", text);
}

static void assert_shown(struct report *report, enum level least, const char *wanted)
{
    struct buf out = {0};
    report_sort(report);
    report_lines(report, least, put_line, &out);
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
    report_free(report);
}

static void what_many_rows_say_alike_is_one_line(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t row = 30; row >= 2; row--)
        if (row != 20)
            add(&report, LEVEL_ERROR, row, "a", "Асель");
    add(&report, LEVEL_WARNING, 3, "a", "Асель");
    add(&report, LEVEL_ERROR, 7, "a", "Айгүл");
    assert_shown(&report, LEVEL_NOTE,
                 "list.csv: rows 2–19, 21–30: «a»: this became «Асель».\n"
                 "list.csv:3: warning: Әлия: «a»: this became «Асель».\n"
                 "list.csv:7: Әлия: «a»: this became «Айгүл».\n");
}

/* Two are soon read, with their names. */
static void few_rows_keep_their_names(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t row = 2; row <= 3; row++) {
        add(&report, LEVEL_NOTE, row, "a", "Асель");
        add(&report, LEVEL_NOTE, row, "b", "Асель");
    }
    assert_shown(&report, LEVEL_NOTE,
                 "list.csv:2: note: Әлия: «a», «b»: this became «Асель».\n"
                 "list.csv:3: note: Әлия: «a», «b»: this became «Асель».\n");
}

/* All columns point at the same nothing. */
static void columns_of_the_same_rows_share_a_line(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t row = 2; row <= 9; row++) {
        struct place place = place_of(row, "a");
        place.cell = row % 2 ? "A1" : "B2";
        report_add(&report, LEVEL_WARNING, place, "zero", "it is 0.");
        place.column = "b";
        report_add(&report, LEVEL_WARNING, place, "zero", "it is 0.");
        place.column = "c";
        if (row > 4)
            report_add(&report, LEVEL_WARNING, place, "zero", "it is 0.");
        report_add(&report, LEVEL_ERROR, place, "zero", "it is 0.");
    }
    assert_shown(&report, LEVEL_NOTE,
                 "list.csv: rows 2–9: warning: «a», «b»: it is 0.\n"
                 "list.csv: rows 2–9: «c»: it is 0.\n"
                 "list.csv: rows 5–9: warning: «c»: it is 0.\n");
}

static void of_a_kind_that_floods_the_rest_is_counted(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t row = 2; row <= 151; row++)
        add_number(&report, LEVEL_ERROR, row);
    add(&report, LEVEL_ERROR, 4, "a", "Асель");
    assert_shown(&report, LEVEL_NOTE,
                 "list.csv:2: Әлия: «a»: this is No. 2. Correct it.\n"
                 "list.csv:3: Әлия: «a»: this is No. 3. Correct it.\n"
                 "list.csv:4: Әлия: «a»: this is No. 4. Correct it.\n"
                 "list.csv: rows 5–151: «a»: 147 more rows have an error of this kind.\n"
                 "list.csv:4: Әлия: «a»: this became «Асель».\n");
}

/* Every second row: what must be corrected is told in whole, so that --only takes it; of notes
 * the beginning will do. */
static void many_ranges_are_told_in_whole(void **state)
{
    enum { ROWS = 500 };
    static const char *const levels[] = {"note: ", "warning: ", ""};
    (void)state;
    for (enum level level = LEVEL_NOTE; level <= LEVEL_ERROR; level++) {
        struct report report = {0};
        struct buf wanted = {0};
        size_t most = level == LEVEL_NOTE ? 100 : ROWS;
        buf_puts(&wanted, "list.csv: rows ");
        for (size_t i = 0; i < ROWS; i++)
            add(&report, level, 2 * i + 2, "a", "Асель");
        for (size_t i = 0; i < most; i++)
            buf_printf(&wanted, "%s%zu", i ? ", " : "", 2 * i + 2);
        buf_printf(&wanted, "%s: %s«a»: this became «Асель».\n", most < ROWS ? ", …" : "",
                   levels[level]);
        assert_shown(&report, LEVEL_NOTE, buf_text(&wanted));
        buf_free(&wanted);
    }
}

static void ten_are_all_told(void **state)
{
    (void)state;
    struct report report = {0};
    struct buf wanted = {0};
    for (size_t row = 2; row <= 11; row++) {
        add_number(&report, LEVEL_WARNING, row);
        buf_printf(&wanted, "list.csv:%zu: warning: Әлия: «a»: this is No. %zu. Correct it.\n",
                   row, row);
    }
    assert_shown(&report, LEVEL_NOTE, buf_text(&wanted));
    buf_free(&wanted);
}

/* A note is worth a look; one of its kind shows what it is about. */
static void of_notes_one_is_told(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t row = 2; row <= 6; row++)
        add_number(&report, LEVEL_NOTE, row);
    for (size_t row = 2; row <= 4; row++)
        report_add(&report, LEVEL_NOTE, place_of(row, "b"), "row", "row %zu.", row);
    assert_shown(&report, LEVEL_NOTE,
                 "list.csv:2: note: Әлия: «a»: this is No. 2. Correct it.\n"
                 "list.csv: rows 3–6: note: «a»: 4 more rows have a note of this kind.\n"
                 "list.csv:2: note: Әлия: «b»: row 2.\n"
                 "list.csv:3: note: Әлия: «b»: row 3.\n"
                 "list.csv:4: note: Әлия: «b»: row 4.\n");
}

/* Faults of a template have no rows, and each its own line. */
static void what_has_no_row_stays(void **state)
{
    (void)state;
    struct report report = {0};
    struct buf wanted = {0};
    for (size_t line = 1; line <= 12; line++) {
        report_add(&report, LEVEL_ERROR, (struct place){.file = "a.ini", .line = line}, "key",
                   "this key is not known.");
        buf_printf(&wanted, "a.ini:%zu: this key is not known.\n", line);
    }
    assert_shown(&report, LEVEL_NOTE, buf_text(&wanted));
    buf_free(&wanted);
}

static void lesser_levels_can_be_left_out(void **state)
{
    (void)state;
    struct report report = {0};
    for (size_t row = 2; row <= 9; row++)
        report_add(&report, LEVEL_WARNING, (struct place){.row = row}, "new", "it is new.");
    add(&report, LEVEL_NOTE, 3, "a", "Асель");
    assert_shown(&report, LEVEL_WARNING, "rows 2–9: warning: it is new.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_many_rows_say_alike_is_one_line),
        cmocka_unit_test(few_rows_keep_their_names),
        cmocka_unit_test(columns_of_the_same_rows_share_a_line),
        cmocka_unit_test(of_a_kind_that_floods_the_rest_is_counted),
        cmocka_unit_test(many_ranges_are_told_in_whole),
        cmocka_unit_test(ten_are_all_told),
        cmocka_unit_test(of_notes_one_is_told),
        cmocka_unit_test(what_has_no_row_stays),
        cmocka_unit_test(lesser_levels_can_be_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
