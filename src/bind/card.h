/* One row bound to the template: every element with its final text. Binding knows the
 * template and the list's headings; it sets nothing and measures nothing. */
#ifndef KUALIK_CARD_H
#define KUALIK_CARD_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/report.h"
#include "bind/binding.h"
#include "bind/rich.h"
#include "roster/roster.h"

#include <stdbool.h>
#include <stddef.h>

struct card_element {
    struct rich content; /* what the element's `content` says for this row */
    const char *alt;
    const char **claims; /* of a seal: SEAL_CLAIMS texts */
    const char *seal;    /* what a seal's code says; who has the key fills it in */
    bool blank;          /* of a spare certificate: it is filled in by hand */
};

struct card {
    struct place place; /* of the row, with the person's name */
    const char *file;   /* file name with .pdf, safe on every file system */
    const char *title, *author, *subject, *keywords;
    struct card_element *elements; /* one for each of the template's */
    const char **facts;            /* by fact of the binding */
    const char *number;            /* that the row shows, "" without one */
};

/* Returns where a row stands and whom it is about; without fields it is about nobody. */
struct place card_place(const struct binding *binding, const struct row *row,
                        struct arena *arena);

/* Returns what a name (a column, a definition) stands for in a row that has fields. */
const char *card_value(const struct binding *binding, const struct row *row, const char *text,
                       struct arena *arena);

/* Returns how the row's file is called, which is all that is bound of rows that nobody asked
 * for; NULL where nothing is left to name it after. */
const char *card_file_name(const struct binding *binding, const struct row *row,
                           struct arena *arena);

/* Binds the elements that are the same for every row; the others stay empty. */
bool card_bind_fixed(const struct binding *binding, struct arena *arena, struct card *card,
                     struct report *findings);

/* Binds `row`, but for the elements that are the same for every row. Texts are the arena's
 * or the row's, so `row` must live as long as the card. Everything wrong with this row goes
 * to `findings`; returns false if something is. `card->place` is set in any case. */
bool card_bind(const struct binding *binding, const struct row *row, struct arena *arena,
               struct card *card, struct report *findings);

/* Binds the text of one element for `row`, or for none (NULL) where it needs none. Faults get
 * `place`. Returns the text, which is the arena's. */
struct rich card_bind_text(const struct binding *binding, const struct row *row,
                           const struct place *place, size_t element, struct arena *arena,
                           struct report *findings);

/* Returns a digest of all texts of the card that card_bind bound: what tells this certificate
 * from others made with the same template. */
struct digest card_digest(const struct binding *binding, const struct card *card);

#endif
