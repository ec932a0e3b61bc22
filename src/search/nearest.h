/* What comes nearest to something that somebody looked for and did not find: the few best of
 * all that were noted. */
#ifndef KUALIK_NEAREST_H
#define KUALIK_NEAREST_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { NEAREST_MOST = 3 };

/* `{0}` has none; released with nearest_free. */
struct nearest {
    struct {
        char *text;
        size_t distance;
    } list[NEAREST_MOST]; /* the nearest first */
    size_t count;
};

/* Releases everything; usable again. */
void nearest_free(struct nearest *nearest);

/* Notes something with its distance in letters; of equals the first stays before the others.
 * The text is copied. */
void nearest_note(struct nearest *nearest, const char *text, size_t distance);

/* Returns how many wrong letters in a word a slip of the hand explains: a third of them. */
size_t nearest_slips(const char *word);

/* Says whether a person may be meant by the words, which end with NULL: each that a person's
 * names, or else all that is said of one, have, or that is a slip of the hand for one of the
 * names, is right, and one of the names must be. Where another word is wrong as a whole, it
 * must be a name that is written whole or has more than a few letters. `*distance` counts the
 * wrong letters, and more for a word that is wrong as a whole. All texts are of one likeness
 * (word_search.h). */
bool nearest_person(const char *const *words, const char *names, const char *whole,
                    size_t *distance);

/* Returns them as a list with commas, NULL where there are none; those with a wrong word more
 * than the first are left out, and all others where there is nothing wrong. */
const char *nearest_list(const struct nearest *nearest, struct arena *arena);

#endif
