/* Names that a Russian keyboard has stripped of their Kazakh letters: «Жанаргуль» where the
 * Kazakh column should say «Жанаргүл». Only spellings that leave no doubt are told. */
#ifndef KUALIK_SPELLING_H
#define KUALIK_SPELLING_H

#include "arena.h"

/* A part of a name in either language; small letters. */
struct spelling {
    const char *russian, *kazakh;
};

/* Returns what shows that the Kazakh word, which is lent, should have a Kazakh letter, judging
 * by the same word in Russian: NULL if it has one, is not all Cyrillic, or nothing shows that.
 */
const struct spelling *spelling_suspect(struct arena *arena, const char *kazakh,
                                        const char *russian);

#endif
