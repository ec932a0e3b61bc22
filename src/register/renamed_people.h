/* People of two registers who may be one: one of the two has, or had, a name that the other had
 * before it was corrected. */
#ifndef KUALIK_RENAMED_PEOPLE_H
#define KUALIK_RENAMED_PEOPLE_H

#include "base/report.h"
#include "register/registry.h"

#include <stdbool.h>

/* Warns of those whose numbers are not spoiled, and each in one of the registers alone: where
 * both numbers are in one, it was decided there who they are. Fails when a register cannot be
 * read. */
bool renamed_people_tell(struct registry *target, struct registry *source,
                         struct report *findings, struct error *err);

#endif
