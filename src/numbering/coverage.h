/* How far a list and its register cover each other. */
#ifndef KUALIK_COVERAGE_H
#define KUALIK_COVERAGE_H

#include "numbering/numbering.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

/* Say whether every row of the list has a number, its own or one that this run gives; whether
 * each of `count` rows, which ascend, had its number before this run; whether any row had;
 * whether this run gives numbers that nobody had; and whether any of these comes from the
 * register's sequence, not from the list. */
bool coverage_is_complete(const struct numbering *numbering);
bool coverage_knows(const struct numbering *numbering, const size_t *rows, size_t count);
bool coverage_has_known(const struct numbering *numbering);
bool coverage_gives(const struct numbering *numbering);
bool coverage_counts_on(const struct numbering *numbering);

/* Says whether a record of the register is that of a row: of its number, or, where the row is
 * refused, perhaps of its person. */
bool coverage_lists(const struct numbering *numbering, const struct registry_record *record);

#endif
