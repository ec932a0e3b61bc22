/* Which rows of a list somebody asked for: by their numbers, by ranges of numbers, by parts of
 * a person's name, or as one of several shares of the list. */
#ifndef KUALIK_SELECTION_H
#define KUALIK_SELECTION_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct selection;

/* Reads what was asked for (NULL: all), with commas between: `17`, `20-25` (also with the dash
 * of «20–25»), and words of a name or their beginnings, `Ахмет Айгүл`. Returns NULL when it
 * makes no sense, or begins with a zero as numbers of certificates do; release with
 * selection_free. */
struct selection *selection_new(const char *text);
void selection_free(struct selection *selection);

/* Leaves share `number` (from 1) of `count` of what was asked for. A person is always in the
 * same share, wherever the row stands, and all shares together are the whole. */
void selection_share(struct selection *selection, size_t number, size_t count);

/* Whether the row of that number (as a spreadsheet counts: the headings are row 1) is asked
 * for, which is about `who` (NULL: nobody knows). Every word of a name must begin one of it;
 * letter case does not count, nor which apostrophe it has. Threads may call it together. */
bool selection_takes(struct selection *selection, size_t row, const char *who);

/* Says whether it depends on who a row is about. */
bool selection_by_name(const struct selection *selection);

/* Says, when all rows have been asked about, whether each thing asked for is in the list, whose
 * last row is `last`. */
bool selection_check(const struct selection *selection, size_t last, struct error *err);

#endif
