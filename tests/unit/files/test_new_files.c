#include "files/new_files.h"

#include "unit/bad_disk.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Writes two files, the second of a name that may be taken, and returns which has failed. */
static int write_two(void)
{
    struct buf bytes = {0};
    buf_puts(&bytes, "a text of more bytes than three");
    const struct new_file files[] = {
        {"first", &bytes, 0666},
        {"second", &bytes, 0600},
    };
    const struct new_file *failed = new_files_write(files, 2);
    int code = errno;
    buf_free(&bytes);
    errno = code;
    return failed ? (int)(failed - files) : -1;
}

/* Says how many files there are, under whatever name. */
static size_t count(void)
{
    size_t found = 0;
    DIR *entries = opendir(".");
    assert_non_null(entries);
    for (const struct dirent *entry; (entry = readdir(entries));)
        found += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(entries);
    return found;
}

static void all_are_there(void **state)
{
    (void)state;
    assert_int_equal(chdir(scratch), 0);
    assert_int_equal(write_two(), -1);
    assert_int_equal(access("first", R_OK) + access("second", R_OK), 0);
    assert_int_equal(count(), 2);
}

static void a_taken_name_keeps_all_back(void **state)
{
    (void)state;
    assert_int_equal(chdir(scratch), 0);
    assert_int_equal(symlink("nowhere", "second"), 0);
    assert_int_equal(write_two(), 1);
    assert_int_equal(errno, EEXIST);
    assert_int_equal(count(), 1);
}

static void a_full_disk_leaves_nothing(void **state)
{
    (void)state;
    assert_int_equal(chdir(scratch), 0);
    disk.full = true;
    assert_int_equal(write_two(), 0);
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(count(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_are_there, make_scratch, mend_disk),
        cmocka_unit_test_setup_teardown(a_taken_name_keeps_all_back, make_scratch, mend_disk),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, make_scratch, mend_disk),
    };
    return cmocka_run_group_tests_name("new_files", tests, NULL, NULL);
}
