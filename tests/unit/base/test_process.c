/* Programs that behave, and those that do not. */
#include "base/process.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Runs a script of the shell with "in" and "put" on its standard input. */
static bool run(const char *script, unsigned timeout, const atomic_bool *stop,
                struct buf *output, struct error *err)
{
    char shell[] = "sh", option[] = "-c", text[400];
    char *argv[] = {shell, option, text, NULL};
    const struct span input[] = {{"in", 2}, {"put\n", 4}};
    snprintf(text, sizeof text, "%s", script);
    const struct process_request request = {
        .argv = argv,
        .environment = environ,
        .input = input,
        .input_count = 2,
        .limit = 20,
        .timeout = timeout,
        .stop = stop,
    };
    return process_run(&request, output, err);
}

static void must_fail(const char *script, const char *words)
{
    struct buf output = {0};
    struct error err = {0};
    assert_false(run(script, 1, NULL, &output, &err));
    assert_string_equal(words_of(&err), words);
    buf_free(&output);
}

static void what_it_writes_is_taken(void **state)
{
    (void)state;
    struct buf output = {0};
    struct error err = {0};
    buf_puts(&output, "before ");
    assert_true(run("cat; echo more; echo unheard >&2", 60, NULL, &output, &err));
    assert_string_equal(buf_text(&output), "before input\nmore\n");
    buf_clear(&output);
    assert_true(run("exec 0<&-; printf 12345678901234567890", 60, NULL, &output, &err));
    assert_int_equal(output.size, 20);
    buf_clear(&output);
    /* What it leaves running has its outputs, and is not waited for. */
    assert_true(run("echo done; sleep 60 &", 60, NULL, &output, &err));
    assert_string_equal(buf_text(&output), "done\n");
    buf_free(&output);
}

static void a_failure_is_told_with_its_words(void **state)
{
    (void)state;
    must_fail("echo no card >&2; echo ' in it' >&2; exit 3",
              "The program sh failed (status 3) and said: no card in it");
    must_fail("exit 4", "The program sh failed (status 4) and did not say why.");
    must_fail("printf 'a\\033[1m\\377b' >&2; exit 1",
              "The program sh failed (status 1) and said: a [1m?b");
    must_fail("kill -9 $$", "The program sh was killed by the signal 9.");
    must_fail("echo 12345678901234567890",
              "The program sh wrote more than 20 bytes, so it was killed.");
    must_fail("exec yes", "The program sh wrote more than 20 bytes, so it was killed.");
}

static void a_complaint_without_end_is_cut(void **state)
{
    (void)state;
    struct buf output = {0};
    struct error err = {0};
    assert_false(
        run("for i in $(seq 400); do printf ә >&2; done; exit 1", 60, NULL, &output, &err));
    const char *words = words_of(&err);
    assert_non_null(strstr(words, "said: ә"));
    assert_int_equal(strlen(strstr(words, "ә")), 400);
    buf_free(&output);
}

static void one_that_hangs_is_killed_with_all_that_it_started(void **state)
{
    (void)state;
    must_fail("echo wait >&2; (sleep 60; echo late) | cat",
              "The program sh did not end within 1 second, so it was killed. It said: wait");
}

static void one_is_killed_when_the_run_is_stopped(void **state)
{
    (void)state;
    const atomic_bool stop = true;
    struct buf output = {0};
    struct error err = {0};
    assert_false(run("sleep 60", 60, &stop, &output, &err));
    assert_string_equal(err.what.code, "stopped");
    buf_free(&output);
}

static void one_that_is_not_there_is_told(void **state)
{
    (void)state;
    char name[] = "/nowhere/signer";
    char *argv[] = {name, NULL};
    struct buf output = {0};
    struct error err = {0};
    const struct process_request request = {
        .argv = argv, .environment = environ, .limit = 20, .timeout = 1};
    assert_false(process_run(&request, &output, &err));
    assert_non_null(strstr(words_of(&err), "The program /nowhere/signer cannot be started: "));
    buf_free(&output);
}

static void a_status_that_is_asked_for_is_no_failure(void **state)
{
    (void)state;
    char shell[] = "sh", option[] = "-c", script[] = "echo none; exit 4";
    char *argv[] = {shell, option, script, NULL};
    struct buf output = {0};
    struct error err = {0};
    int status = 0;
    const struct process_request request = {
        .argv = argv, .environment = environ, .limit = 20, .timeout = 60, .status = &status};
    assert_true(process_run(&request, &output, &err));
    assert_int_equal(status, 4);
    assert_string_equal(buf_text(&output), "none\n");
    memcpy(script, "kill -9 $$", sizeof "kill -9 $$");
    assert_true(process_run(&request, &output, &err));
    assert_int_equal(status, -1);
    buf_free(&output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_writes_is_taken),
        cmocka_unit_test(a_failure_is_told_with_its_words),
        cmocka_unit_test(a_complaint_without_end_is_cut),
        cmocka_unit_test(one_that_hangs_is_killed_with_all_that_it_started),
        cmocka_unit_test(one_is_killed_when_the_run_is_stopped),
        cmocka_unit_test(one_that_is_not_there_is_told),
        cmocka_unit_test(a_status_that_is_asked_for_is_no_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
