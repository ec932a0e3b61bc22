/* Which rows of a sheet are part of merged cells. */
#ifndef KUALIK_MERGES_H
#define KUALIK_MERGES_H

#include <stdbool.h>
#include <stddef.h>

enum { MERGES_MOST = 65536 };

/* `{0}` is an empty list. */
struct merges {
    struct merge {
        char range[24]; /* "A1:F1" */
        size_t first, last;
        size_t reach; /* of this and those before, the one that goes farthest down */
    } * list;
    size_t count, room;
};

/* Adds the range, whose rows go from `first` to `last`. Returns false if there are too many. */
bool merges_add(struct merges *merges, const char *range, size_t first, size_t last);

/* Sorts them: to be called once, before merges_find. */
void merges_sort(struct merges *merges);

/* Returns a range that the row is part of, or NULL. */
const char *merges_find(const struct merges *merges, size_t row);

void merges_free(struct merges *merges);

#endif
