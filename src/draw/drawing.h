/* A drawing in the making: items in painting order, among them art that is drawn once and
 * placed many times. Memory is the arena's. */
#ifndef KUALIK_DRAWING_H
#define KUALIK_DRAWING_H

#include "base/arena.h"
#include "page/page.h"

#include <stddef.h>

struct drawing {
    struct arena *arena;
    struct item *items;
    size_t count, room;
};

/* Returns an empty drawing, whose items will be the arena's. */
struct drawing drawing_new(struct arena *arena);

/* Appends a path, unless it is empty. */
void drawing_path(struct drawing *drawing, const struct path *path);

/* Appends the art, its coordinates put where `at` says. */
void drawing_place(struct drawing *drawing, const struct art *art, struct transform at);

/* Returns what was drawn as a piece of art; its box leaves room for the width of the strokes.
 * `name` outlives it. */
const struct art *drawing_art(const struct drawing *drawing, const char *name);

/* Returns `transform` turned by `angle` radians, clockwise, about its origin. */
struct transform drawing_turned(const struct transform *transform, double angle);

#endif
