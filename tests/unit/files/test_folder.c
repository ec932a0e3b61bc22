#include "files/folder.h"
#include "unit/bad_disk.h"
#include "unit/words.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* As those of the disk: reading is slow, too. */
ssize_t read(int fd, void *bytes, size_t size)
{
    disk.reads++;
    if (disk.slow && disk.reads % 2) {
        errno = EINTR;
        return -1;
    }
    return syscall(SYS_read, fd, bytes, disk.slow && size > 3 ? (size_t)3 : size);
}

static void assert_says(const struct error *err, const char *part)
{
    if (!strstr(words_of(err), part))
        fail_msg("«%s» does not say «%s»", words_of(err), part);
}

static void assert_holds(struct folder *folder, const char *name, const char *text)
{
    struct error err = {0};
    struct buf bytes = {0};
    if (!folder_read(folder, name, 1000000, &bytes, &err))
        fail_msg("%s", words_of(&err));
    assert_string_equal(buf_text(&bytes), text);
    buf_free(&bytes);
}

static size_t entries;

static int count_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)path, (void)status, (void)walk;
    entries += type != FTW_D;
    return 0;
}

static size_t count_files(void)
{
    entries = 0;
    assert_int_equal(nftw(scratch, count_entry, 16, FTW_PHYS), 0);
    return entries;
}

static struct folder *must_open(const char *path)
{
    struct error err = {0};
    struct folder *folder = folder_open(path, &err);
    if (!folder)
        fail_msg("%s", words_of(&err));
    return folder;
}

/* All three steps for one file. */
static bool write_file(struct folder *folder, const char *name, const char *text, bool replace,
                       struct error *err)
{
    struct staged staged;
    if (!folder_stage(folder, text, strlen(text), &staged, err))
        return false;
    if (folder_sync(folder, err))
        return folder_publish(folder, &staged, name, replace, err);
    folder_discard(folder, &staged);
    return false;
}

static void must_write(struct folder *folder, const char *name, const char *text, bool replace)
{
    struct error err = {0};
    if (!write_file(folder, name, text, replace, &err))
        fail_msg("%s", words_of(&err));
}

static void must_close(struct folder *folder)
{
    struct error err = {0};
    if (!folder_close(folder, &err))
        fail_msg("%s", words_of(&err));
}

static void makes_the_folder_and_its_parents(void **state)
{
    (void)state;
    struct error err = {0};
    struct folder *folder = must_open(in_scratch("out//2017/10/"));
    must_write(folder, "Ақбота.pdf", "one", false);
    assert_true(folder_has(folder, "Ақбота.pdf"));
    assert_false(folder_has(folder, "other.pdf"));
    must_close(folder);
    put("plain", "");
    assert_null(folder_open(in_scratch("plain"), &err));
    assert_says(&err, "is a file, not a folder");
    assert_null(folder_open(in_scratch("plain/out"), &err));
    assert_says(&err, "is a file, not a folder");
    assert_true(folder_close(NULL, &err));
}

static void replaces_only_when_asked(void **state)
{
    (void)state;
    static const char *const ways[] = {"renamed", "linked", "guarded"};
    for (int round = 0; round < 3; round++) {
        disk.no_rename = round >= 1;
        disk.no_link = round == 2;
        struct error err = {0};
        struct folder *folder = must_open(in_scratch(ways[round]));
        must_write(folder, "a", "one", false);
        assert_false(write_file(folder, "a", "two", false, &err));
        assert_says(&err, "«a»: There is a file of this name already");
        assert_holds(folder, "a", "one");
        must_write(folder, "a", "three", true);
        assert_holds(folder, "a", "three");
        assert_int_equal(count_files(), round + 1);
        must_close(folder);
    }
}

