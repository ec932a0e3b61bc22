/* The tables of a register, and how those of an older version become those of this one. */
#ifndef KUALIK_SCHEMA_STEPS_H
#define KUALIK_SCHEMA_STEPS_H

#include "base/buf.h"
#include "base/error.h"
#include "register/database.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the bytes of a register in which nothing stands yet. */
bool schema_steps_image(struct buf *image, struct error *err);

/* Says whether the file is a register, and of no newer version than this program knows. */
bool schema_steps_check(struct database *database, size_t *version, struct error *err);

/* Brings a register that schema_steps_check has found good to the newest version, in one
 * transaction: all of it or nothing. */
bool schema_steps_migrate(struct database *database, size_t version, struct error *err);

/* The same with other steps, as tests have some that fail: the one of index i leads from
 * version i to i + 1. */
bool schema_steps_run(struct database *database, const char *const *steps, size_t version,
                      size_t newest, struct error *err);

/* Gives whoever reads an older register without changing it what the steps would add, empty. */
bool schema_steps_stand_in(struct database *database, size_t version, struct error *err);

#endif
