#include "base/file_write.h"
#include "unit/bad_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

static bool written(const char *name, const char *text)
{
    int fd = open(in_scratch(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    assert_true(fd >= 0);
    bool done = file_write(fd, text, strlen(text));
    int code = errno;
    close(fd);
    errno = code;
    return done;
}

static void assert_holds(const char *name, const char *text)
{
    char bytes[64] = "";
    int fd = open(in_scratch(name), O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(read(fd, bytes, sizeof bytes - 1), strlen(text));
    assert_string_equal(bytes, text);
    close(fd);
}

static bool give(const char *temporary, const char *name, bool replace)
{
    return file_write_rename(AT_FDCWD, in_scratch(temporary), in_scratch(name), replace);
}

static bool is_there(const char *name)
{
    return access(in_scratch(name), F_OK) == 0;
}

static void all_is_written_in_small_pieces(void **state)
{
    (void)state;
    disk.slow = true;
    assert_true(written("file", "a text of more bytes than three"));
    assert_holds("file", "a text of more bytes than three");
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    disk.full = true;
    assert_false(written("file", "text"));
    assert_int_equal(errno, ENOSPC);
}

/* On a disk that has all calls, one without RENAME_NOREPLACE, and one without links, too. */
static void a_name_is_given_once(void **state)
{
    (void)state;
    for (unsigned calls = 0; calls < 3; calls++) {
        disk.no_rename = calls > 0;
        disk.no_link = calls > 1;
        assert_true(written("temporary", "first"));
        assert_true(give("temporary", "name", false));
        assert_holds("name", "first");
        assert_false(is_there("temporary"));

        assert_true(written("temporary", "second"));
        assert_false(give("temporary", "name", false));
        assert_int_equal(errno, EEXIST);
        assert_holds("name", "first");

        assert_true(give("temporary", "name", true));
        assert_holds("name", "second");
        assert_false(is_there("temporary"));
        assert_int_equal(unlink(in_scratch("name")), 0);
    }
}

static void a_link_that_points_nowhere_has_the_name(void **state)
{
    (void)state;
    disk.no_rename = disk.no_link = true;
    assert_int_equal(symlink("nowhere", in_scratch("name")), 0);
    assert_true(written("temporary", "text"));
    assert_false(give("temporary", "name", false));
    assert_int_equal(errno, EEXIST);
}

static void another_failure_is_told(void **state)
{
    (void)state;
    assert_false(give("nothing", "name", false));
    assert_int_equal(errno, ENOENT);
    assert_false(give("nothing", "name", true));
    assert_int_equal(errno, ENOENT);
}

/* What cannot be opened as a folder is told, unless it is not there, or others' alone. */
static void a_folder_is_waited_for(void **state)
{
    (void)state;
    struct error err;
    int fd = open(scratch, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_true(written("file", "text"));
    assert_true(file_write_settle(fd, ".", &err));
    assert_true(file_write_settle(fd, "archive", &err));
    assert_false(file_write_settle(fd, "file", &err));
    assert_string_equal(err.what.code, "folder-not-safe");
    close(fd);
    assert_true(file_write_settle_beside(in_scratch("file"), &err));
    assert_true(file_write_settle_beside("file", &err));
    assert_false(file_write_settle_beside(in_scratch("file/file"), &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_is_written_in_small_pieces, make_scratch,
                                        mend_disk),
        cmocka_unit_test_setup_teardown(a_full_disk_is_told, make_scratch, mend_disk),
        cmocka_unit_test_setup_teardown(a_name_is_given_once, make_scratch, mend_disk),
        cmocka_unit_test_setup_teardown(a_link_that_points_nowhere_has_the_name, make_scratch,
                                        mend_disk),
        cmocka_unit_test_setup_teardown(another_failure_is_told, make_scratch, mend_disk),
        cmocka_unit_test_setup_teardown(a_folder_is_waited_for, make_scratch, mend_disk),
    };
    return cmocka_run_group_tests_name("file_write", tests, NULL, NULL);
}
