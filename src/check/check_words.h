/* Words that the checks of a list know; they are data: lang/rules/check_words.rules. */
#ifndef KUALIK_CHECK_WORDS_H
#define KUALIK_CHECK_WORDS_H

#include "base/error.h"
#include "lang/word_list.h"

/* Immutable once made, so threads share it. */
struct check_words {
    struct word_lists *lists; /* owns all that follow */
    const struct word_list *question_particle, *question_word;
    const struct word_list *stopgap;  /* typed into a field to leave it empty */
    const struct word_list *particle; /* in names, without a capital */
};

/* Reads the words that the program carries; NULL on failure. Release with check_words_free. */
struct check_words *check_words_new(struct error *err);
void check_words_free(struct check_words *words);

#endif
