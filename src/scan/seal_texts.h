/* The texts of seals, found among other words. */
#ifndef KUALIK_SEAL_TEXTS_H
#define KUALIK_SEAL_TEXTS_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends to `texts` the text of each seal among the words, with a line break behind it, unless
 * it is there already: the same seal may stand on several pages. Returns whether there is any
 * among the words. */
bool seal_texts_add(const char *words, struct buf *texts);

#endif
