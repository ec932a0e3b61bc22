#include "base/file_write.h"
#include "base/temporary_file.h"
#include "unit/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static bool is_there(const char *name)
{
    return faccessat(AT_FDCWD, in_scratch(name), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static void open_for(struct temporary_file *file, const char *name)
{
    assert_true(temporary_file_open(file, in_scratch(name), 0666));
    assert_true(file_write(file->fd, "new", 3));
}

static void assert_content(const char *name, const char *wanted)
{
    char bytes[16] = "";
    int fd = open(in_scratch(name), O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(read(fd, bytes, sizeof bytes - 1), strlen(wanted));
    assert_int_equal(close(fd), 0);
    assert_string_equal(bytes, wanted);
}

static void a_file_has_its_name_when_it_is_published(void **state)
{
    (void)state;
    struct temporary_file file;
    open_for(&file, "out.pdf");
    assert_false(is_there("out.pdf"));
    assert_true(temporary_file_publish(&file, in_scratch("out.pdf"), false));
    assert_content("out.pdf", "new");
    temporary_file_discard(&file); /* there is none any more */
    assert_content("out.pdf", "new");
}

static void a_taken_name_is_taken_over_only_when_it_may_be(void **state)
{
    (void)state;
    struct temporary_file file;
    put("out.pdf", "");
    open_for(&file, "out.pdf");
    assert_false(temporary_file_publish(&file, in_scratch("out.pdf"), false));
    assert_int_equal(errno, EEXIST);
    assert_content("out.pdf", "");
    assert_true(temporary_file_publish(&file, in_scratch("out.pdf"), true));
    assert_content("out.pdf", "new");
}

static void a_discarded_file_leaves_nothing(void **state)
{
    (void)state;
    struct temporary_file file;
    open_for(&file, "out.pdf");
    errno = ENOSPC;
    temporary_file_discard(&file);
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(rmdir(scratch), 0);
    assert_int_equal(mkdir(scratch, 0700), 0);
}

/* Leaves a file that is not finished, as a process does that is killed, and gives its name. */
static void leave(char *name, size_t room)
{
    int names[2];
    assert_int_equal(pipe(names), 0);
    pid_t child = fork();
    if (child == 0) {
        struct temporary_file file;
        if (temporary_file_open(&file, in_scratch("out.pdf"), 0666))
            (void)!write(names[1], file.name, strlen(file.name));
        raise(SIGKILL);
    }
    close(names[1]);
    ssize_t size = read(names[0], name, room - 1);
    assert_true(size > 0);
    name[size] = '\0';
    close(names[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void what_a_killed_process_left_is_removed(void **state)
{
    (void)state;
    char left[512];
    struct temporary_file file;
    leave(left, sizeof left);
    assert_int_equal(access(left, F_OK), 0);
    open_for(&file, "other.pdf");
    assert_int_equal(access(left, F_OK), -1);
    temporary_file_discard(&file);
}

static void what_another_is_writing_stays(void **state)
{
    (void)state;
    struct temporary_file first, second;
    open_for(&first, "out.pdf");
    open_for(&second, "out.pdf");
    assert_string_not_equal(first.name, second.name);
    assert_true(temporary_file_publish(&first, in_scratch("out.pdf"), false));
    assert_true(temporary_file_publish(&second, in_scratch("other.pdf"), false));
    assert_content("out.pdf", "new");
    assert_content("other.pdf", "new");
}

static void only_files_of_that_name_are_removed(void **state)
{
    (void)state;
    static const char *const others[] = {".kualik-file-", ".kualik-file-12x", "kualik-file-12",
                                         ".kualik-lock"};
    struct temporary_file file;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        put(others[i], "");
    put(".kualik-file-12", "");
    assert_int_equal(mkdir(in_scratch(".kualik-file-13"), 0700), 0);
    assert_int_equal(symlink("kualik-file-12", in_scratch(".kualik-file-14")), 0);
    open_for(&file, "out.pdf");
    temporary_file_discard(&file);
    assert_false(is_there(".kualik-file-12"));
    assert_true(is_there(".kualik-file-13"));
    assert_true(is_there(".kualik-file-14"));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(is_there(others[i]));
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct temporary_file file;
    assert_false(temporary_file_open(&file, in_scratch("none/out.pdf"), 0666));
    assert_int_equal(errno, ENOENT);
    temporary_file_discard(&file);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_has_its_name_when_it_is_published),
        TEST(a_taken_name_is_taken_over_only_when_it_may_be),
        TEST(a_discarded_file_leaves_nothing),
        TEST(what_a_killed_process_left_is_removed),
        TEST(what_another_is_writing_stays),
        TEST(only_files_of_that_name_are_removed),
        TEST(a_folder_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
