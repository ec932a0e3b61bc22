/* What is added to a file: its objects, and the table that finds them. */
#include "augment/pdf_update.h"
#include "unit/tiny_pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A file with the placeholder of a signature, and an update of it. */
struct edited {
    struct tiny tiny;
    struct pdf_reader pdf;
    struct pdf_update update;
    struct pdf_part catalog;
};

static int begin(void **state)
{
    struct edited *edited = calloc(1, sizeof *edited);
    struct error err;
    tiny_new(&edited->tiny, 100);
    bool begun =
        pdf_reader_open(&edited->pdf, edited->tiny.pdf.data, edited->tiny.pdf.size, &err) &&
        pdf_update_begin(&edited->update, &edited->pdf, &err) &&
        pdf_update_find(&edited->update, NULL, "Root", &edited->catalog, &err);
    *state = edited;
    return begun ? 0 : -1;
}

static int end(void **state)
{
    struct edited *edited = *state;
    pdf_update_free(&edited->update);
    pdf_reader_close(&edited->pdf);
    buf_free(&edited->tiny.pdf);
    free(edited);
    return 0;
}

/* The file as it would be written; released with free. */
static char *whole(struct edited *edited)
{
    struct buf file = {0};
    struct error err;
    assert_true(pdf_update_end(&edited->update, &err));
    buf_add(&file, edited->tiny.pdf.data, edited->tiny.pdf.size);
    buf_add(&file, edited->update.out.data, edited->update.out.size);
    return file.data;
}

/* Where the added table says that the object stands. */
static const char *find_added(const struct edited *edited, const char *file, unsigned number)
{
    char entry[32];
    const char *table = strstr(file + edited->tiny.pdf.size, "\nxref\n");
    assert_non_null(table);
    snprintf(entry, sizeof entry, "\n%u 1\n", number);
    const char *at = strstr(table, entry);
    assert_non_null(at);
    return file + strtoul(at + strlen(entry), NULL, 10);
}

static void what_is_set_and_appended_is_found(void **state)
{
    struct edited *edited = *state;
    struct error err;
    struct pdf_part form;
    assert_true(pdf_update_find(&edited->update, &edited->catalog, "AcroForm", &form, &err));
    assert_true(pdf_update_set(&edited->update, &edited->catalog, "DSS", "9 0 R", &err));
    assert_true(pdf_update_append(&edited->update, &form, "Fields", "8 0 R", &err));
    assert_true(pdf_update_set(&edited->update, &form, "SigFlags", "7", &err));
    char *file = whole(edited);
    const char *catalog = find_added(edited, file, 1);
    static const char wanted[] = "1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 7/"
                                 "Fields[4 0 R 8 0 R]>>/DSS 9 0 R>>\nendobj\n";
    assert_memory_equal(catalog, wanted, strlen(wanted));
    free(file);
}

static void an_array_that_is_missing_is_made(void **state)
{
    struct edited *edited = *state;
    struct error err;
    assert_true(pdf_update_append(&edited->update, &edited->catalog, "Names", "/A", &err));
    assert_false(pdf_update_append(&edited->update, &edited->catalog, "Pages", "/A", &err));
    assert_string_equal(err.what.code, "pdf-not-extendable");
    char *file = whole(edited);
    assert_non_null(strstr(find_added(edited, file, 1), "/Names [/A]>>"));
    free(file);
}

static void new_objects_have_new_numbers(void **state)
{
    struct edited *edited = *state;
    uint64_t first = pdf_update_stream(&edited->update, "bytes", 5);
    uint64_t second = pdf_update_take(&edited->update);
    assert_int_equal(first, edited->tiny.count);
    assert_int_equal(second, first + 1);
    pdf_update_open(&edited->update, second);
    buf_puts(&edited->update.out, "[]");
    pdf_update_close(&edited->update);
    char *file = whole(edited), text[64];
    snprintf(text, sizeof text, "%u 0 obj\n<</Length 5>>\nstream\nbytes\nendstream\nendobj\n",
             (unsigned)first);
    assert_memory_equal(find_added(edited, file, (unsigned)first), text, strlen(text));
    snprintf(text, sizeof text, "/Size %u/Prev ", (unsigned)second + 1);
    assert_non_null(strstr(file + edited->tiny.pdf.size, text));
    free(file);
}

/* The first part of /ID names the document; the second, what has become of it. */
static void the_second_part_of_the_id_changes(void **state)
{
    struct edited *edited = *state;
    pdf_update_stream(&edited->update, "bytes", 5);
    char *file = whole(edited);
    const char *id = strstr(file + edited->tiny.pdf.size, "/ID[");
    static const char first[] = "/ID[<000102030405060708090A0B0C0D0E0F><";
    assert_non_null(id);
    assert_memory_equal(id, first, strlen(first));
    assert_true(memcmp(id + strlen(first), first + strlen("/ID[<"), 32) != 0);
    free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_set_and_appended_is_found, begin, end),
        cmocka_unit_test_setup_teardown(an_array_that_is_missing_is_made, begin, end),
        cmocka_unit_test_setup_teardown(new_objects_have_new_numbers, begin, end),
        cmocka_unit_test_setup_teardown(the_second_part_of_the_id_changes, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
