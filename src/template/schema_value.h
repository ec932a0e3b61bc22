/* The value of one key of a template, read as the schema says. */
#ifndef KUALIK_SCHEMA_VALUE_H
#define KUALIK_SCHEMA_VALUE_H

#include "base/arena.h"
#include "base/error.h"
#include "template/schema.h"

#include <stdbool.h>

/* Reads `text` into the key's member of `target`; the types that only the template knows
 * (SCHEMA_LIST, _PAGE, _FONT, _STYLE) are left alone. Texts are the arena's. Fails on a value
 * that is not of the key's type or out of its bounds; `err` says what to write. */
bool schema_value_read(const struct schema_key *key, const char *text, void *target,
                       struct arena *arena, struct error *err);

#endif
