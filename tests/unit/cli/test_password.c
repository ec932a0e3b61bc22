
#include "base/error.h"
#include "cli/password.h"
#include "unit/words.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#define EMPTY                                                                                  \
    "The password is empty; type the key's password. If the key has an empty one, give an "    \
    "empty file with --password-file."

struct home {
    char folder[256], file[300];
};

static int set_up(void **state)
{
    static struct home home;
    const char *temporary = getenv("TMPDIR");
    snprintf(home.folder, sizeof home.folder, "%s/kualik-secret-XXXXXX",
             temporary ? temporary : "/tmp");
    if (!mkdtemp(home.folder))
        return -1;
    snprintf(home.file, sizeof home.file, "%s/password", home.folder);
    *state = &home;
    return 0;
}

static int tear_down(void **state)
{
    struct home *home = *state;
    unlink(home->file);
    return rmdir(home->folder);
}

static void put(void **state, const char *bytes, size_t size)
{
    const struct home *home = *state;
    FILE *file = fopen(home->file, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void one_line_break_of_the_file_does_not_count(void **state)
{
    static const char *const files[] = {"құпия сөз", "құпия сөз\n", "құпия сөз\r\n"};
    const struct home *home = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct password secret = {{0}};
        struct error err = {0};
        put(state, files[i], strlen(files[i]));
        assert_true(password_get(home->file, NULL, "k.p12", &secret, &err));
        assert_string_equal(password_text(&secret), "құпия сөз");
        password_free(&secret);
    }
}

/* Notepad writes a byte order mark before what it calls UTF-8. */
static void a_byte_order_mark_does_not_count(void **state)
{
    const struct home *home = *state;
    struct password secret = {{0}};
    struct error err = {0};
    put(state, "\xEF\xBB\xBFsecret\r\n", 11);
    assert_true(password_get(home->file, NULL, "k.p12", &secret, &err));
    assert_string_equal(password_text(&secret), "secret");
    password_free(&secret);
}

/* Some keys have an empty password, and an empty file is no slip of the hand. */
static void an_empty_file_is_an_empty_password(void **state)
{
    static const char *const files[] = {"", "\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\r\n"};
    const struct home *home = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct password secret = {{0}};
        struct error err = {0};
        put(state, files[i], strlen(files[i]));
        assert_true(password_get(home->file, NULL, "k.p12", &secret, &err));
        assert_string_equal(password_text(&secret), "");
        password_free(&secret);
    }
}

/* Nothing of it is shown. */
static void what_is_odd_about_a_wrong_password_is_told(void **state)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"secret", "It is wrong."},
        {"two words", "It is wrong."},
        {"", "It is wrong. The password given is empty."},
        {"secret ", "It is wrong. The password given begins or ends with a blank; remove the "
                    "blank, unless it is part of the password."},
        {"\tsecret", "It is wrong. The password given begins or ends with a blank; remove the "
                     "blank, unless it is part of the password."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct password secret = {{0}};
        struct error err;
        snprintf(secret.text, sizeof secret.text, "%s", cases[i].text);
        error_set(&err, "password-wrong", "It is wrong.");
        assert_false(password_explain(&secret, &err));
        assert_string_equal(words_of(&err), cases[i].words);
    }
}

/* A pipe is read, as the shell's <(…) is one, but nobody waits for one without a writer. */
static void a_pipe_may_give_the_password(void **state)
{
    (void)state;
    struct password secret = {{0}};
    struct error err = {0};
    int ends[2];
    char path[32];
    assert_int_equal(pipe(ends), 0);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(write(ends[1], "secret\n", 7), 7);
    close(ends[1]);
    assert_true(password_get(path, NULL, "k.p12", &secret, &err));
    assert_string_equal(password_text(&secret), "secret");
    password_free(&secret);
    assert_false(password_get(path, NULL, "k.p12", &secret, &err));
    assert_string_equal(err.what.code, "password-empty");
    close(ends[0]);
}

static void spaces_belong_to_the_password(void **state)
{
    const struct home *home = *state;
    struct password secret = {{0}};
    struct error err = {0};
    put(state, " a b \n", 6);
    assert_true(password_get(home->file, NULL, "k.p12", &secret, &err));
    assert_string_equal(password_text(&secret), " a b ");
    password_free(&secret);
}

static void refuses(void **state, const char *bytes, size_t size, const char *sentence)
{
    static const struct password nothing;
    const struct home *home = *state;
    struct password secret = {"left over"};
    struct error err = {0};
    char wanted[400];
    put(state, bytes, size);
    assert_false(password_get(home->file, NULL, "k.p12", &secret, &err));
    snprintf(wanted, sizeof wanted, "%s: %s", home->file, sentence);
    assert_string_equal(words_of(&err), wanted);
    assert_memory_equal(&secret, &nothing, sizeof secret);
}

static void refuses_files_that_hold_no_password(void **state)
{
    static char large[PASSWORD_ROOM];
    memset(large, 'a', sizeof large);
    refuses(state, "one\ntwo\n", 8, "The password is not a single line of text.");
    refuses(state, "one\n\n", 5, "The password is not a single line of text.");
    refuses(state, "a\0b", 3, "The password is not a single line of text.");
    refuses(state, large, sizeof large, "The password is longer than 1022 bytes.");
}

static void a_missing_file_is_told_by_name(void **state)
{
    (void)state;
    struct password secret = {{0}};
    struct error err = {0};
    assert_false(password_get("/nonexistent/password", NULL, "k.p12", &secret, &err));
    assert_string_equal(words_of(&err),
                        "/nonexistent/password: The password file cannot be opened: "
                        "there is no such file or folder.");
    assert_false(password_get("/", NULL, "k.p12", &secret, &err));
    assert_string_equal(words_of(&err), "/: The password file cannot be read: it is a folder.");
}

