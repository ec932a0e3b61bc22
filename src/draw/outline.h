/* Lines and rectangles as paths, without ink: the caller says how they are painted. */
#ifndef KUALIK_OUTLINE_H
#define KUALIK_OUTLINE_H

#include "base/arena.h"
#include "page/page.h"

/* Returns the line from the upper left to the lower right corner of `box`. */
struct path outline_line(struct arena *arena, const struct box *box);

/* Returns the edge of `box`, its corners rounded with `radius` points (0: square). */
struct path outline_rect(struct arena *arena, const struct box *box, double radius);

#endif
