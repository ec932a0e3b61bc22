/* Words that somebody looks for in a text: each begins a word of it, in any order and letter
 * case. Whoever has no Kazakh keyboard, or writes е for ё, finds it, too. */
#ifndef KUALIK_WORD_SEARCH_H
#define KUALIK_WORD_SEARCH_H

#include "base/arena.h"

#include <stdbool.h>

enum word_likeness {
    WORDS_AS_WRITTEN, /* but for letter case and the sign that stands for an apostrophe */
    WORDS_ALIKE,      /* a Kazakh letter is the Russian one that is written for it; ё is е */
    WORD_LIKENESSES,
};

/* Returns the text as it is compared; text and words must be of one likeness. */
const char *word_search_text(struct arena *arena, const char *text,
                             enum word_likeness likeness);

/* Returns the words of a text as they are compared, ending with NULL; a comma is no part of
 * one. */
const char *const *word_search_words(struct arena *arena, const char *text,
                                     enum word_likeness likeness);

/* Say whether a word of the text begins like this one, or does like each of them. «Ли» does not
 * stand in «Әлия», and a number is not the beginning of a longer one. */
bool word_search_has(const char *text, const char *word);
bool word_search_has_all(const char *text, const char *const *words);

#endif
