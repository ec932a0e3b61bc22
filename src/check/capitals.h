/* Columns in which names are in capitals throughout: that is one thing to say of the list, not
 * one of each row. */
#ifndef KUALIK_CAPITALS_H
#define KUALIK_CAPITALS_H

#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

/* Says whether a word of the name is in capitals; an initial or a numeral is none. */
bool capitals_in(const char *name);

/* Reports a column in which that is so in `capitals` of the `filled` names, if it is nearly
 * always. */
void capitals_report(size_t capitals, size_t filled, struct place place,
                     struct report *findings);

/* Marks what is to be dropped, by taking its words: what is said of names in rows, where it is
 * said of their column, and what is said of a column in none of whose rows a name is judged so:
 * it holds schools. */
void capitals_mark(struct report *report);

#endif
