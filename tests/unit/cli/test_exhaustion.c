/* Running out of memory ends a process, so each test has one of its own. */
#include "cli/exhaustion.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char sentence[] =
    "kualik: There is not enough memory. Close other programs and start again.\n";

/* Runs `part` in a child that may have little more memory than it has; its stderr goes to
 * `said`. Returns its exit status. */
static int run_short(void (*part)(void), char said[200])
{
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        setrlimit(RLIMIT_DATA, &(struct rlimit){64 << 20, 64 << 20});
        part();
        _exit(99);
    }
    close(ends[1]);
    ssize_t size = read(ends[0], said, 199);
    said[size > 0 ? size : 0] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void end(void)
{
    exhaustion_exit_with(3);
    mem_exhausted();
}

static void the_end_has_a_status_and_a_sentence(void **state)
{
    (void)state;
    char said[200];
    assert_int_equal(run_short(mem_exhausted, said), 2);
    assert_string_equal(said, sentence);
    assert_int_equal(run_short(end, said), 3);
    assert_string_equal(said, sentence);
}

#ifndef __SANITIZE_ADDRESS__ /* with which the sanitizer's own functions give memory */

/* Volatile, so that the compiler leaves none of it out. */
static void *volatile memory;
static volatile size_t much = 200 << 20, absurd = SIZE_MAX / 4;

static void ask_malloc(void)
{
    memory = malloc(much);
}

static void ask_calloc(void)
{
    exhaustion_exit_with(3);
    memory = calloc(much, 1);
}

static void ask_realloc(void)
{
    exhaustion_exit_with(4);
    memory = realloc(malloc(1), much);
}

static void ask_absurdly(void)
{
    bool told = !(memory = malloc(absurd)) && !(memory = calloc(absurd, 2)) &&
                !(memory = calloc(absurd, 16)) && !(memory = realloc(NULL, absurd));
    _exit(told ? 0 : 1);
}

static void whoever_asks_gets_memory_or_ends(void **state)
{
    (void)state;
    static const struct {
        void (*part)(void);
        int status;
    } cases[] = {{ask_malloc, 2}, {ask_calloc, 3}, {ask_realloc, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char said[200];
        assert_int_equal(run_short(cases[i].part, said), cases[i].status);
        assert_string_equal(said, sentence);
    }
    char said[200];
    assert_int_equal(run_short(ask_absurdly, said), 0);
    assert_string_equal(said, "");
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_has_a_status_and_a_sentence),
#ifndef __SANITIZE_ADDRESS__
        cmocka_unit_test(whoever_asks_gets_memory_or_ends),
#endif
    };
    return cmocka_run_group_tests_name("exhaustion", tests, NULL, NULL);
}
