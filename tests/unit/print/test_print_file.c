#include "print/print_file.h"

#include "base/file.h"
#include "unit/fixture.h"
#include "unit/words.h"

static void assert_holds(const char *path, const char *text)
{
    struct buf bytes = {0};
    struct error err;
    assert_true(file_read(path, 100, &bytes, &err));
    assert_string_equal(buf_text(&bytes), text);
    buf_free(&bytes);
}

/* Writes the smallest PDF that is known as a file for the printer. */
static const char *write_printed(struct fixture *fixture)
{
    uint8_t id[16];
    struct buf pdf = {0};
    print_file_id(id);
    buf_printf(&pdf, "%%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n");
    size_t table = pdf.size;
    buf_printf(&pdf, "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
                     "trailer\n<</Size 2/Root 1 0 R/ID[");
    for (size_t part = 0; part < 2; part++) {
        buf_printf(&pdf, "<");
        for (size_t i = 0; i < sizeof id; i++)
            buf_printf(&pdf, "%02X", id[i]);
        buf_printf(&pdf, ">");
    }
    buf_printf(&pdf, "]>>\nstartxref\n%zu\n%%%%EOF\n", table);
    const char *path = fixture_write(fixture, "print.pdf", pdf.data, pdf.size);
    buf_free(&pdf);
    return path;
}

static struct single_file *begin(const char *path, bool replace, struct error *err)
{
    return single_file_new(path, print_file_kind(replace), err);
}

static void a_file_is_replaced_only_when_asked(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err;
    fixture_open(&fixture);
    const char *path = write_printed(&fixture);
    assert_null(begin(path, false, &err));
    assert_non_null(strstr(words_of(&err), "There is already a file of this name."));
    struct single_file *file = begin(path, true, &err);
    assert_non_null(file);
    assert_true(single_file_add(file, "new", 3, &err));
    assert_true(single_file_publish(file, &err));
    single_file_free(file);
    assert_holds(path, "new");
    fixture_close(&fixture);
}

/* Asked or not. */
static void another_file_is_never_replaced(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *why;
    } files[] = {
        {"SQLite format 3", "is a register or another database, and it is not written over. "
                            "Give -o another name."},
        {"%PDF-1.7 signed", "is a PDF that kualik print has not made, such as a certificate"},
        {"name;region\n", "is not one that kualik print has made"},
        {"", "is not one that kualik print has made"},
    };
    for (size_t i = 0; i < 2 * sizeof files / sizeof *files; i++) {
        struct fixture fixture;
        struct error err;
        const char *bytes = files[i / 2].bytes;
        fixture_open(&fixture);
        const char *path = fixture_write(&fixture, "print.pdf", bytes, strlen(bytes));
        assert_null(begin(path, i % 2, &err));
        assert_non_null(strstr(words_of(&err), files[i / 2].why));
        assert_holds(path, bytes);
        fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_replaced_only_when_asked),
        cmocka_unit_test(another_file_is_never_replaced),
    };
    return cmocka_run_group_tests_name("print_file", tests, NULL, NULL);
}
