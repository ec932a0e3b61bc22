#include "parse/pdf_table.h"
#include "unit/packed_pdf.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Reads the table of the file; what is wrong with it, "" for nothing. */
static const char *read_table(const struct buf *pdf, struct pdf_table *table)
{
    struct error err = {0};
    const char *end = memmem(pdf->data, pdf->size, "startxref", 9);
    size_t at = strtoul(end + strlen("startxref"), NULL, 10);
    pdf_table_read(table, pdf->data, at, (size_t)(end - pdf->data), &err);
    return words_of(&err);
}

static const char *fault_of(const struct packed *packed)
{
    struct pdf_table table;
    struct buf pdf = packed_new(packed);
    const char *words = read_table(&pdf, &table);
    pdf_table_free(&table);
    buf_free(&pdf);
    return words;
}

static void a_stream_says_where_objects_stand(void **state)
{
    (void)state;
    struct pdf_table table;
    struct pdf_table_entry entry;
    struct error err = {0};
    struct buf pdf = packed_new(&packed_sound);
    assert_string_equal(read_table(&pdf, &table), "");
    assert_true(pdf_table_find(&table, pdf.data, 2, 0, &entry, &err));
    assert_int_equal(entry.kind, PDF_TABLE_PACKED);
    assert_int_equal(entry.place, 4);
    assert_int_equal(entry.index, 1);
    assert_true(pdf_table_find(&table, pdf.data, 3, 0, &entry, &err));
    assert_int_equal(entry.kind, PDF_TABLE_PLAIN);
    assert_memory_equal(pdf.data + entry.place, "3 0 obj", 7);
    assert_false(pdf_table_find(&table, pdf.data, 0, 0, &entry, &err));
    assert_false(pdf_table_find(&table, pdf.data, 3, 1, &entry, &err));
    assert_false(pdf_table_find(&table, pdf.data, 6, 0, &entry, &err));
    pdf_table_free(&table);
    buf_free(&pdf);
}

static void ranges_say_which_numbers_rows_are_about(void **state)
{
    (void)state;
    struct pdf_table table;
    struct pdf_table_entry entry;
    struct error err = {0};
    struct packed packed = packed_sound;
    packed.table_entries = "/Type/XRef/Size 9/Index[0 3 6 3]/W[1 1 1]/Root 1 0 R";
    struct buf pdf = packed_new(&packed);
    assert_string_equal(read_table(&pdf, &table), "");
    assert_true(pdf_table_find(&table, pdf.data, 6, 0, &entry, &err));
    assert_memory_equal(pdf.data + entry.place, "3 0 obj", 7);
    assert_false(pdf_table_find(&table, pdf.data, 3, 0, &entry, &err));
    pdf_table_free(&table);
    buf_free(&pdf);
}

static void a_table_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    static const char *const entries[] = {
        "/Type/XRef/Size 5/W[1 1 1]",
        "/Type/XRef/Size 7/W[1 1 1]",
        "/Type/XRef/Size 300000/Index[0 6]/W[1 1 1]",
        "/Type/XRef/Size 6/W[1 1]",
        "/Type/XRef/Size 6/W[1 1 1 0]",
        "/Type/XRef/Size 6/W[0 1 2]",
        "/Type/XRef/Size 6/W[1 0 2]",
        "/Type/XRef/Size 6/W[1 9 1]",
        "/Type/XRef/Size 6/W[1 -1 1]",
        "/Type/XRef/Size 6",
        "/Type/XRef/W[1 1 1]",
        "/Type/ObjStm/Size 6/W[1 1 1]",
        "/Type/XRef/Size 6/Index[0 5]/W[1 1 1]",
        "/Type/XRef/Size 6/Index[0 7]/W[1 1 1]",
        "/Type/XRef/Size 6/Index[1 6]/W[1 1 1]",
        "/Type/XRef/Size 9/Index[3 3 0 3]/W[1 1 1]",
        "/Type/XRef/Size 9/Index[0 3 2 3]/W[1 1 1]",
        "/Type/XRef/Size 9/Index[0 6 7]/W[1 1 1]",
        "/Type/XRef/Size 9/Index[0 6 7 18446744073709551615]/W[1 1 1]",
        "/Type/XRef/Size 6/Size 6/W[1 1 1]",
    };
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        struct packed packed = packed_sound;
        packed.table_entries = entries[i];
        if (!strstr(fault_of(&packed), "table is not whole") &&
            !strstr(fault_of(&packed), "cannot be read"))
            fail_msg("%s: %s", entries[i], fault_of(&packed));
    }
}

static void rows_that_mean_nothing_are_refused(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{3, 9, 0}, {1, 9, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct packed packed = packed_sound;
        memcpy(packed.rows[3], rows[i], sizeof rows[i]);
        assert_non_null(strstr(fault_of(&packed), "table is not whole"));
    }
}

static void files_in_parts_are_refused(void **state)
{
    (void)state;
    struct packed packed = packed_sound;
    packed.table_entries = "/Type/XRef/Size 6/W[1 1 1]/Root 1 0 R/Prev 9";
    assert_non_null(strstr(fault_of(&packed), "in one go"));
    packed.table_entries = "/Type/XRef/Size 6/W[1 1 1]/Root 1 0 R/Encrypt 3 0 R";
    assert_string_equal(fault_of(&packed), "The file is encrypted.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_says_where_objects_stand),
        cmocka_unit_test(ranges_say_which_numbers_rows_are_about),
        cmocka_unit_test(a_table_that_does_not_fit_is_refused),
        cmocka_unit_test(rows_that_mean_nothing_are_refused),
        cmocka_unit_test(files_in_parts_are_refused),
    };
    return cmocka_run_group_tests_name("pdf_table", tests, NULL, NULL);
}
