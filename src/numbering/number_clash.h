/* Numbers that two would have. Zeros before the digits make no other number: 05 is 005, of
 * which a spreadsheet has dropped one. */
#ifndef KUALIK_NUMBER_CLASH_H
#define KUALIK_NUMBER_CLASH_H

#include "base/error.h"
#include "numbering/person_match.h"

#include <stdbool.h>

/* Refuses new rows of a list that brings its numbers, where the register has the number with
 * other zeros. Fails when the register cannot be read. */
bool number_clash_register(struct person_match *match, struct error *err);

/* Refuses rows that have a number in common, at the end. */
void number_clash_rows(struct person_match *match);

#endif
