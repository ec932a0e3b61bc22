/* What can be wrong with a text of the list by itself: damage by encodings, letters of two
 * scripts in a word or of another alphabet; and of names, what namecheck finds. */
#ifndef KUALIK_TEXT_CHECK_H
#define KUALIK_TEXT_CHECK_H

#include "base/arena.h"
#include "base/report.h"
#include "check/columns.h"

#include <stdbool.h>

/* Tells to `findings`, under `place`, what is wrong with `text`, a field of `column`. `arena`
 * is for words on the way. Returns false when the text is damaged, so that it is no use to
 * look at what it says. */
bool text_check(const struct column *column, const char *text, struct place place,
                struct arena *arena, struct report *findings);

#endif
