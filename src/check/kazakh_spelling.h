/* Names that a Russian keyboard has stripped of their Kazakh letters: «Жанаргуль» where the
 * Kazakh column should say «Жанаргүл». What is known of such names is data:
 * lang/rules/kazakh_spelling.rules. */
#ifndef KUALIK_KAZAKH_SPELLING_H
#define KUALIK_KAZAKH_SPELLING_H

#include "base/arena.h"
#include "base/error.h"
#include "lang/word_list.h"

#include <stdbool.h>

/* What the names of a person say of his origin; of several, the greatest holds. */
enum origin {
    ORIGIN_UNKNOWN,
    ORIGIN_FOREIGN, /* a patronymic in -ович or -овна: perhaps Tatar, perhaps Armenian */
    ORIGIN_KAZAKH,  /* a name that only Kazakhs have, or a Kazakh letter */
    ORIGIN_OTHER, /* a patronymic of another people: of a Russian or German name, ўғли, уулу */
};

/* What a part of a name shows. */
enum stem_kind {
    STEM_SURE,     /* the name is Kazakh */
    STEM_SYLLABLE, /* misspelt if it is Kazakh, which no Russian name with it is */
    STEM_SHARED,   /* it is Kazakh if the bearer is */
    STEM_SOUND,    /* it is misspelt if it is Kazakh */
    STEM_JOINED,   /* the end of a patronymic, always misspelt */
    STEM_APART,    /* … that stands by itself; Azerbaijani has it, too */
};

/* What shows that a word is misspelt. */
struct suspicion {
    const struct word_entry *stem; /* lent; its values are the right spellings; NULL: nothing */
    enum stem_kind kind;
};

/* How certain it is that the word is misspelt. */
enum doubt { DOUBT_NONE, DOUBT_SLIGHT, DOUBT_GRAVE };

/* The rules, read; immutable, so threads share them. */
struct kazakh_spelling;

/* Reads the rules that the program carries; NULL on failure. Release with
 * kazakh_spelling_free. */
struct kazakh_spelling *kazakh_spelling_new(struct error *err);
void kazakh_spelling_free(struct kazakh_spelling *spelling);

/* Returns what one word of a name says. `arena` is for words on the way, here and below. */
enum origin kazakh_spelling_origin(const struct kazakh_spelling *spelling, struct arena *arena,
                                   const char *word);

/* Says whether a word has a part of a Kazakh name in its Kazakh spelling: Нұрлан. */
bool kazakh_spelling_knows(const struct kazakh_spelling *spelling, struct arena *arena,
                           const char *word);

/* Judges a Kazakh word by its sound and by the same word in Russian; `follows`: another word
 * stands before it. */
struct suspicion kazakh_spelling_suspect(const struct kazakh_spelling *spelling,
                                         struct arena *arena, const char *kazakh,
                                         const char *russian, bool follows);

/* Weighs a suspicion by the origin of the bearer. */
enum doubt kazakh_spelling_doubt(struct suspicion suspicion, enum origin origin);

/* Says whether a Kazakh text that is not a name has syllables or words that only Russian, or
 * Kazakh typed in Russian letters, has: «Караганда», «Акмолинская область». */
bool kazakh_spelling_is_stripped(const struct kazakh_spelling *spelling, struct arena *arena,
                                 const char *text);

#endif
