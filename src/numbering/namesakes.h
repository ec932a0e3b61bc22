/* Who of a name is whom, where the register gives the numbers: rows whose fields are those of a
 * number have it; the one that is left over is the one whose row was corrected, if its fields
 * allow that; and of the others somebody is asked. */
#ifndef KUALIK_NAMESAKES_H
#define KUALIK_NAMESAKES_H

#include "base/error.h"
#include "numbering/person_match.h"

#include <stdbool.h>

/* Decides, when somebody's words have been obeyed. Fails when the register cannot be read. */
bool namesakes_decide(struct person_match *match, struct error *err);

#endif
