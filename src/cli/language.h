/* The language in which the program speaks: Kazakh, Russian or English. What programs read,
 * JSON and exit statuses, is the same in all. */
#ifndef KUALIK_LANGUAGE_H
#define KUALIK_LANGUAGE_H

#include "base/error.h"

#include <stdbool.h>

/* Chooses the language by the option --ui-lang, wherever it stands among the words, else by the
 * locale, and takes the option out: `*argc` and argv are then without it. Called once, first of
 * all. Returns false when the option names none of the three. */
bool language_choose(int *argc, char **argv, struct error *err);

/* The domain of gettext whose sentences are in the language that was chosen, even then: */
#define LANGUAGE_DOMAIN "kualik"

/* Speaks English from here on: what is said goes to a program. */
void language_plain(void);

/* Returns the language that was chosen: "kk", "ru" or "en". */
const char *language_name(void);

#endif
