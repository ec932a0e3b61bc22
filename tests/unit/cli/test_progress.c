
#include "cli/progress.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Shows a run of `total` steps on stderr, led to `out` meanwhile. */
static void show_on(int out, size_t total)
{
    struct progress progress;
    int saved = dup(STDERR_FILENO);
    assert_true(saved >= 0 && dup2(out, STDERR_FILENO) >= 0);
    progress_start(&progress);
    for (size_t done = 0; done <= total; done++)
        progress_show(&progress, done, total);
    progress_end(&progress);
    fflush(stderr);
    assert_true(dup2(saved, STDERR_FILENO) >= 0);
    close(saved);
}

/* Logs are not filled with lines that were meant to be written over. */
static void without_a_terminal_it_is_silent(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    show_on(ends[1], 100);
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

static void on_a_terminal_it_is_one_line_that_goes_away(void **state)
{
    (void)state;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
    assert_true(terminal >= 0);
    show_on(terminal, 60);
    close(terminal);

    /* What was written comes in parts; behind the last, the closed terminal is an error. */
    char reported[4000];
    size_t size = 0;
    for (ssize_t part; (part = read(master, reported + size, sizeof reported - 1 - size)) > 0;)
        size += (size_t)part;
    assert_in_range(size, 5, sizeof reported - 2);
    reported[size] = '\0';
    const char *last = strstr(reported, "\r60 of 60, ");
    assert_non_null(last);
    assert_non_null(strstr(last, " a second, 0 s left\033[K"));
    assert_null(strchr(reported, '\n'));
    assert_string_equal(reported + size - 4, "\r\033[K");

    /* Far fewer lines than steps: the terminal must not slow down the run. */
    size_t lines = 0;
    for (const char *at = reported; (at = strchr(at, '\r')); at++)
        lines++;
    assert_in_range(lines, 2, 30);
    close(master);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_terminal_it_is_silent),
        cmocka_unit_test(on_a_terminal_it_is_one_line_that_goes_away),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
