#include "cli/share.h"

#include "base/buf.h"
#include "base/file.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* What stands beside a program shows only to one that is there: these tests copy their own to
 * where it could be, and ask the copy. */
static const char ask[] = "--ask";

/* A copy is asked: prints what it finds of what stands there, from its folder's parent on. */
static int answer(const char *kind, const char *name)
{
    struct arena arena = {0};
    const char *found = strcmp(kind, "file") == 0        ? share_file(&arena, name)
                        : strcmp(kind, "template") == 0  ? share_template(&arena, name)
                        : strcmp(kind, "templates") == 0 ? share_templates(&arena)
                                                         : share_translations(&arena);
    printf("%s", found ? found : "nothing");
    arena_free(&arena);
    return 0;
}

static void copy_program(const char *name)
{
    struct buf bytes = {0};
    struct error err;
    if (!file_read("/proc/self/exe", 256 << 20, &bytes, &err))
        fail_msg("%s", words_of(&err));
    int fd = open(in_scratch(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes.data, bytes.size), bytes.size);
    assert_int_equal(close(fd), 0);
    buf_free(&bytes);
}

static void make_folder(const char *name)
{
    assert_int_equal(mkdir(in_scratch(name), 0700), 0);
}

/* Says what the copy of that name answers; $ stands for the folder. */
static void assert_answers(const char *program, const char *kind, const char *name,
                           const char *wanted)
{
    int ends[2];
    char said[8192] = "";
    struct buf shown = {0};
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execl(in_scratch(program), program, ask, kind, name, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    for (ssize_t size, at = 0;
         (size = read(ends[0], said + at, sizeof said - 1 - (size_t)at)) > 0;)
        at += size;
    close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    bool inside = strncmp(said, scratch, strlen(scratch)) == 0;
    buf_printf(&shown, "%s%s", inside ? "$" : "", said + (inside ? strlen(scratch) : 0));
    assert_string_equal(buf_text(&shown), wanted);
    buf_free(&shown);
}

static void an_installed_program_finds_what_came_with_it(void **state)
{
    (void)state;
    make_folder("bin");
    make_folder("share");
    make_folder("share/kualik");
    make_folder("share/kualik/templates");
    make_folder("share/locale");
    make_folder("share/locale/kk");
    make_folder("share/locale/kk/LC_MESSAGES");
    put("share/kualik/templates/plain.ini", "");
    put("share/kualik/templates/kazakh.ini", "");
    put("share/kualik/templates/README.md", "");
    put("share/locale/kk/LC_MESSAGES/kualik.mo", "");
    copy_program("bin/kualik");
    assert_answers("bin/kualik", "file", "templates/plain.ini",
                   "$/share/kualik/templates/plain.ini");
    assert_answers("bin/kualik", "template", "kazakh", "$/share/kualik/templates/kazakh.ini");
    assert_answers("bin/kualik", "template", "none", "nothing");
    assert_answers("bin/kualik", "template", "../templates/plain", "nothing");
    assert_answers("bin/kualik", "template", "", "nothing");
    assert_answers("bin/kualik", "templates", "", "kazakh, plain");
    assert_answers("bin/kualik", "translations", "", "$/bin/../share/locale");
}

/* Built with sanitizers it is one folder deeper. */
static void a_built_program_finds_what_it_was_built_beside(void **state)
{
    (void)state;
    make_folder("build");
    make_folder("build/asan");
    make_folder("templates");
    put("templates/plain.ini", "");
    copy_program("build/kualik");
    copy_program("build/asan/kualik");
    assert_answers("build/kualik", "template", "plain", "$/templates/plain.ini");
    assert_answers("build/asan/kualik", "template", "plain", "$/templates/plain.ini");
    assert_answers("build/kualik", "translations", "", "nothing");
}

static void a_program_alone_finds_nothing(void **state)
{
    (void)state;
    make_folder("bin");
    copy_program("bin/kualik");
    assert_answers("bin/kualik", "file", "templates/plain.ini", "nothing");
    assert_answers("bin/kualik", "templates", "", "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(an_installed_program_finds_what_came_with_it),
        TEST(a_built_program_finds_what_it_was_built_beside),
        TEST(a_program_alone_finds_nothing),
    };
    if (argc == 4 && strcmp(argv[1], ask) == 0)
        return answer(argv[2], argv[3]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
