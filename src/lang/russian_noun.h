/* A Russian noun and the words around it: «Акмолинская область», «Председатель комиссии». The
 * head declines, adjectives before it agree with it, what follows it stays. */
#ifndef KUALIK_RUSSIAN_NOUN_H
#define KUALIK_RUSSIAN_NOUN_H

#include "lang/russian_word.h"

#include <stdbool.h>

/* Declines the words of `work` in place; fails, with the reason, where no rule knows how. */
bool russian_noun(struct declining *work);

#endif