static void obeys_the_umask(void **state)
{
    (void)state;
    struct folder *folder = must_open(scratch);
    mode_t old = umask(027);
    must_write(folder, "a", "one", false);
    umask(old);
    struct stat status;
    assert_int_equal(stat(in_scratch("a"), &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    must_close(folder);
}

static void survives_interrupted_and_short_calls(void **state)
{
    (void)state;
    struct folder *folder = must_open(scratch);
    disk.slow = true;
    must_write(folder, "a", "a text of many bytes", false);
    assert_holds(folder, "a", "a text of many bytes");
    disk.slow = false;
    assert_holds(folder, "a", "a text of many bytes");
    must_close(folder);
}

static void leaves_nothing_on_a_full_disk(void **state)
{
    (void)state;
    struct error err = {0};
    struct folder *folder = must_open(scratch);
    disk.writes = 0;
    disk.full = true;
    assert_false(write_file(folder, "a", "a text of many bytes", false, &err));
    disk.full = false;
    assert_says(&err, ": A file cannot be written: the disk is full");
    assert_int_equal(count_files(), 0);

    disk.no_sync = true;
    assert_false(write_file(folder, "a", "one", true, &err));
    disk.no_sync = false;
    assert_says(&err, "the disk reports a fault");
    assert_int_equal(count_files(), 0);
    must_close(folder);
}

static void many_files_are_synced_together(void **state)
{
    (void)state;
    struct error err = {0};
    struct staged staged[4];
    const char *const names[] = {"a", "b", "a", "../c"};
    struct folder *folder = must_open(scratch);
    disk.syncs = 0;
    for (size_t i = 0; i < 4; i++)
        assert_true(folder_stage(folder, names[i], strlen(names[i]), &staged[i], &err));
    assert_false(folder_has(folder, "a"));
    assert_true(folder_sync(folder, &err));
    assert_int_equal(disk.syncs, 1);
    assert_true(folder_publish(folder, &staged[0], names[0], false, &err));
    folder_discard(folder, &staged[1]);
    assert_false(folder_publish(folder, &staged[2], names[2], false, &err));
    assert_says(&err, "«a»: There is a file of this name already");
    assert_false(folder_publish(folder, &staged[3], names[3], true, &err));
    assert_says(&err, "cannot be the name of a file here");
    assert_int_equal(count_files(), 1);
    assert_holds(folder, "a", "a");
    must_close(folder);
}

static void refuses_names_that_leave_the_folder(void **state)
{
    (void)state;
    char longest[257];
    memset(longest, 'a', sizeof longest);
    longest[256] = '\0';
    const char *const wrong[] = {
        "", ".", "..", "a/b", "/etc/passwd", "../a", longest, ".kualik-000000"};
    struct folder *folder = must_open(scratch);
    struct buf bytes = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct error err = {0};
        assert_false(write_file(folder, wrong[i], "x", true, &err));
        assert_says(&err, "cannot be the name of a file here");
        assert_false(folder_has(folder, wrong[i]));
        assert_false(folder_read(folder, wrong[i], 10, &bytes, &err));
    }
    longest[255] = '\0';
    must_write(folder, longest, "x", false);
    must_close(folder);
    buf_free(&bytes);
}

static void a_link_in_the_folder_leads_nowhere(void **state)
{
    (void)state;
    struct error err = {0};
    struct buf bytes = {0};
    put("secret", "secret");
    assert_int_equal(symlink("secret", in_scratch("a")), 0);
    struct folder *folder = must_open(scratch);
    assert_true(folder_has(folder, "a"));
    assert_false(folder_read(folder, "a", 100, &bytes, &err));
    assert_says(&err, "symbolic link");
    must_write(folder, "a", "one", true);
    assert_holds(folder, "a", "one");
    assert_holds(folder, "secret", "secret");
    must_close(folder);
    buf_free(&bytes);
}

/* In capitals or not, and links too: all that somebody may take for one of the files. */
static void lists_files_by_their_ending(void **state)
{
    (void)state;
    static const char *const wanted[] = {"B.PDF", "a.pdf", "c.Pdf", "file.pdf", "nothing.pdf"};
    struct arena arena = {0};
    size_t count;
    put("a.pdf", "one");
    put("B.PDF", "two");
    put("c.Pdf", "three");
    put("d.pdf.bak", "four");
    put(".pdf", "five");
    assert_int_equal(mkdir(in_scratch("folder.pdf"), 0700), 0);
    assert_int_equal(symlink("a.pdf", in_scratch("file.pdf")), 0);
    assert_int_equal(symlink("nowhere", in_scratch("nothing.pdf")), 0);
    assert_int_equal(symlink("folder.pdf", in_scratch("link.pdf")), 0);
    struct folder *folder = must_open(scratch);
    const char **names = folder_list(folder, ".pdf", &arena, &count);
    assert_int_equal(count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(names[i], wanted[i]);
    must_close(folder);
    arena_free(&arena);
    assert_int_equal(rmdir(in_scratch("folder.pdf")), 0);
}

static void removes_what_a_killed_run_left(void **state)
{
    (void)state;
    put(".kualik-000000", "half");
    put(".kualik-00ab19", "half");
    put(".kualik-00AB19", "not ours");
    put(".kualik-00ab1", "not ours");
    put(".kualik-00ab190", "not ours");
    assert_int_equal(mkdir(in_scratch(".kualik-000001"), 0700), 0);
    assert_int_equal(symlink("nowhere", in_scratch(".kualik-000002")), 0);
    struct folder *folder = must_open(scratch);
    assert_int_equal(count_files(), 4);
    for (unsigned i = 0; i < 3; i++)
        must_write(folder, (const char *const[]){"a", "b", "c"}[i], "whole", false);
    assert_int_equal(count_files(), 7);
    assert_holds(folder, "c", "whole");
    must_close(folder);
}

static void keeps_a_second_process_out(void **state)
{
    (void)state;
    struct folder *folder = must_open(scratch);
    pid_t child = fork();
    if (child == 0) {
        struct error err = {0};
        bool kept_out = !folder_open(scratch, &err) && !strcmp(err.what.code, "folder-busy");
        _exit(kept_out ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    must_close(folder);
    assert_int_equal(status, 0);
    must_close(must_open(scratch));
}

/* Others that read see what it was, too, and a run that was cut off may still be mended. */
static void reads_without_changing_anything(void **state)
{
    (void)state;
    struct error err = {0};
    put(".kualik-000000", "half");
    put("a", "whole");
    struct folder *folder = folder_open_to_read(scratch, &err);
    struct folder *other = folder_open_to_read(scratch, &err);
    assert_non_null(folder);
    assert_non_null(other);
    assert_null(folder_open(scratch, &err));
    assert_string_equal(err.what.code, "folder-busy");
    assert_holds(folder, "a", "whole");
    must_close(folder);
    must_close(other);
    assert_int_equal(count_files(), 2);
    assert_null(folder_open_to_read(in_scratch("none"), &err));
}

enum { THREADS = 4, EACH = 25 };

struct job {
    struct folder *folder;
    unsigned number;
    unsigned written;
};

static void *write_many(void *data)
{
    struct job *job = data;
    for (unsigned i = 0; i < EACH; i++) {
        struct error err = {0};
        char name[32];
        snprintf(name, sizeof name, "%u-%u", job->number, i);
        job->written += write_file(job->folder, name, name, false, &err);
        /* All fight for one name; one of them gets it. */
        snprintf(name, sizeof name, "%u", i);
        job->written += write_file(job->folder, name, name, false, &err);
    }
    return NULL;
}

static void threads_write_together(void **state)
{
    (void)state;
    struct folder *folder = must_open(scratch);
    struct job jobs[THREADS];
    pthread_t threads[THREADS];
    for (unsigned i = 0; i < THREADS; i++) {
        jobs[i] = (struct job){.folder = folder, .number = i};
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, &jobs[i]), 0);
    }
    unsigned written = 0;
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        written += jobs[i].written;
    }
    assert_int_equal(written, (THREADS + 1) * EACH);
    assert_int_equal(count_files(), (THREADS + 1) * EACH);
    assert_holds(folder, "3-24", "3-24");
    must_close(folder);
}

/* What a killed run left is no file of anybody; what is published later changes nothing. */
static void knows_whether_it_began_empty(void **state)
{
    (void)state;
    put(".kualik-000000", "half");
    struct folder *folder = must_open(scratch);
    must_write(folder, "a", "one", false);
    assert_true(folder_began_empty(folder));
    must_close(folder);
    folder = must_open(scratch);
    assert_false(folder_began_empty(folder));
    must_close(folder);
    assert_int_equal(unlink(in_scratch("a")), 0);
    assert_int_equal(symlink("nowhere", in_scratch("b")), 0);
    folder = must_open(scratch);
    assert_false(folder_began_empty(folder));
    must_close(folder);
    assert_false(folder_began_empty(NULL));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, mend_disk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(knows_whether_it_began_empty),
        TEST(makes_the_folder_and_its_parents),
        TEST(replaces_only_when_asked),
        TEST(obeys_the_umask),
        TEST(survives_interrupted_and_short_calls),
        TEST(leaves_nothing_on_a_full_disk),
        TEST(many_files_are_synced_together),
        TEST(refuses_names_that_leave_the_folder),
        TEST(a_link_in_the_folder_leads_nowhere),
        TEST(lists_files_by_their_ending),
        TEST(removes_what_a_killed_run_left),
        TEST(keeps_a_second_process_out),
        TEST(reads_without_changing_anything),
        TEST(threads_write_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
