/* A password, from where its owner keeps it. It never stands on the command line or in a
 * message, and is wiped after use. */
#ifndef KUALIK_SECRET_H
#define KUALIK_SECRET_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { SECRET_ROOM = 1024 };

/* `{0}` is an empty secret. Its bytes never move, so that no copy is left behind. */
struct secret {
    char text[SECRET_ROOM];
};

/* Gets the password of the key file `key` from the first of: the file `path`, the value
 * `environment` of the variable KUALIK_PASSWORD (NULL for one that is not given), a prompt
 * on the terminal. */
bool secret_get(const char *path, const char *environment, const char *key,
                struct secret *secret, struct err *err);

/* The ways by themselves. A file is one line, whose line break does not count. */
bool secret_from_file(const char *path, struct secret *secret, struct err *err);
bool secret_from_environment(const char *value, struct secret *secret, struct err *err);

/* Asks `prompt` on the terminal at `path` ("/dev/tty") and does not show what is typed. */
bool secret_from_terminal(const char *path, const char *prompt, struct secret *secret,
                          struct err *err);

/* Returns the NUL-terminated password; lent until secret_free. */
const char *secret_text(const struct secret *secret);

/* Wipes the secret; usable again. */
void secret_free(struct secret *secret);

/* Says whether nobody but its owner can read the file (a key, a password). If not, `warning`
 * gets a sentence; a file that is not there is the business of whoever reads it. */
bool secret_is_private(const char *path, struct err *warning);

#endif
