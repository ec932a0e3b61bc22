#include "table/xlsx_writer.h"

#include "base/mem.h"
#include "table/xlsx.h"
#include "unit/show_records.h"

#include <stdlib.h>
#include <string.h>

#define KIND "a kind of ours"

/* A workbook of one row. */
static void make_row(const char *const *fields, size_t count, struct buf *out)
{
    struct buf rows = {0};
    struct error err;
    xlsx_add_row(&rows, fields, count);
    assert_true(xlsx_make(&rows, KIND, out, &err));
    buf_free(&rows);
}

static void assert_row(const char *const *fields, size_t count, const char *wanted)
{
    struct buf book = {0}, shown = {0};
    make_row(fields, count, &book);
    show_workbook(xlsx_open, &book, NULL, &shown);
    assert_string_equal(buf_text(&shown), wanted);
    buf_free(&shown);
}

static void texts_come_back_as_they_were(void **state)
{
    (void)state;
    const char *const fields[] = {"001",       "=1+1",    "<Ә & \"Қ\">", "",
                                  " a\tb\nc ", "_x0041_", "_x41_",       "2017-10-05"};
    assert_row(fields, 8, "1: 001|=1+1|<Ә & \"Қ\">|| a\tb\nc |_x0041_|_x41_|2017-10-05\n");
}

/* A workbook with anything else is damaged for a spreadsheet program. */
static void what_a_cell_cannot_hold_is_left_out(void **state)
{
    (void)state;
    const char *const control[] = {"a\001b\033c\xEF\xBF\xBF"};
    assert_row(control, 1, "1: abc\n");
    char *longer = mem_new(40000, 1);
    memset(longer, 'x', 39999);
    struct buf wanted = {0};
    buf_printf(&wanted, "1: %.*s\n", 32767, longer);
    assert_row((const char *const[]){longer}, 1, buf_text(&wanted));
    buf_free(&wanted);
    free(longer);
}

static void its_kind_is_known_while_nobody_saves_it_anew(void **state)
{
    (void)state;
    struct buf one = {0}, other = {0};
    const char *const fields[] = {"a"};
    make_row(fields, 1, &one);
    make_row(fields, 1, &other);
    assert_int_equal(one.size, other.size);
    assert_memory_equal(one.data, other.data, one.size);
    assert_true(xlsx_is(&one, KIND));
    assert_false(xlsx_is(&one, "another kind"));
    one.data[0] = 'Q';
    assert_false(xlsx_is(&one, KIND));
    buf_clear(&one);
    assert_false(xlsx_is(&one, KIND));
    buf_free(&one);
    buf_free(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_back_as_they_were),
        cmocka_unit_test(what_a_cell_cannot_hold_is_left_out),
        cmocka_unit_test(its_kind_is_known_while_nobody_saves_it_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
