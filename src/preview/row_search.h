/* Finds the one row of a list that somebody wants to look at. */
#ifndef KUALIK_ROW_SEARCH_H
#define KUALIK_ROW_SEARCH_H

#include "base/arena.h"
#include "base/error.h"
#include "issue/job.h"

#include <stdbool.h>
#include <stddef.h>

enum wanted_kind {
    WANTED_FIRST,    /* row of the list */
    WANTED_ROW,      /* of that number */
    WANTED_NUMBER,   /* with that number, by the register or in a column of numbers; digits
                      * alone may be its last ones, zeros before them aside */
    WANTED_NAME,     /* with those words, or words that begin so: in the name if anybody has
                      * them there, else in whatever the row says (selection.h) */
    WANTED_LONGEST,  /* name, by its letters; of several the first */
    WANTED_SHORTEST, /* … */
    WANTED_TIGHTEST, /* whose texts shrink most or, where none shrinks, fill their box most */
};

struct wanted {
    enum wanted_kind kind;
    size_t row;       /* as a spreadsheet counts: the headings are row 1 */
    const char *text; /* a number, or a part of a name, in UTF-8 */
};

/* A row that was found. Texts are the arena's. */
struct match {
    size_t index; /* in the order of the list, from 0 */
    size_t row;
    const char *who;    /* as the template's `who` writes it */
    const char *region; /* "" where the list has no such column */
};

struct matches {
    struct arena arena;
    struct match *list; /* in the order of the list */
    size_t count, room;
};

/* Finds the rows, one unless a number or a name has several, with so many threads. Fails when
 * there is none (it names the nearest), when names are looked for and the template does not say
 * what a person's name is, or when the list cannot be read to its end. `matches` is zeroed
 * before, and released with row_search_free in any case. */
bool row_search(const struct job *job, const struct wanted *wanted, size_t threads,
                struct matches *matches, struct error *err);

/* Releases everything; usable again. */
void row_search_free(struct matches *matches);

#endif
