#include "table/workbook.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct sheet {
    const char *name;
    bool shown;
};

/* Says which of the sheets is read, and what is said of it; a name NULL ends the sheets. */
static void assert_read(const struct sheet *list, const char *wanted, size_t number,
                        const char *said)
{
    struct workbook_sheets sheets = {.wanted = wanted};
    struct report notes = {0};
    struct error err = {0};
    struct buf out = {0};
    for (size_t i = 0; list[i].name; i++)
        assert_int_equal(workbook_take_sheet(&sheets, list[i].name, list[i].shown),
                         i + 1 == number);
    assert_int_equal(workbook_check_sheets(&sheets, &notes, &err), number > 0);
    put_findings(&notes, &out);
    buf_puts(&out, words_of(&err));
    assert_string_equal(buf_text(&out), said);
    workbook_free_sheets(&sheets);
    report_free(&notes);
    buf_free(&out);
}

static void the_first_sheet_that_is_shown_is_read(void **state)
{
    (void)state;
    assert_read((struct sheet[]){{"one", true}, {NULL, false}}, NULL, 1, "");
    assert_read((struct sheet[]){{"one", false}, {"two", true}, {NULL, false}}, NULL, 2, "");
    assert_read((struct sheet[]){{"one", true}, {"two", false}, {"3", true}, {NULL, false}},
                NULL, 1, "note: of 2 sheets, «one» is read. Use --sheet for another one.");
    assert_read((struct sheet[]){{"one", false}, {"two", false}, {NULL, false}}, NULL, 0,
                "all sheets of this workbook are hidden; name one with --sheet: «one», «two».");
    assert_read((struct sheet[]){{NULL, false}}, NULL, 0,
                "there is no sheet in this workbook.");
}

static void a_sheet_is_read_by_its_name_even_if_it_is_hidden(void **state)
{
    (void)state;
    static const struct sheet sheets[] = {
        {"one", true}, {"two", false}, {"two", true}, {NULL, false}};
    assert_read(sheets, "two", 2, "");
    assert_read(sheets, "Two", 0, "there is no sheet «Two», but there is «one», «two», «two».");
}

static void hidden_rows_are_counted(void **state)
{
    (void)state;
    static const char *const said[] = {
        "",
        "note: 1 row is hidden in the sheet, by a filter or by hand, and read all the same. "
        "Delete them from the list if they do not belong to it.",
        "note: 2 rows are hidden in the sheet, by a filter or by hand, and read all the same. "
        "Delete them from the list if they do not belong to it."};
    for (size_t rows = 0; rows < 3; rows++) {
        struct report notes = {0};
        struct buf out = {0};
        workbook_note_hidden(rows, &notes);
        put_findings(&notes, &out);
        assert_string_equal(buf_text(&out), said[rows]);
        report_free(&notes);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_sheet_that_is_shown_is_read),
        cmocka_unit_test(a_sheet_is_read_by_its_name_even_if_it_is_hidden),
        cmocka_unit_test(hidden_rows_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
