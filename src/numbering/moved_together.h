/* A region that was renamed. One person of whom no field says what it did may be somebody else
 * of the same name; several whose fields have all changed in the same way are not. */
#ifndef KUALIK_MOVED_TOGETHER_H
#define KUALIK_MOVED_TOGETHER_H

#include "numbering/person_match.h"

/* Notes, of a row that was refused because its fields are others, whose it may be. */
void moved_together_note(struct person_match *match, struct numbered_row *row,
                         const struct registry_record *record);

/* Gives those the numbers of which several have changed in the same way. */
void moved_together_decide(struct person_match *match);

#endif
