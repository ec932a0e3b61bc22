/* Programs of others that do what they should, and those that do not. */
#include "scan/program.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

static const struct program_terms terms = {.timeout = 1};

static bool run(const char *name, const char *script, struct buf *output, int *status,
                struct error *err)
{
    char program[40], option[] = "-c", text[100];
    char *argv[] = {program, option, text, NULL};
    const struct span input[] = {{"co", 2}, {"de\n", 3}};
    struct program_terms own = terms;
    own.environment = environ;
    snprintf(program, sizeof program, "%s", name);
    snprintf(text, sizeof text, "%s", script);
    return program_run(&(struct program){argv, "nothing", input, 2, 20}, &own, output, status,
                       err);
}

static void what_it_writes_and_its_status_are_taken(void **state)
{
    (void)state;
    struct buf output = {0};
    struct error err = {0};
    int status = 0;
    assert_true(run("sh", "cat; exit 4", &output, &status, &err));
    assert_string_equal(buf_text(&output), "code\n");
    assert_int_equal(status, 4);
    assert_true(run("sh", "kill -9 $$", &output, &status, &err));
    assert_int_equal(status, -1);
    buf_free(&output);
}

static void must_fail(const char *name, const char *script, const char *words)
{
    struct buf output = {0};
    struct error err = {0};
    int status;
    assert_false(run(name, script, &output, &status, &err));
    assert_string_equal(words_of(&err), words);
    buf_free(&output);
}

static void one_that_does_not_end_is_killed_and_told(void **state)
{
    (void)state;
    must_fail("sh", "echo slow >&2; sleep 60",
              "The program sh did not end within 1 second, so it was killed. Give a sharp "
              "picture of the code and the white around it.");
    must_fail("sh", "exec yes",
              "The program sh wrote more than 20 bytes, so it was killed. Give a sharp picture "
              "of the code and the white around it.");
}

static void of_one_that_is_missing_the_package_is_told(void **state)
{
    (void)state;
    must_fail("no-such-program", "",
              "The program no-such-program, which this needs, is missing. Install it: sudo apt "
              "install nothing. Or give the seal's text.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_writes_and_its_status_are_taken),
        cmocka_unit_test(one_that_does_not_end_is_killed_and_told),
        cmocka_unit_test(of_one_that_is_missing_the_package_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
