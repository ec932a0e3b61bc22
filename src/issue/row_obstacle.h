/* What keeps a row's certificate from being written: a file of its name that must not be lost,
 * and what the register or another run has to say of it. */
#ifndef KUALIK_ROW_OBSTACLE_H
#define KUALIK_ROW_OBSTACLE_H

#include "base/error.h"
#include "issue/existing.h"

#include <stdbool.h>
#include <stddef.h>

struct row_writing;

/* Says whether the certificate of the row of that index may be written as `file`, in the place
 * of what is there; `existing` is what that is, NULL: nothing. If not, `err` says why. */
bool row_obstacle_check(const struct row_writing *writing, size_t index, const char *file,
                        const enum existing *existing, struct error *err);

#endif
