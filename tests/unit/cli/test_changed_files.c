#include "cli/changed_files.h"

#include "base/file_write.h"
#include "cli/commands.h"
#include "unit/capture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What the name of a file says becomes of it. */
static bool change(const void *context, const char *path, bool *changed, struct error *err)
{
    (void)context;
    if (strcmp(path, "last.pdf") == 0)
        raise(SIGTERM);
    *changed = strcmp(path, "new.pdf") == 0;
    if (strcmp(path, "unsettled.pdf") == 0)
        return file_write_settle(AT_FDCWD, "/dev/null", err);
    return strcmp(path, "bad.pdf") != 0 || error_set(err, "test-fault", "The file is bad.");
}

/* The counts of the files, the exit status; what is printed is in `out` and `err`. */
static char out[1000], err[1000];

static int run(bool json, const char *const *names, size_t count)
{
    char *paths[4];
    const struct file_change files = {.run = change, .status = "signed", .json = json};
    struct buf line = {0};
    for (size_t i = 0; i < count; i++)
        assert_non_null(paths[i] = strdup(names[i]));
    struct capture wrong = capture_begin(stderr), right = capture_begin(stdout);
    struct changed_files counts = changed_files_run(&files, paths, count);
    buf_printf(&line, "%zu signed.", counts.changed);
    int status = changed_files_finish(&counts, &line, json);
    capture_end(&right, out, sizeof out);
    capture_end(&wrong, err, sizeof err);
    for (size_t i = 0; i < count; i++)
        free(paths[i]);
    return status;
}

static void a_fault_keeps_no_other_file_back(void **state)
{
    (void)state;
    const char *const names[] = {"bad.pdf", "new.pdf", "old.pdf"};
    assert_int_equal(run(false, names, 3), EXIT_SOME);
    assert_string_equal(out, "1 signed. 1 lacked nothing. 1 failed and is as it was.\n");
    assert_string_equal(err, "kualik: The file is bad.\n");
}

static void programs_read_a_line_of_each(void **state)
{
    (void)state;
    const char *const names[] = {"bad.pdf", "new.pdf", "old.pdf"};
    assert_int_equal(run(true, names, 3), EXIT_SOME);
    assert_non_null(strstr(out, "\"file\":\"bad.pdf\",\"status\":\"failed\""));
    assert_non_null(strstr(out, "test-fault"));
    assert_non_null(strstr(out, "\"file\":\"new.pdf\",\"status\":\"signed\""));
    assert_non_null(strstr(out, "\"file\":\"old.pdf\",\"status\":\"kept\""));
    assert_non_null(strstr(err, "1 signed. 1 lacked nothing."));
}

static void the_status_says_whether_anything_is_as_it_should_be(void **state)
{
    (void)state;
    const char *const good[] = {"new.pdf"}, *const kept[] = {"old.pdf", "bad.pdf"},
                      *const bad[] = {"bad.pdf", "bad.pdf"};
    assert_int_equal(run(false, good, 1), EXIT_DONE);
    assert_string_equal(out, "1 signed.\n");
    assert_int_equal(run(false, kept, 2), EXIT_SOME);
    assert_int_equal(run(false, bad, 2), EXIT_UNUSABLE);
    assert_string_equal(out, "0 signed. 2 failed and are as they were.\n");
}

/* The disk did not confirm what is there nevertheless. */
static void what_the_disk_did_not_confirm_is_changed(void **state)
{
    (void)state;
    const char *const alone[] = {"unsettled.pdf", "new.pdf"}, *const beside[] = {
                                                                  "bad.pdf", "unsettled.pdf"};
    assert_int_equal(run(true, alone, 2), EXIT_UNSURE);
    assert_non_null(strstr(out, "\"file\":\"unsettled.pdf\",\"status\":\"signed\""));
    assert_non_null(strstr(out, "folder-not-safe"));
    assert_non_null(strstr(err, "What is written is not yet safe"));
    assert_non_null(strstr(err, "2 signed.\n"));
    assert_int_equal(run(false, beside, 2), EXIT_SOME);
    assert_string_equal(out, "1 signed. 1 failed and is as it was.\n");
}

/* Nothing is begun after that, in this process. */
static void what_was_not_begun_is_told_as_such(void **state)
{
    (void)state;
    const char *const names[] = {"last.pdf", "new.pdf", "old.pdf"};
    assert_int_equal(run(true, names, 3), EXIT_STOPPED);
    assert_non_null(strstr(out, "\"file\":\"last.pdf\",\"status\":\"kept\""));
    assert_non_null(strstr(out, "\"file\":\"new.pdf\",\"status\":\"stopped\""));
    assert_non_null(strstr(out, "\"file\":\"old.pdf\",\"status\":\"stopped\""));
    assert_non_null(strstr(err, "2 were not begun."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_keeps_no_other_file_back),
        cmocka_unit_test(programs_read_a_line_of_each),
        cmocka_unit_test(the_status_says_whether_anything_is_as_it_should_be),
        cmocka_unit_test(what_the_disk_did_not_confirm_is_changed),
        cmocka_unit_test(what_was_not_begun_is_told_as_such),
    };
    return cmocka_run_group_tests_name("changed_files", tests, NULL, NULL);
}
