#include "table/merges.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

bool merges_add(struct merges *merges, const char *range, size_t first, size_t last)
{
    if (merges->count == MERGES_MOST)
        return false;
    merges->list = mem_grow(merges->list, merges->count, &merges->room, sizeof *merges->list);
    struct merge *merge = &merges->list[merges->count++];
    *merge = (struct merge){.first = first, .last = last};
    snprintf(merge->range, sizeof merge->range, "%s", range);
    return true;
}

static int by_first(const void *left, const void *right)
{
    const struct merge *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

void merges_sort(struct merges *merges)
{
    struct merge *list = merges->list;
    if (merges->count)
        qsort(list, merges->count, sizeof *list, by_first);
    for (size_t i = 1; i < merges->count; i++) {
        size_t before = list[i - 1].reach;
        list[i].reach = list[before].last > list[i].last ? before : i;
    }
}

const char *merges_find(const struct merges *merges, size_t row)
{
    size_t low = 0, high = merges->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (merges->list[middle].first <= row)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    const struct merge *merge = &merges->list[merges->list[low - 1].reach];
    return merge->last >= row ? merge->range : NULL;
}

void merges_free(struct merges *merges)
{
    free(merges->list);
    *merges = (struct merges){0};
}
