/* Which rows of a list somebody asked for: by their numbers, by ranges of numbers, by words of
 * a person's name or of whatever else the row says, or as one of several shares of the list.
 *
 *     selection_new → selection_find → selection_takes, for each row → selection_check
 */
#ifndef KUALIK_SELECTION_H
#define KUALIK_SELECTION_H

#include "base/error.h"
#include "bind/binding.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

struct selection;

/* Reads what was asked for (NULL: all), with commas between: `17`, `20-25` (also with the dash
 * of «20–25»), and words or their beginnings, `Ахмет Айгүл`. Returns NULL when it makes no
 * sense, or begins with a zero as numbers of certificates do; release with selection_free. */
struct selection *selection_new(const char *text);
void selection_free(struct selection *selection);

/* Returns a selection of the rows with all words of the text; NULL: it has none. */
struct selection *selection_of_words(const char *text);

/* Leaves share `number` (from 1) of `count` of what was asked for. A person is always in the
 * same share, wherever the row stands, and all shares together are the whole. */
void selection_share(struct selection *selection, size_t number, size_t count);

/* Says whether only a share is asked for. */
bool selection_is_share(const struct selection *selection);

/* Finds out whom the words mean, by reading the list at most once for each depth of
 * row_words.h: those who have all of them in the name, letter case aside; if nobody has, those
 * who are written so with Russian letters for Kazakh ones; then those of whom all that the row
 * says has them. Reads nothing where no words were given, or where it is known. Fails when the
 * list cannot be read, or when nobody has them: then `err` names the nearest. */
bool selection_find(struct selection *selection, const struct binding *binding,
                    struct roster *roster, struct error *err);

/* Whether the row is asked for, which is about `who` (NULL: nobody knows). Threads may call it
 * together. Words that selection_find has not looked for are only found in `who`. */
bool selection_takes(struct selection *selection, const struct row *row, const char *who);

/* Says whether it depends on who a row is about. */
bool selection_by_name(const struct selection *selection);

/* Says, when all rows have been asked about, whether each row asked for by its number is in the
 * list, whose last row is `last`. */
bool selection_check(const struct selection *selection, size_t last, struct error *err);

#endif
