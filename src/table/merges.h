/* Which rows of a sheet are part of merged cells. */
#ifndef KUALIK_MERGES_H
#define KUALIK_MERGES_H

#include "table/cell_name.h"

#include <stdbool.h>
#include <stddef.h>

enum { MERGES_MOST = 65536 };

/* `{0}` is an empty list. */
struct merges {
    struct merge {
        struct cell_range range;
        size_t reach; /* of this and those before, the one that goes farthest down */
    } * list;
    size_t count, room;
};

/* Adds a range. Returns false if there are too many. */
bool merges_add(struct merges *merges, struct cell_range range);

/* Sorts them: to be called once, before merges_find. */
void merges_sort(struct merges *merges);

/* Returns a range that the row is part of, or NULL. */
const struct cell_range *merges_find(const struct merges *merges, size_t row);

/* Releases everything; usable again. */
void merges_free(struct merges *merges);

#endif
