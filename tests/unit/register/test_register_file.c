#include "register/register_file.h"

#include "unit/scratch.h"
#include "unit/words.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

static struct error err;

static bool opens(const char *name, enum database_mode mode, struct register_file *file)
{
    return register_file_open(file, in_scratch(name), mode, NULL, &err);
}

static void a_new_one_is_whole_when_it_has_its_name(void **state)
{
    (void)state;
    struct register_file file, again;
    char head[16] = "";
    assert_false(opens("register.db", DATABASE_READ, &file));
    assert_int_equal(access(in_scratch("register.db"), F_OK), -1);
    assert_true(opens("register.db", DATABASE_CREATE, &file));
    assert_true(file.made);
    assert_int_equal(pread(file.fd, head, sizeof head, 0), sizeof head);
    assert_memory_equal(head, "SQLite format 3", sizeof head);
    close(file.fd);
    assert_true(opens("register.db", DATABASE_CREATE, &again));
    assert_false(again.made);
    close(again.fd);
}

static int waited;

static void on_wait(void)
{
    waited++;
}

static void on_alarm(int signal)
{
    (void)signal;
}

/* A second writer waits, until a signal interrupts it; a reader does not. */
static void one_process_at_a_time_writes(void **state)
{
    (void)state;
    struct register_file first, second = {.fd = -1}, reader;
    assert_true(opens("register.db", DATABASE_CREATE, &first));
    assert_true(opens("register.db", DATABASE_READ, &reader));
    close(reader.fd);
    const struct sigaction action = {.sa_handler = on_alarm}; /* without SA_RESTART */
    const struct itimerval soon = {{0, 10000}, {0, 10000}};   /* again, should it come early */
    assert_int_equal(sigaction(SIGALRM, &action, NULL), 0);
    assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
    bool opened =
        register_file_open(&second, in_scratch("register.db"), DATABASE_WRITE, on_wait, &err);
    assert_int_equal(setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL), 0);
    assert_false(opened);
    assert_int_equal(waited, 1);
    assert_string_equal(words_of(&err), "The run was stopped; nothing was written.");
    close(second.fd);
    close(first.fd);
    assert_true(opens("register.db", DATABASE_WRITE, &second));
    close(second.fd);
}

/* A folder, and a pipe, which a reader would wait for. */
static void what_is_no_file_is_told(void **state)
{
    (void)state;
    struct register_file file;
    assert_int_equal(mkfifo(in_scratch("pipe"), 0600), 0);
    static const char *const names[] = {".", "pipe"};
    for (size_t i = 0; i < 2; i++) {
        assert_false(opens(names[i], DATABASE_READ, &file));
        assert_string_equal(words_of(&err),
                            "This is not a file, so it is not a register. Give the path of the "
                            "register with --register.");
        if (file.fd >= 0)
            close(file.fd);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_one_is_whole_when_it_has_its_name, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(one_process_at_a_time_writes, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(what_is_no_file_is_told, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests_name("register_file", tests, NULL, NULL);
}
