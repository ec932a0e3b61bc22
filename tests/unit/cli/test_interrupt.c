/* Signals change the process that gets them, so each test has one of its own. */
#include "cli/interrupt.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Runs `part` in a child whose stderr goes to `said` and that ignores no signal, whatever the
 * test's own parent does; returns how the child ended. */
static int run(void (*part)(void), char *said, size_t room)
{
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        signal(SIGINT, SIG_DFL);
        signal(SIGTERM, SIG_DFL);
        part();
        _exit(99);
    }
    close(ends[1]);
    size_t size = 0;
    for (ssize_t got; (got = read(ends[0], said + size, room - 1 - size)) > 0;)
        size += (size_t)got;
    said[size] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void signal_once(void)
{
    const atomic_bool *interrupted = interrupt_watch();
    if (atomic_load(interrupted))
        _exit(1);
    raise(SIGTERM);
    _exit(atomic_load(interrupted) ? 0 : 2);
}

static void signal_twice(void)
{
    interrupt_watch();
    raise(SIGINT);
    raise(SIGINT);
}

static void signal_ignored(void)
{
    signal(SIGHUP, SIG_IGN);
    const atomic_bool *interrupted = interrupt_watch();
    raise(SIGHUP);
    _exit(atomic_load(interrupted) ? 1 : 0);
}

static void nobody_reads(void)
{
    int ends[2];
    interrupt_watch();
    if (pipe(ends) < 0)
        _exit(1);
    close(ends[0]);
    _exit(write(ends[1], "x", 1) < 0 ? 0 : 1);
}

static void ends_with_0(void (*part)(void))
{
    char said[200];
    int status = run(part, said, sizeof said);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void the_first_signal_sets_a_flag(void **state)
{
    (void)state;
    ends_with_0(signal_once);
}

static void the_second_ends_the_program(void **state)
{
    (void)state;
    char said[200];
    int status = run(signal_twice, said, sizeof said);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGINT);
}

static void what_nohup_ignores_stays_ignored(void **state)
{
    (void)state;
    ends_with_0(signal_ignored);
}

static void an_output_that_is_closed_is_an_error(void **state)
{
    (void)state;
    ends_with_0(nobody_reads);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_signal_sets_a_flag),
        cmocka_unit_test(the_second_ends_the_program),
        cmocka_unit_test(what_nohup_ignores_stays_ignored),
        cmocka_unit_test(an_output_that_is_closed_is_an_error),
    };
    return cmocka_run_group_tests_name("interrupt", tests, NULL, NULL);
}
