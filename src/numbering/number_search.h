/* Numbers of a register that a command line names. */
#ifndef KUALIK_NUMBER_SEARCH_H
#define KUALIK_NUMBER_SEARCH_H

#include "base/error.h"
#include "register/registry.h"

#include <stdbool.h>

/* Says whether the register has the number. Where it has not, `err` says what it has: the
 * nearest number, or the first and the last. */
bool number_search_check(struct registry *registry, const char *number, struct error *err);

#endif
