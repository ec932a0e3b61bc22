/* The numbers of spare certificates: those that a register has reserved for nobody. */
#ifndef KUALIK_PRINT_SPARES_H
#define KUALIK_PRINT_SPARES_H

#include "base/arena.h"
#include "base/error.h"
#include "issue/job.h"

#include <stdbool.h>
#include <stddef.h>

/* Puts the first `count` of them into `*numbers`, which is the arena's. Fails when the template
 * has no register, or the register not so many. */
bool print_spares_find(const struct job *job, size_t count, struct arena *arena,
                       const char *const **numbers, struct error *err);

#endif
