
#include "cli/password.h"

#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum { CANCEL = 3 }; /* Ctrl-C */

/* Reads until the end, the end of a line on a terminal, or a full `secret`. */
static bool read_all(int file, struct password *secret, size_t *size)
{
    *size = 0;
    while (*size < sizeof secret->text) {
        ssize_t got = read(file, secret->text + *size, sizeof secret->text - *size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        *size += (size_t)got;
        if (got == 0 || (isatty(file) && *size < sizeof secret->text))
            break;
    }
    return true;
}

/* Drops the line break, and the byte order mark that Notepad puts before a text; refuses what
 * cannot be a password. */
static bool trim(struct password *secret, size_t size, struct error *err)
{
    if (size == sizeof secret->text)
        return error_set(err, "password-too-long", "The password is longer than %d bytes.",
                         PASSWORD_ROOM - 2);
    if (size >= 3 && memcmp(secret->text, "\xEF\xBB\xBF", 3) == 0)
        memmove(secret->text, secret->text + 3, size -= 3);
    if (size && secret->text[size - 1] == '\n')
        size--;
    if (size && secret->text[size - 1] == '\r')
        size--;
    secret->text[size] = '\0';
    if (strlen(secret->text) != size || strpbrk(secret->text, "\r\n"))
        return error_set(err, "password-not-a-line",
                         "The password is not a single line of text.");
    return true;
}

/* The same where nothing at all is more likely a slip than a password. */
static bool finish(struct password *secret, size_t size, struct error *err)
{
    if (!trim(secret, size, err))
        return false;
    return *secret->text ||
           error_set(err, "password-empty",
                     "The password is empty; type the key's password. If the key has an empty "
                     "one, give an empty file with --password-file.");
}

/* A secret is either whole or wiped. */
static bool settle(bool got, struct password *secret)
{
    if (!got)
        password_free(secret);
    return got;
}

static bool from_file(const char *path, struct password *secret, struct error *err)
{
    size_t size;
    /* O_NONBLOCK: a pipe to which nobody writes is empty instead of waited for. */
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (file < 0) {
        error_set(err, "password-file-not-opened", "The password file cannot be opened: %-s.",
                  file_reason(errno));
        return error_at(err, (struct place){.file = path});
    }
    /* An empty file was made on purpose; a pipe is empty when its writer failed. */
    struct stat status;
    bool kept = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    if (!kept)
        fcntl(file, F_SETFL, 0);
    bool got = read_all(file, secret, &size)
                   ? (kept ? trim : finish)(secret, size, err)
                   : error_set(err, "password-file-not-read",
                               "The password file cannot be read: %-s.", file_reason(errno));
    close(file);
    return settle(got || error_at(err, (struct place){.file = path}), secret);
}

static bool from_environment(const char *value, struct password *secret, struct error *err)
{
    size_t size = strnlen(value, sizeof secret->text);
    memcpy(secret->text, value, size);
    return settle(finish(secret, size, err) ||
                      error_at(err, (struct place){.file = "KUALIK_PASSWORD"}),
                  secret);
}

/* Silences the terminal. Ctrl-C becomes a key that ends the line: a signal would end the
 * program and leave the terminal silent. */
static bool silence(int terminal, struct termios *before)
{
    if (tcgetattr(terminal, before) != 0)
        return false;
    struct termios silent = *before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL | ISIG);
    silent.c_lflag |= ICANON;
    silent.c_iflag |= ICRNL;
    silent.c_cc[VEOL] = CANCEL;
    return tcsetattr(terminal, TCSAFLUSH, &silent) == 0;
}

static bool put(int terminal, const char *text)
{
    size_t size = strlen(text);
    return write(terminal, text, size) == (ssize_t)size;
}

static bool ask(int terminal, const char *prompt, struct password *secret, struct error *err)
{
    struct termios before;
    size_t size = 0;
    if (!silence(terminal, &before))
        return error_set(err, "terminal-not-silent",
                         "The password cannot be asked for: the terminal keeps showing what "
                         "is typed.");
    bool got = put(terminal, prompt) && read_all(terminal, secret, &size);
    tcsetattr(terminal, TCSAFLUSH, &before);
    put(terminal, "\n");
    if (!got)
        return error_set(err, "terminal-not-read",
                         "The password cannot be read from the terminal.");
    if (size && memchr(secret->text, CANCEL, size))
        return error_set(err, "password-cancelled",
                         "No password was given: Ctrl-C was pressed.");
    return finish(secret, size, err);
}

bool password_from_terminal(const char *path, const char *prompt, struct password *secret,
                            struct error *err)
{
    int terminal = open(path, O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        return error_set(err, "terminal-missing",
                         "There is no terminal to ask for the password. Give --password-file "
                         "or the environment variable KUALIK_PASSWORD.");
    bool got = ask(terminal, prompt, secret, err);
    close(terminal);
    return settle(got, secret);
}

bool password_get(const char *path, const char *environment, const char *prompt,
                  struct password *secret, struct error *err)
{
    if (path)
        return from_file(path, secret, err);
    if (environment)
        return from_environment(environment, secret, err);
    return password_from_terminal("/dev/tty", prompt, secret, err);
}

const char *password_text(const struct password *secret)
{
    return secret->text;
}

bool password_explain(const struct password *secret, struct error *err)
{
    const char *text = secret->text;
    size_t size = strlen(text);
    if (!size)
        return error_advise(err, "The password given is empty.");
    if (strchr(" \t", text[0]) || strchr(" \t", text[size - 1]))
        return error_advise(err, "The password given begins or ends with a blank; remove the "
                                 "blank, unless it is part of the password.");
    return false;
}

void password_free(struct password *secret)
{
    mem_wipe(secret, sizeof *secret);
}

bool password_is_private(const char *path, struct error *warning)
{
    struct stat file;
    if (stat(path, &file) != 0 || !S_ISREG(file.st_mode) ||
        !(file.st_mode & (S_IRGRP | S_IROTH)))
        return true;
    error_set(warning, "file-open-to-others",
              "Other users of this computer can read this file. Run: chmod 600 %s", path);
    return error_at(warning, (struct place){.file = path});
}
