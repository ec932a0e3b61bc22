#include "table/list.h"

#include "unit/fixture.h"
#include "unit/make_zip.h"
#include "unit/words.h"

#define URN "urn:oasis:names:tc:opendocument:xmlns:"

static void put_workbook(struct buf *bytes)
{
    static const char content[] =
        "<o:d xmlns:o=\"" URN "office:1.0\" xmlns:t=\"" URN "table:1.0\" xmlns:x=\"" URN
        "text:1.0\"><t:table><t:table-row><t:table-cell o:value-type=\"string\"><x:p>a</x:p>"
        "</t:table-cell></t:table-row></t:table></o:d>";
    const struct zip_text parts[] = {{"content.xml", content, 0}, {NULL, NULL, 0}};
    make_zip(parts, ZIP_CM_DEFLATE, bytes);
}

/* Reads a list of one row to its end; `removed`: before that, somebody removes the file,
 * otherwise it is written anew and shorter. */
static void assert_change_noticed(const char *bytes, size_t size, bool removed)
{
    struct fixture fixture;
    struct report faults = {0};
    struct record record;
    struct error err = {0};
    fixture_open(&fixture);
    const char *path = fixture_write(&fixture, "list", bytes, size);
    struct list *list = list_open(path, &(struct list_options){0}, &fixture.findings, &err);
    assert_non_null(list);
    assert_int_equal(list_next(list, &record, &faults, &err), RECORD_READ);
    assert_int_equal(list_next(list, &record, &faults, &err), RECORD_END);
    assert_true(list_rewind(list, &err));
    assert_int_equal(list_next(list, &record, &faults, &err), RECORD_READ);
    if (removed)
        unlink(path);
    else
        fixture_write(&fixture, "list", bytes, size - 1);
    assert_int_equal(list_next(list, &record, &faults, &err), RECORD_FAILED);
    assert_non_null(strstr(words_of(&err), "list: the file was changed while it was in use"));
    assert_false(list_rewind(list, &err));
    list_close(list);
    fixture_close(&fixture);
}

static void a_list_that_changes_meanwhile_fails_at_its_end(void **state)
{
    (void)state;
    struct buf workbook = {0};
    put_workbook(&workbook);
    for (int removed = 0; removed < 2; removed++) {
        assert_change_noticed("a\n", 2, removed);
        assert_change_noticed(workbook.data, workbook.size, removed);
    }
    buf_free(&workbook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_that_changes_meanwhile_fails_at_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
