/* The rules and words of both languages, read once and lent to whoever uses them. */
#ifndef KUALIK_LANG_H
#define KUALIK_LANG_H

#include "base/error.h"
#include "lang/kazakh.h"
#include "lang/russian.h"

#include <stdbool.h>

struct lang_words;

/* Immutable once made, so threads share it. */
struct lang {
    struct lang_words *words;
    struct kazakh *kazakh;
    struct russian *russian;
};

/* Reads the rules that the program carries; NULL on failure. Release with lang_free. */
struct lang *lang_new(struct error *err);
void lang_free(struct lang *grammar);

/* Says whether what is in the language of that tag (BCP 47: "kk-Cyrl"; NULL: of none) is in
 * `language` ("kk"). */
bool lang_is(const char *tag, const char *language);

#endif
