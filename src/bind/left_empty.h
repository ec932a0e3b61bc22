/* Which names of a form its list lacks and may lack. */
#ifndef KUALIK_LEFT_EMPTY_H
#define KUALIK_LEFT_EMPTY_H

#include "base/arena.h"
#include "base/report.h"
#include "bind/binding.h"
#include "roster/roster.h"

#include <stddef.h>

/* Returns the names that stand for nothing yet, and are to be empty: all Russian ones of a list
 * in Kazakh alone, which forms show beside the Kazakh ones, and those that the form calls
 * optional. `*count` says how many; they are texts of the template, in a list of the arena.
 * That they are left empty goes to `findings`. */
const char *const *left_empty_find(const struct binding *binding, const struct roster *roster,
                                   struct arena *arena, size_t *count, struct report *findings);

#endif
