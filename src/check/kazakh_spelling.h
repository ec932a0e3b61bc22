/* Names that a Russian keyboard has stripped of their Kazakh letters: «Жанаргуль» where the
 * Kazakh column should say «Жанаргүл». */
#ifndef KUALIK_KAZAKH_SPELLING_H
#define KUALIK_KAZAKH_SPELLING_H

#include "base/arena.h"
#include "check/stems.h"

#include <stdbool.h>

/* What the names of a person say of his origin; of several, the greatest holds. */
enum origin {
    ORIGIN_UNKNOWN,
    ORIGIN_FOREIGN, /* a patronymic in -ович or -овна: perhaps Tatar, perhaps Armenian */
    ORIGIN_KAZAKH,  /* a name that only Kazakhs have, or a Kazakh letter */
    ORIGIN_RUSSIAN, /* the patronymic of a Russian or German name */
};

/* Returns what one word of a name says. */
enum origin spelling_origin(struct arena *arena, const char *word);

/* What shows that a word is misspelt; lent. */
struct suspicion {
    const struct stem *stem; /* NULL: nothing does */
    enum stem_kind kind;
};

/* Judges a Kazakh word by its sound and by the same word in Russian; `behind`: another word
 * stands before it. */
struct suspicion spelling_suspect(struct arena *arena, const char *kazakh, const char *russian,
                                  bool behind);

/* How certain it is that the word is misspelt. */
enum doubt { DOUBT_NONE, DOUBT_SLIGHT, DOUBT_GRAVE };

/* Weighs a suspicion by the origin of the bearer. */
enum doubt spelling_doubt(struct suspicion suspicion, enum origin origin);

/* Says whether a Kazakh text that is no name has syllables or words that only Russian, or
 * Kazakh typed in Russian letters, has: «Караганда», «Акмолинская область». */
bool spelling_is_stripped(struct arena *arena, const char *text);

#endif
