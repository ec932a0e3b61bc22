#include "table/zip_archive.h"

#include "unit/make_zip.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DAMAGED "the file is damaged; open it in the spreadsheet program and save it again."

enum { SIZE = 3000 };

/* A ZIP file of the part a, which has 3,000 bytes. */
static struct buf make(zip_int32_t method)
{
    char text[SIZE + 1];
    struct buf bytes = {0};
    memset(text, 'x', SIZE);
    text[SIZE] = '\0';
    const struct zip_text parts[] = {{"a", text, 0}, {NULL, NULL, 0}};
    make_zip(parts, method, &bytes);
    return bytes;
}

/* Reads the part in odd pieces and appends what it has; takes the bytes. */
static void read_part(struct buf *bytes, const char *name, struct buf *out, struct error *err)
{
    struct zip_archive *zip = zip_archive_new(bytes, err);
    struct zip_part *part = zip ? zip_part_open(zip, name, err) : NULL;
    char piece[7];
    size_t size = 1;
    while (part && size && zip_part_next(part, piece, sizeof piece, &size, err))
        buf_add(out, piece, size);
    zip_part_close(part);
    zip_archive_free(zip);
}

static void assert_refused(struct buf *bytes, const char *name, const char *expected)
{
    struct buf out = {0};
    struct error err = {0};
    read_part(bytes, name, &out, &err);
    assert_string_equal(words_of(&err), expected);
    buf_free(&out);
}

static void parts_are_read(void **state)
{
    (void)state;
    const zip_int32_t methods[] = {ZIP_CM_STORE, ZIP_CM_DEFLATE};
    for (size_t i = 0; i < 2; i++) {
        struct buf bytes = make(methods[i]), out = {0};
        struct error err = {0};
        read_part(&bytes, "A", &out, &err);
        assert_string_equal(words_of(&err), "");
        assert_int_equal(out.size, SIZE);
        assert_int_equal(strspn(out.data, "x"), SIZE);
        buf_free(&out);
    }
    struct buf bytes = make(ZIP_CM_STORE);
    assert_refused(&bytes, "b", "the part «b» is missing: " DAMAGED);
}

/* Puts a number where the central directory has one of the part's fields. */
static void patch(struct buf *bytes, size_t field, uint32_t number, size_t size)
{
    size_t at = 0;
    while (memcmp(bytes->data + at, "PK\1\2", 4) != 0)
        at++;
    for (size_t i = 0; i < size; i++)
        bytes->data[at + field + i] = (char)(number >> 8 * i);
}

enum { METHOD = 10, CHECKSUM = 16, UNPACKED = 24, FLAGS = 8 };

static void lies_are_found_out(void **state)
{
    (void)state;
    struct buf bytes = make(ZIP_CM_DEFLATE);
    patch(&bytes, UNPACKED, SIZE - 1, 4);
    assert_refused(&bytes, "a", DAMAGED);
    bytes = make(ZIP_CM_DEFLATE);
    patch(&bytes, CHECKSUM, 1, 4);
    assert_refused(&bytes, "a", DAMAGED);
    bytes = make(ZIP_CM_DEFLATE);
    bytes.size /= 2;
    assert_refused(&bytes, "a", DAMAGED);
}

static void what_is_no_part_of_a_workbook_is_refused(void **state)
{
    (void)state;
    struct buf bytes = make(ZIP_CM_DEFLATE);
    patch(&bytes, UNPACKED, 1u << 30, 4);
    assert_refused(&bytes, "a",
                   "«a»: unpacked it has more than 512 MB, the most that is allowed.");
    bytes = make(ZIP_CM_DEFLATE);
    patch(&bytes, UNPACKED, 500u << 20, 4);
    assert_refused(&bytes, "a",
                   "«a»: it would unpack to more than 200 times its size, which no list does; "
                   "check where it comes from.");
    bytes = make(ZIP_CM_DEFLATE);
    patch(&bytes, METHOD, 12, 2);
    assert_refused(&bytes, "a",
                   "«a»: it is compressed in a way that workbooks never are; save it again.");
    bytes = make(ZIP_CM_DEFLATE);
    patch(&bytes, FLAGS, 1, 2);
    assert_refused(&bytes, "a", "«a»: it is protected by a password; save it without one.");
}

static void other_bytes_are_no_zip_file(void **state)
{
    (void)state;
    struct buf bytes = {0};
    assert_refused(&bytes, "a", "the part «a» is missing: " DAMAGED);
    buf_puts(&bytes, "PK\3\4 and nothing more");
    assert_refused(&bytes, "a", DAMAGED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_read),
        cmocka_unit_test(lies_are_found_out),
        cmocka_unit_test(what_is_no_part_of_a_workbook_is_refused),
        cmocka_unit_test(other_bytes_are_no_zip_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
