#include "parse/pdf_table.h"
#include "unit/packed_pdf.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Reads the table of the file; what is wrong with it, "" for nothing. */
static const char *read_table(const struct buf *pdf, struct pdf_table *table)
{
    struct error err = {0};
    const char *end = pdf->data, *next;
    while ((next = memmem(end, (size_t)(pdf->data + pdf->size - end), "startxref", 9)))
        end = next + strlen("startxref"); /* the last one */
    pdf_table_read(table, pdf->data, strtoul(end, NULL, 10), pdf->size, &err);
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
    assert_true(pdf_table_find(&table, 2, 0, &entry, &err));
    assert_int_equal(entry.kind, PDF_TABLE_PACKED);
    assert_int_equal(entry.place, 4);
    assert_int_equal(entry.index, 1);
    assert_true(pdf_table_find(&table, 3, 0, &entry, &err));
    assert_int_equal(entry.kind, PDF_TABLE_PLAIN);
    assert_memory_equal(pdf.data + entry.place, "3 0 obj", 7);
    assert_false(pdf_table_find(&table, 0, 0, &entry, &err));
    assert_false(pdf_table_find(&table, 3, 1, &entry, &err));
    assert_false(pdf_table_find(&table, 6, 0, &entry, &err));
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
    assert_true(pdf_table_find(&table, 6, 0, &entry, &err));
    assert_memory_equal(pdf.data + entry.place, "3 0 obj", 7);
    assert_false(pdf_table_find(&table, 3, 0, &entry, &err));
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
    static const uint8_t rows[][3] = {{3, 9, 0}, {255, 9, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct packed packed = packed_sound;
        memcpy(packed.rows[3], rows[i], sizeof rows[i]);
        assert_non_null(strstr(fault_of(&packed), "table is not whole"));
    }
}

static void encrypted_files_are_refused(void **state)
{
    (void)state;
    struct packed packed = packed_sound;
    packed.table_entries = "/Type/XRef/Size 6/W[1 1 1]/Root 1 0 R/Encrypt 3 0 R";
    assert_string_equal(fault_of(&packed), "The file is encrypted.");
}

/* A file of one object per entry of `sections`, each a section's text behind `xref`, of which
 * the first `%zu` becomes where the section before it begins. */
static struct buf chain(const char *const *sections, size_t count)
{
    struct buf pdf = {0};
    size_t before = 0;
    buf_puts(&pdf, "%PDF-1.7\n");
    for (size_t i = 0; i < count; i++) {
        char text[400];
        size_t at = pdf.size;
        const char *gap = strstr(sections[i], "PREV");
        snprintf(text, sizeof text, "%.*s%zu%s",
                 (int)(gap ? (size_t)(gap - sections[i]) : strlen(sections[i])), sections[i],
                 before, gap ? gap + strlen("PREV") : "");
        if (!gap)
            text[strlen(sections[i])] = '\0';
        buf_printf(&pdf, "xref\n%s\nstartxref\n%zu\n%%%%EOF\n", text, at);
        before = at;
    }
    return pdf;
}

static void a_later_section_goes_before_an_earlier_one(void **state)
{
    (void)state;
    static const char *const sections[] = {
        "0 4\n0000000000 65535 f\r\n0000000011 00000 n\r\n0000000012 00000 n\r\n"
        "0000000013 00000 n\r\ntrailer\n<</Size 4>>",
        "1 1\n0000000021 00000 n\r\n3 2\n0000000000 00001 f\r\n0000000024 00002 n\r\n"
        "trailer\n<</Size 5/Prev PREV>>",
    };
    struct pdf_table table;
    struct pdf_table_entry entry;
    struct error err = {0};
    struct buf pdf = chain(sections, 2);
    assert_string_equal(read_table(&pdf, &table), "");
    assert_true(pdf_table_find(&table, 1, 0, &entry, &err));
    assert_int_equal(entry.place, 21);
    assert_true(pdf_table_find(&table, 2, 0, &entry, &err));
    assert_int_equal(entry.place, 12);
    assert_false(pdf_table_find(&table, 3, 0, &entry, &err)); /* freed later */
    assert_true(pdf_table_find(&table, 4, 2, &entry, &err));
    assert_false(pdf_table_find(&table, 4, 0, &entry, &err)); /* another generation */
    pdf_table_free(&table);
    buf_free(&pdf);
}

static void sections_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *section, *why;
    } cases[] = {
        {"0 1\n0000000000 65535 f\r\ntrailer\n<</Size 1/Prev 9>>", "in a circle"},
        {"0 1\n0000000000 65535 f\r\ntrailer\n<</Size 1/Prev 999>>", "/Prev does not say"},
        {"0 1\n0000000000 65535 f\r\ntrailer\n<</Size 1/Prev 11>>", "no cross-reference"},
        {"0 1\n0000000000 65535 f\r\ntrailer\n<</Size 1/XRefStm 9>>", "not whole"},
        {"0 1\n0000000000 65535 f\r\ntrailer\n<</Size 1/XRefStm 9999>>", "not whole"},
        {"0 2\n0000000000 65535 f\r\n0000000000 65535 f\r\ntrailer\n<</Size 1>>", "not whole"},
        {"1 1\n0000000009 00000 n\r\n1 1\n0000000099 00000 n\r\ntrailer\n<</Size 2>>",
         "not whole"},
        {"1 1\n0000000009 00000 x\r\ntrailer\n<</Size 2>>", "not whole"},
        {"18446744073709551615 1\n0000000009 00000 n\r\ntrailer\n<</Size 2>>", "not whole"},
        {"0 1\n0000000000 65535 f\r\ntrailer\n<</Size 9999999>>", "/Size does not say"},
        {"0 1\n0000000000 65535 f\r\ntrailer\n<<>>", "/Size does not say"},
        {"0 1\n0000000000 65535 f\r\ntrailer\n<</Size 1>>\ntrailer\n<</Size 1>>",
         "between the trailer and startxref"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_table table;
        struct buf pdf = chain(&cases[i].section, 1);
        const char *words = read_table(&pdf, &table);
        if (!strstr(words, cases[i].why))
            fail_msg("%s: %s", cases[i].section, words);
        pdf_table_free(&table);
        buf_free(&pdf);
    }
}

