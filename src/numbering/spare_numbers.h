/* The spare numbers that are still to be reserved: those that come after all others. */
#ifndef KUALIK_SPARE_NUMBERS_H
#define KUALIK_SPARE_NUMBERS_H

#include "base/error.h"
#include "numbering/list_register.h"
#include "numbering/numbering.h"

#include <stddef.h>

/* Returns their places in the sequence: `*count` of them, to be freed. `wanted` are so many
 * that there are to be, with those that the register has; `*lacking` are those for which it has
 * no numbers left behind those of the `row_count` rows. NULL on failure. */
size_t *spare_numbers_find(const struct list_register *source, const struct numbered_row *rows,
                           size_t row_count, size_t wanted, size_t *count, size_t *lacking,
                           struct error *err);

#endif
