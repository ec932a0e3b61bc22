#include "base/mem.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void new_memory_is_zero(void **state)
{
    (void)state;
    unsigned char *bytes = mem_new(100, 7);
    for (size_t i = 0; i < 700; i++)
        assert_int_equal(bytes[i], 0);
    free(bytes);
    bytes = mem_new(0, 7);
    assert_non_null(bytes);
    free(bytes);
}

static void resized_memory_keeps_its_bytes(void **state)
{
    (void)state;
    char *text = mem_copy("куәлік");
    text = mem_resize(text, 1000, 4);
    assert_string_equal(text, "куәлік");
    text = mem_resize(text, 0, 4);
    assert_non_null(text);
    free(text);
}

static void a_list_grows(void **state)
{
    (void)state;
    int *list = NULL;
    size_t room = 0;
    for (int i = 0; i < 1000; i++) {
        list = mem_grow(list, (size_t)i, &room, sizeof *list);
        list[i] = i;
    }
    assert_in_range(room, 1000, 2000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list[i], i);
    free(list);
}

/* By abort() or, in a program that tells a person why, in its own way. */
static void a_size_that_overflows_ends_the_program(void **state)
{
    enum { went_on = 99 };
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        const struct rlimit no_core = {0};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        volatile size_t count = SIZE_MAX / 2 + 2;
        free(mem_resize(NULL, count, 2));
        _exit(went_on);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) == went_on);
}

static void a_secret_is_wiped(void **state)
{
    (void)state;
    char secret[8] = "pass1234";
    mem_wipe(secret, 4);
    assert_memory_equal(secret, "\0\0\0\0001234", sizeof secret);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_memory_is_zero),
        cmocka_unit_test(resized_memory_keeps_its_bytes),
        cmocka_unit_test(a_list_grows),
        cmocka_unit_test(a_size_that_overflows_ends_the_program),
        cmocka_unit_test(a_secret_is_wiped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
