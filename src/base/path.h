/* The parts of paths. */
#ifndef KUALIK_PATH_H
#define KUALIK_PATH_H

#include "base/arena.h"

/* Returns the folder in which the path's last name stands: "." for a name alone, "/" for what
 * stands directly there. It is the arena's. */
const char *path_folder(struct arena *arena, const char *path);

/* Returns the last name of the path, a part of it. */
const char *path_name(const char *path);

#endif
