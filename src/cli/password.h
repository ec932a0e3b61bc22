/* A password, from where its owner keeps it. It never stands on the command line or in a
 * message, and is wiped after use. */
#ifndef KUALIK_PASSWORD_H
#define KUALIK_PASSWORD_H

#include "base/error.h"

#include <stdbool.h>

enum { PASSWORD_ROOM = 1024 };

/* `{0}` is an empty secret. Its bytes never move, so that no copy is left behind. */
struct password {
    char text[PASSWORD_ROOM];
};

/* Gets a password from the first of: the file `path`, a line whose line break does not count,
 * and which alone may be empty; the value `environment` of the variable KUALIK_PASSWORD (NULL
 * for one that is not given); `prompt` on the terminal. */
bool password_get(const char *path, const char *environment, const char *prompt,
                  struct password *secret, struct error *err);

/* Asks `prompt` on the terminal at `path`, "/dev/tty" but in tests, and does not show what is
 * typed. */
bool password_from_terminal(const char *path, const char *prompt, struct password *secret,
                            struct error *err);

/* Returns the NUL-terminated password; lent until password_free. */
const char *password_text(const struct password *secret);

/* Adds to `err`, which says that it is wrong, what is odd about the password without showing
 * it. Returns false. */
bool password_explain(const struct password *secret, struct error *err);

/* Wipes the secret; usable again. */
void password_free(struct password *secret);

/* Says whether nobody but its owner can read the file (a key, a password). If not, `warning`
 * gets a sentence; a file that is not there is the business of whoever reads it. */
bool password_is_private(const char *path, struct error *warning);

#endif
