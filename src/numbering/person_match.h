/* Whom of a list the register knows. A person is recognised by what tells people apart, or by
 * the number that the list brings; of several of one name by their other fields; and where that
 * leaves two answers the row is refused until somebody says who it is.
 *
 *     person_match_row, for each row → person_match_choose, for what somebody has said →
 *     person_match_groups */
#ifndef KUALIK_PERSON_MATCH_H
#define KUALIK_PERSON_MATCH_H

#include "base/arena.h"
#include "base/error.h"
#include "numbering/numbering.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

struct lang_words;

struct person_match {
    struct registry *registry;
    struct arena *arena;            /* of the rows' numbers and faults */
    bool own;                       /* the list brings its numbers */
    const struct lang_words *words; /* that know the headings; NULL: nobody does */
    struct numbered_row *rows;
    size_t count;
    size_t unread; /* the first row that cannot be read, once that is known, or 0 */
};

/* Looks the newest row up, whose `person` and `keyed` are set: by that, or by its own `number`
 * where the list brings it. `fields` are row_identity_fields', `who` is how messages call the
 * person. */
bool person_match_row(struct person_match *match, struct numbered_row *row, const char *fields,
                      const char *who, struct error *err);

/* Obeys what somebody has said of the row, when all rows are there. */
bool person_match_choose(struct person_match *match, const struct numbering_choice *choice,
                         struct error *err);

/* Decides at last on those that have a name in common with somebody. */
bool person_match_groups(struct person_match *match, struct error *err);

/* Gives the row the number of the record, or refuses it if that was revoked. */
void person_match_know(struct person_match *match, struct numbered_row *row,
                       const struct registry_record *record);

/* Takes that back: the row is of somebody whom the register does not know. */
void person_match_forget(struct numbered_row *row);

/* Makes room for a fault of the row, and refuses it; the fault, the arena's, is to be set. */
struct error *person_match_refuse(struct person_match *match, struct numbered_row *row);

/* Refuses the row whose number somebody has said: the person has the number `known`. */
void person_match_refuse_choice(struct person_match *match, struct numbered_row *row,
                                const char *known);

/* Refuses the row of which somebody has said that it is new: it has that number already. */
void person_match_refuse_newcomer(struct person_match *match, struct numbered_row *row,
                                  const char *number);

#endif