static void the_file_comes_before_the_environment(void **state)
{
    const struct home *home = *state;
    struct password secret = {{0}};
    struct error err = {0};
    put(state, "from file", 9);
    assert_true(password_get(home->file, "from environment", "k.p12", &secret, &err));
    assert_string_equal(password_text(&secret), "from file");
    password_free(&secret);
    assert_string_equal(password_text(&secret), "");
    assert_true(password_get(NULL, "from environment", "k.p12", &secret, &err));
    assert_string_equal(password_text(&secret), "from environment");
    password_free(&secret);
    assert_false(password_get(NULL, "", "k.p12", &secret, &err));
    assert_string_equal(words_of(&err), "KUALIK_PASSWORD: " EMPTY);
}

static void warns_of_files_that_others_can_read(void **state)
{
    const struct home *home = *state;
    struct error warning = {0};
    char wanted[800];
    put(state, "x", 1);
    chmod(home->file, 0600);
    assert_true(password_is_private(home->file, &warning));
    chmod(home->file, 0640);
    assert_false(password_is_private(home->file, &warning));
    snprintf(wanted, sizeof wanted,
             "%s: Other users of this computer can read this file. Run: chmod 600 %s",
             home->file, home->file);
    assert_string_equal(words_of(&warning), wanted);
    assert_true(password_is_private("/nonexistent/password", &warning));
}

/* Somebody at the keyboard: waits for the prompt, then types. */
struct typist {
    int keyboard;
    const char *keys;
    char screen[256];
};

static void *type(void *argument)
{
    struct typist *typist = argument;
    size_t size = 0;
    while (!strstr(typist->screen, ": ")) {
        ssize_t got =
            read(typist->keyboard, typist->screen + size, sizeof typist->screen - 1 - size);
        if (got <= 0)
            return NULL;
        size += (size_t)got;
        typist->screen[size] = '\0';
    }
    if (write(typist->keyboard, typist->keys, strlen(typist->keys)) < 0)
        return NULL;
    ssize_t got =
        read(typist->keyboard, typist->screen + size, sizeof typist->screen - 1 - size);
    if (got > 0)
        typist->screen[size + (size_t)got] = '\0';
    return NULL;
}

static bool ask(const char *keys, struct password *secret, struct error *err, char screen[256])
{
    pthread_t thread;
    struct typist typist = {.keyboard = posix_openpt(O_RDWR | O_NOCTTY), .keys = keys};
    struct termios before, after;
    assert_true(typist.keyboard >= 0);
    assert_int_equal(grantpt(typist.keyboard), 0);
    assert_int_equal(unlockpt(typist.keyboard), 0);
    const char *path = ptsname(typist.keyboard);
    int held = open(path, O_RDWR | O_NOCTTY); /* so that the settings outlive the prompt */
    tcgetattr(held, &before);
    assert_int_equal(pthread_create(&thread, NULL, type, &typist), 0);
    bool got = password_from_terminal(path, "Password of k.p12: ", secret, err);
    pthread_join(thread, NULL);
    tcgetattr(held, &after);
    assert_int_equal(before.c_lflag, after.c_lflag);
    close(held);
    close(typist.keyboard);
    memcpy(screen, typist.screen, 256);
    return got;
}

static void the_terminal_does_not_show_what_is_typed(void **state)
{
    (void)state;
    struct password secret = {{0}};
    struct error err = {0};
    char screen[256];
    assert_true(ask("hunter\x7f\x7f\x7f\x7f\x7f\x7fсөз\n", &secret, &err, screen));
    assert_string_equal(password_text(&secret), "сөз");
    assert_string_equal(screen, "Password of k.p12: \r\n");
    password_free(&secret);
}

static void ctrl_c_ends_the_prompt(void **state)
{
    (void)state;
    struct password secret = {{0}};
    struct error err = {0};
    char screen[256];
    assert_false(ask("half\x03", &secret, &err, screen));
    assert_string_equal(words_of(&err), "No password was given: Ctrl-C was pressed.");
    assert_string_equal(password_text(&secret), "");
    assert_false(ask("\n", &secret, &err, screen));
    assert_string_equal(words_of(&err), EMPTY);
}

static void without_a_terminal_it_says_what_to_do(void **state)
{
    (void)state;
    struct password secret = {{0}};
    struct error err = {0};
    assert_false(password_from_terminal("/nonexistent/tty", "Password: ", &secret, &err));
    assert_string_equal(words_of(&err), "There is no terminal to ask for the password. Give "
                                        "--password-file or the environment variable "
                                        "KUALIK_PASSWORD.");
    assert_false(password_from_terminal("/dev/null", "Password: ", &secret, &err));
    assert_non_null(strstr(words_of(&err), "cannot be asked for"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_break_of_the_file_does_not_count),
        cmocka_unit_test(a_byte_order_mark_does_not_count),
        cmocka_unit_test(a_pipe_may_give_the_password),
        cmocka_unit_test(spaces_belong_to_the_password),
        cmocka_unit_test(refuses_files_that_hold_no_password),
        cmocka_unit_test(a_missing_file_is_told_by_name),
        cmocka_unit_test(the_file_comes_before_the_environment),
        cmocka_unit_test(warns_of_files_that_others_can_read),
        cmocka_unit_test(the_terminal_does_not_show_what_is_typed),
        cmocka_unit_test(ctrl_c_ends_the_prompt),
        cmocka_unit_test(without_a_terminal_it_says_what_to_do),
        cmocka_unit_test(an_empty_file_is_an_empty_password),
        cmocka_unit_test(what_is_odd_about_a_wrong_password_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
