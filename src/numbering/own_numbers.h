/* Whom the register knows of a list that brings its own numbers: the number says who it is,
 * unless the names contradict, or the person has another number. */
#ifndef KUALIK_OWN_NUMBERS_H
#define KUALIK_OWN_NUMBERS_H

#include "base/error.h"
#include "numbering/person_match.h"

#include <stdbool.h>

/* Looks the row up by its number, as person_match_row does. */
bool own_numbers_look_up(struct person_match *match, struct numbered_row *row,
                         const char *fields, const char *who, struct error *err);

/* Refuses rows whose people have another number. Fails when the register cannot be read. */
bool own_numbers_decide(struct person_match *match, struct error *err);

#endif
