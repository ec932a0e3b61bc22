/* Columns and values that a command line names: letter case and the ways of writing a letter in
 * Unicode do not count. */
#ifndef KUALIK_COLUMN_SEARCH_H
#define KUALIK_COLUMN_SEARCH_H

#include "base/arena.h"
#include "base/error.h"
#include "roster/roster.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

/* Puts in `*column` which column of the list has the heading `name`, or is called so under
 * [columns] of the template (NULL: there is none), perhaps in braces as placeholders are. Fails
 * when none is, and names the nearest, or all that there are; memory is the arena's. */
bool column_search_find(const struct roster *roster, const struct template *template,
                        const char *name, struct arena *arena, size_t *column,
                        struct error *err);

/* What a column must say. */
struct column_value {
    size_t column;
    const char *value; /* as it is compared … */
    const char *given; /* … and as it was given */
};

/* Reads COLUMN=VALUE; the texts are the arena's or those of `where`. Fails when it is something
 * else, or when there is no such column, as column_search_find. */
bool column_search_where(const struct roster *roster, const struct template *template,
                         const char *where, struct arena *arena, struct column_value *value,
                         struct error *err);

/* Says whether the fields of a row say so; memory is the arena's. */
bool column_search_fits(const struct column_value *value, const char *const *fields,
                        struct arena *arena);

/* Fails for a value that no row of the list has: names the nearest that its column says, or
 * some of them. Reads the list. */
bool column_search_nowhere(struct roster *roster, const struct column_value *value,
                           struct error *err);

#endif
