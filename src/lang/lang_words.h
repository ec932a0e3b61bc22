/* Words of both languages that are neither declined nor checked: months, numerals, given names,
 * what lists call a column. They are data: rules/lang_words.rules and rules/given_names.rules.
 * For the modules of lang only; whoever uses these lends them from struct lang. */
#ifndef KUALIK_LANG_WORDS_H
#define KUALIK_LANG_WORDS_H

#include "base/error.h"
#include "lang/word_list.h"

enum { LANG_KAZAKH, LANG_RUSSIAN, LANG_COUNT };

/* Immutable once made, so threads share it. */
struct lang_words {
    struct word_lists *lists, *names;             /* own all that follow */
    const struct word_list *months[LANG_COUNT];   /* by number, as they stand after a day */
    const struct word_list *years[LANG_COUNT];    /* the word for it: "official", "short" */
    const struct word_list *numerals[LANG_COUNT]; /* by digits: those that others are made of */
    const struct word_list *counted;              /* Russian, by endings behind 1 and 2: f, n */
    const struct word_list *cases[LANG_COUNT];    /* by enum kazakh_case, enum russian_case */
    const struct word_list *gender;               /* m or f */
    const struct word_list *given_name;           /* … of those who bear it */
    const struct word_list *headings[7];          /* by enum heading */
    const struct word_list *heading_part;         /* words of headings: of names, … */
    const struct word_list *heading_qualifier;    /* … that say no more of these, … */
    const struct word_list *heading_rank;         /* … that stand beside a rank, … */
    const struct word_list *heading_other; /* … and beginnings of words for other things */
    const struct word_list
        *participants[LANG_COUNT + 1]; /* whom lists are of; the last: English */
    const struct word_list *language;  /* how names of columns tell it: kk, ru, en */
    const struct word_list *leaning, *leaning_abbreviation, *two_word_abbreviation;
    const struct word_list *particle; /* in names, without a capital; apostrophes are ' */
    const struct word_list *uzbek; /* beginnings with an apostrophe that is part of a letter */
};

/* Reads the words that the program carries; NULL on failure. Release with lang_words_free. */
struct lang_words *lang_words_new(struct error *err);
void lang_words_free(struct lang_words *words);

#endif
