/* A drawing as it looks: everything that is placed stands where it lies, and all that has the
 * same paint is one path. */
#ifndef KUALIK_TEST_FLAT_H
#define KUALIK_TEST_FLAT_H

#include "draw/drawing.h"

#include <string.h>

enum { MOST_PAINTS = 8 };

struct flat {
    struct path paths[MOST_PAINTS];
    struct path_step *steps[MOST_PAINTS]; /* of the paths, with room for more */
    size_t rooms[MOST_PAINTS];
    size_t count;
};

static inline bool same_paint(const struct path *a, const struct path *b)
{
    return a->stroke == b->stroke && a->filled == b->filled &&
           memcmp(&a->color, &b->color, sizeof a->color) == 0 &&
           memcmp(&a->fill, &b->fill, sizeof a->fill) == 0;
}

static inline size_t flat_path(struct flat *flat, const struct path *like)
{
    for (size_t i = 0; i < flat->count; i++)
        if (same_paint(&flat->paths[i], like))
            return i;
    assert_true(flat->count < MOST_PAINTS);
    struct path *path = &flat->paths[flat->count];
    *path = *like;
    path->count = 0;
    return flat->count++;
}

/* Makes room for `more` steps of a path; returns where they begin. */
static inline struct path_step *flat_room(struct flat *flat, struct arena *arena, size_t index,
                                          size_t more)
{
    struct path *path = &flat->paths[index];
    if (path->count + more > flat->rooms[index]) {
        flat->rooms[index] = 2 * (path->count + more);
        struct path_step *steps = arena_new(arena, flat->rooms[index], sizeof *steps);
        if (path->count)
            memcpy(steps, path->steps, path->count * sizeof *steps);
        path->steps = flat->steps[index] = steps;
    }
    return flat->steps[index] + path->count;
}

static inline void flat_add(struct flat *flat, struct arena *arena, const struct path *from,
                            const struct transform *at)
{
    size_t index = flat_path(flat, from);
    struct path_step *steps = flat_room(flat, arena, index, from->count);
    for (size_t i = 0; i < from->count; i++) {
        steps[i] = from->steps[i];
        for (size_t k = 0; k < page_step_points(&steps[i]); k++)
            steps[i].p[k] = transform_point(at, steps[i].p[k].x, steps[i].p[k].y);
    }
    flat->paths[index].count += from->count;
}

static inline void flat_items(struct flat *flat, struct arena *arena, const struct item *items,
                              size_t count, const struct transform *at)
{
    for (size_t i = 0; i < count; i++) {
        const struct placed *placed = &items[i].placed;
        if (items[i].kind == ITEM_PATH) {
            flat_add(flat, arena, &items[i].path, at);
            continue;
        }
        assert_int_equal(items[i].kind, ITEM_PLACED);
        struct point right = placed->at.right, down = placed->at.down;
        const struct transform both = {
            transform_point(at, placed->at.origin.x, placed->at.origin.y),
            {right.x * at->right.x + right.y * at->down.x,
             right.x * at->right.y + right.y * at->down.y},
            {down.x * at->right.x + down.y * at->down.x,
             down.x * at->right.y + down.y * at->down.y},
        };
        flat_items(flat, arena, placed->art->items, placed->art->count, &both);
    }
}

static inline struct flat flat_of(struct arena *arena, const struct drawing *drawing)
{
    struct flat flat = {.count = 0};
    const struct transform upright = {{0, 0}, {1, 0}, {0, 1}};
    flat_items(&flat, arena, drawing->items, drawing->count, &upright);
    return flat;
}

#endif
