/* A spare certificate, which has a number and is nobody's yet. */
#ifndef KUALIK_SPARE_CARD_H
#define KUALIK_SPARE_CARD_H

#include "bind/card.h"

/* Binds the spare certificate of that number: elements that only show something of a person are
 * blank, and so are their gaps in sentences. What is wrong goes to `findings`; returns false if
 * something is. Texts are the arena's. */
bool spare_card_bind(const struct binding *binding, const char *number, struct arena *arena,
                     struct card *card, struct report *findings);

#endif
