/* What a row says, as the text in which somebody's words are looked for. */
#ifndef KUALIK_ROW_WORDS_H
#define KUALIK_ROW_WORDS_H

#include "base/arena.h"
#include "bind/binding.h"
#include "lang/word_search.h"
#include "roster/roster.h"

/* How far one looks, from the surest place on: who has the words in the name is meant rather
 * than somebody whose post or region has them. */
enum row_depth {
    ROW_NAMES,       /* the person's names in all languages */
    ROW_NAMES_ALIKE, /* … as WORDS_ALIKE compares them */
    ROW_WHOLE,       /* all that the row says, and the number that the register gives it */
    ROW_WHOLE_ALIKE,
    ROW_DEPTHS,
};

/* How letters are compared at that depth. */
enum word_likeness row_depth_likeness(enum row_depth depth);

/* Knows which columns are names; both must outlive it. Release with row_words_free. */
struct row_words;
struct row_words *row_words_new(const struct binding *binding, const struct roster *roster);
void row_words_free(struct row_words *words);

/* Returns the text that the row has at that depth, as word_search_text does; `who` is how
 * messages call the person, NULL: nobody knows. Where `words` is NULL or the row has no fields,
 * only that is known. */
const char *row_words_text(const struct row_words *words, const struct row *row,
                           const char *who, enum row_depth depth, struct arena *arena);

/* Returns the number of the row's certificate as the register or the list says, "" where
 * neither does; lent. */
const char *row_words_number(const struct row_words *words, const struct row *row);

#endif
