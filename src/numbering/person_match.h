/* Whom of a list the register knows. A person is recognised by what tells people apart; of
 * several of one name by their other fields; and where that leaves two answers the row is
 * refused until somebody says who it is. */
#ifndef KUALIK_PERSON_MATCH_H
#define KUALIK_PERSON_MATCH_H

#include "base/arena.h"
#include "base/error.h"
#include "numbering/numbering.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

struct person_match {
    struct registry *registry;
    struct arena *arena; /* of the rows' numbers and faults */
    bool own;            /* the list brings its numbers */
    struct numbered_row *rows;
    size_t count;
};

/* Looks the newest row up, whose `person` is set: by that, or by its own `number` where the
 * list brings it. `fields` are row_identity_fields', `who` is how messages call the person. */
bool person_match_row(struct person_match *match, struct numbered_row *row, const char *fields,
                      const char *who, struct error *err);

/* Decides, when all rows are there, on those that have a name in common. */
bool person_match_groups(struct person_match *match, struct error *err);

/* Obeys what somebody has said of the row. */
bool person_match_choose(struct person_match *match, const struct numbering_choice *choice,
                         struct error *err);

/* Makes room for a fault of the row, and refuses it; the fault, the arena's, is to be set. */
struct error *person_match_refuse(struct person_match *match, struct numbered_row *row);

#endif
