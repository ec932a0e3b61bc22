/* Whether a Kazakh and a Russian spelling may be of one name: «Уәлихан» and «Валихан» may,
 * «Айгүл» and «Айнур» may not. Letters are compared by what Russian has for Kazakh ones, which
 * is data: lang/rules/transliteration.rules. */
#ifndef KUALIK_NAME_MATCH_H
#define KUALIK_NAME_MATCH_H

#include "base/error.h"

#include <stdbool.h>

/* The rules, read; immutable, so threads share them. */
struct name_match;

/* Reads the rules that the program carries; NULL on failure. Release with name_match_free. */
struct name_match *name_match_new(struct error *err);
void name_match_free(struct name_match *match);

/* Says whether both may spell one part of a name, in any letter case; spaces, hyphens and other
 * signs do not count, and a Kazakh letter in the Russian spelling is what Russian has for it.
 * So they may where one is empty, too long, an initial of the other, or has digits or letters
 * of neither language. */
bool name_match_part(const struct name_match *match, const char *kazakh, const char *russian);

/* The same for names of several words, each in its order: every word of the one that has fewer
 * needs its own in the other. */
bool name_match_full(const struct name_match *match, const char *kazakh, const char *russian);

/* Says whether names that match so have their words in another order: the given name before the
 * surname in one language only. */
bool name_match_reordered(const struct name_match *match, const char *kazakh,
                          const char *russian);

/* Says whether no word of the one has its own in the other, and each has several: they are of
 * two people. */
bool name_match_nothing(const struct name_match *match, const char *kazakh,
                        const char *russian);

#endif