/* A sound file, and behind it a section for old programs that points at its table. */
static const char *hybrid(const char *section, struct pdf_table *table, struct buf *pdf)
{
    *pdf = packed_new(&packed_sound);
    const char *end = memmem(pdf->data, pdf->size, "startxref", 9);
    assert_non_null(end);
    size_t stream = strtoul(end + strlen("startxref"), NULL, 10), at = pdf->size;
    buf_printf(pdf, "xref\n%s\ntrailer\n<</Size 6/XRefStm %zu>>\nstartxref\n%zu\n%%%%EOF\n",
               section, stream, at);
    return read_table(pdf, table);
}

static void what_old_programs_do_not_see_stands_in_a_stream(void **state)
{
    struct pdf_table table;
    struct pdf_table_entry entry;
    struct error err = {0};
    struct buf pdf;
    (void)state;
    assert_string_equal(hybrid("0 3\n0000000000 65535 f\r\n0000000000 00000 f\r\n"
                               "0000000000 00000 f\r\n",
                               &table, &pdf),
                        "");
    assert_true(pdf_table_find(&table, 2, 0, &entry, &err));
    assert_int_equal(entry.kind, PDF_TABLE_PACKED);
    assert_true(pdf_table_find(&table, 3, 0, &entry, &err));
    assert_memory_equal(pdf.data + entry.place, "3 0 obj", 7);
    assert_false(pdf_table_find(&table, 0, 0, &entry, &err));
    pdf_table_free(&table);
    buf_free(&pdf);
}

/* Old and new programs would show different objects. */
static void an_object_in_both_tables_is_refused(void **state)
{
    struct pdf_table table;
    struct buf pdf;
    (void)state;
    assert_non_null(strstr(hybrid("3 1\n0000000099 00000 n\r\n", &table, &pdf), "not whole"));
    pdf_table_free(&table);
    buf_free(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_says_where_objects_stand),
        cmocka_unit_test(ranges_say_which_numbers_rows_are_about),
        cmocka_unit_test(a_table_that_does_not_fit_is_refused),
        cmocka_unit_test(rows_that_mean_nothing_are_refused),
        cmocka_unit_test(encrypted_files_are_refused),
        cmocka_unit_test(a_later_section_goes_before_an_earlier_one),
        cmocka_unit_test(sections_that_do_not_fit_are_refused),
        cmocka_unit_test(what_old_programs_do_not_see_stands_in_a_stream),
        cmocka_unit_test(an_object_in_both_tables_is_refused),
    };
    return cmocka_run_group_tests_name("pdf_table", tests, NULL, NULL);
}
