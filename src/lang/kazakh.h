/* Kazakh case forms of names, of nouns such as a region or a post, of numbers and
 * abbreviations. The rules are data: rules/kazakh.rules. */
#ifndef KUALIK_KAZAKH_H
#define KUALIK_KAZAKH_H

#include "base/arena.h"
#include "base/error.h"
#include "lang/name.h"

#include <stdbool.h>

enum kazakh_case {
    KAZAKH_ILIK,
    KAZAKH_BARYS,
    KAZAKH_TABYS,
    KAZAKH_JATYS,
    KAZAKH_SHYGYS,
    KAZAKH_KOMEKTES,
    KAZAKH_LYQ,   /* no case: the adjective, «16 сағаттық», «15-тік» */
    KAZAKH_INSHI, /* no case: the ordinal of a number, «15-ші» */
};

struct lang_words;
struct word_entry;

/* The rules, read; immutable, so threads share them. */
struct kazakh;

/* Reads the rules that the program carries; `words` must outlive them. Release with
 * kazakh_free. */
struct kazakh *kazakh_new(const struct lang_words *words, struct error *err);
void kazakh_free(struct kazakh *kazakh);

/* Reads "ilik" or "ілік", "barys" or "барыс" and so on; also "lyq" or "лық" and "inshi" or
 * "інші". */
bool kazakh_case_read(const struct lang_words *words, const char *word, enum kazakh_case *form);

/* Lends the two names of a case or ending: in Latin letters, and as its value in Kazakh ones.
 */
const struct word_entry *kazakh_case_names(const struct lang_words *words,
                                           enum kazakh_case form);

/* Puts `text`, which is NFC, into a case: its last word takes the ending, and spaces around it
 * fall away. With NAME_NOUN a number or an abbreviation takes it with a hyphen and in the
 * harmony of what is read aloud. The result is the arena's. Fails, with the reason but no
 * place, on a last word that is not in Cyrillic or has no vowel. */
bool kazakh_decline(const struct kazakh *kazakh, struct arena *arena, const char *text,
                    enum name_part part, enum kazakh_case form, struct declined *declined,
                    struct error *err);

#endif
