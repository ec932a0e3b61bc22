#include "base/file.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

/* A disk that is interrupted and reads little, or where a file was changed in the same second,
 * when told to: these stand before the C library's own functions. */
static struct {
    bool slow, changed;
    unsigned reads;
} disk;

int stat(const char *restrict path, struct stat *restrict status)
{
    int result = fstatat(AT_FDCWD, path, status, 0);
    status->st_mtim.tv_nsec ^= disk.changed;
    return result;
}

ssize_t read(int fd, void *bytes, size_t size)
{
    disk.reads++;
    if (disk.slow && disk.reads % 2) {
        errno = EINTR;
        return -1;
    }
    return syscall(SYS_read, fd, bytes, disk.slow && size > 3 ? (size_t)3 : size);
}

/* The disk works again for the next test. */
static int mend_disk(void **state)
{
    memset(&disk, 0, sizeof disk);
    return remove_scratch(state);
}

static void assert_says(const struct error *err, const char *part)
{
    if (!strstr(words_of(err), part))
        fail_msg("«%s» does not say «%s»", words_of(err), part);
}

static void reads_whole_up_to_the_limit(void **state)
{
    (void)state;
    struct error err = {0};
    struct buf bytes = {0};
    put("a", "куәлік");
    buf_puts(&bytes, "> ");
    assert_true(file_read(in_scratch("a"), 12, &bytes, &err));
    assert_string_equal(bytes.data, "> куәлік");
    assert_false(file_read(in_scratch("a"), 11, &bytes, &err));
    assert_says(&err, "/a: is larger than 11 bytes");
    assert_string_equal(bytes.data, "> куәлік");
    buf_free(&bytes);
}

static void a_large_file_is_not_half_read(void **state)
{
    (void)state;
    struct error err = {0};
    struct buf text = {0}, bytes = {0};
    for (int i = 0; i < 20000; i++)
        buf_printf(&text, "%d\n", i);
    put("a", text.data);
    buf_puts(&bytes, "> ");
    assert_false(file_read(in_scratch("a"), text.size - 1, &bytes, &err));
    assert_string_equal(bytes.data, "> ");
    assert_int_equal(bytes.size, 2);
    assert_true(file_read(in_scratch("a"), text.size, &bytes, &err));
    assert_string_equal(bytes.data + 2, text.data);
    buf_free(&text);
    buf_free(&bytes);
}

static void reads_only_files(void **state)
{
    (void)state;
    struct error err = {0};
    struct buf bytes = {0};
    assert_false(file_read(scratch, 100, &bytes, &err));
    assert_says(&err, "is a folder");
    assert_int_equal(mkfifo(in_scratch("pipe"), 0600), 0);
    assert_false(file_read(in_scratch("pipe"), 100, &bytes, &err));
    assert_says(&err, "is a pipe");
    assert_false(file_read(in_scratch("missing"), 100, &bytes, &err));
    assert_says(&err, "/missing: cannot be opened: there is no such file");
    buf_free(&bytes);
}

static void reads_in_parts_and_again(void **state)
{
    (void)state;
    struct error err = {0};
    put("list", "abcdef");
    struct file *file = file_open(in_scratch("list"), &err);
    assert_non_null(file);
    for (int pass = 0; pass < 2; pass++) {
        char part[4];
        size_t size;
        assert_true(file_next(file, part, 4, &size, &err));
        assert_int_equal(size, 4);
        assert_memory_equal(part, "abcd", 4);
        assert_true(file_next(file, part, 4, &size, &err));
        assert_int_equal(size, 2);
        assert_true(file_next(file, part, 4, &size, &err));
        assert_int_equal(size, 0);
        assert_true(file_rewind(file, &err));
    }
    file_close(file);
    file_close(NULL);
}

static void notices_a_changed_file(void **state)
{
    (void)state;
    struct error err = {0};
    char part[8];
    size_t size;
    put("list", "abc");
    struct file *file = file_open(in_scratch("list"), &err);
    assert_non_null(file);
    assert_true(file_next(file, part, sizeof part, &size, &err));
    put("other", "abd");
    assert_int_equal(rename(in_scratch("other"), in_scratch("list")), 0);
    assert_false(file_next(file, part, sizeof part, &size, &err));
    assert_says(&err, "/list: the file was changed");
    assert_false(file_rewind(file, &err));
    file_close(file);

    file = file_open(in_scratch("list"), &err);
    const struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    assert_int_equal(utimensat(AT_FDCWD, in_scratch("list"), times, 0), 0);
    assert_false(file_rewind(file, &err));
    file_close(file);

    file = file_open(in_scratch("list"), &err);
    assert_true(file_rewind(file, &err));
    disk.changed = true;
    assert_false(file_rewind(file, &err));
    file_close(file);
}

static void survives_interrupted_and_short_reads(void **state)
{
    (void)state;
    struct error err = {0};
    struct buf bytes = {0};
    put("a", "a text of many bytes");
    disk.slow = true;
    bool done = file_read(in_scratch("a"), 100, &bytes, &err);
    disk.slow = false;
    assert_true(done);
    assert_string_equal(bytes.data, "a text of many bytes");
    buf_free(&bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, mend_disk)

/* A file without contents of that size takes no room on the disk. */
static void refuses_to_open_what_nobody_can_read_to_its_end(void **state)
{
    (void)state;
    struct error err = {0};
    struct buf wanted = {0};
    put("large", "a\n");
    assert_int_equal(truncate(in_scratch("large"), 512 << 20), 0);
    file_close(file_open(in_scratch("large"), &err));
    assert_string_equal(words_of(&err), "");
    assert_int_equal(truncate(in_scratch("large"), (512 << 20) + 1), 0);
    assert_null(file_open(in_scratch("large"), &err));
    buf_printf(
        &wanted,
        "%s: is larger than 512 MB, the most that is allowed; check that it is the right "
        "file.",
        in_scratch("large"));
    assert_string_equal(words_of(&err), wanted.data);
    buf_free(&wanted);
}

/* What is not said in words of ours is the system's, and stands in quotation marks. */
static void test_reasons(void **state)
{
    (void)state;
    assert_string_equal(file_reason(ENOENT), "there is no such file or folder");
    assert_string_equal(file_reason(ESTALE), "the network drive does not answer");
    assert_string_equal(file_reason(EPROTO), "«Protocol error»");
    assert_string_equal(file_reason(99999), "for an unknown reason");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reasons),
        TEST(reads_whole_up_to_the_limit),
        TEST(a_large_file_is_not_half_read),
        TEST(reads_only_files),
        TEST(reads_in_parts_and_again),
        TEST(notices_a_changed_file),
        TEST(survives_interrupted_and_short_reads),
        cmocka_unit_test_setup_teardown(refuses_to_open_what_nobody_can_read_to_its_end,
                                        make_scratch, mend_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
