#include "table/merges.h"

#include "base/mem.h"

#include <stdlib.h>

bool merges_add(struct merges *merges, struct cell_range range)
{
    if (merges->count == MERGES_MOST)
        return false;
    merges->list = mem_grow(merges->list, merges->count, &merges->room, sizeof *merges->list);
    merges->list[merges->count++] = (struct merge){.range = range};
    return true;
}

static int by_first(const void *left, const void *right)
{
    const struct merge *a = left, *b = right;
    size_t left_row = a->range.first_row, right_row = b->range.first_row;
    return (left_row > right_row) - (left_row < right_row);
}

void merges_sort(struct merges *merges)
{
    struct merge *list = merges->list;
    if (merges->count)
        qsort(list, merges->count, sizeof *list, by_first);
    for (size_t i = 1; i < merges->count; i++) {
        size_t before = list[i - 1].reach;
        list[i].reach = list[before].range.last_row > list[i].range.last_row ? before : i;
    }
}

const struct cell_range *merges_find(const struct merges *merges, size_t row)
{
    size_t low = 0, high = merges->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (merges->list[middle].range.first_row <= row)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    const struct merge *merge = &merges->list[merges->list[low - 1].reach];
    return merge->range.last_row >= row ? &merge->range : NULL;
}

void merges_free(struct merges *merges)
{
    free(merges->list);
    *merges = (struct merges){0};
}
