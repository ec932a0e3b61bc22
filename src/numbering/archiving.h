/* Files that a run moves before it writes any: those of certificates that are no longer valid
 * go to the archive, and those of certificates that are valid again come back from there. */
#ifndef KUALIK_ARCHIVING_H
#define KUALIK_ARCHIVING_H

#include "base/arena.h"
#include "base/error.h"
#include "files/folder.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

/* Moves them, and enters in the register where they are then. */
bool archiving_run(struct registry *registry, struct folder *folder, struct error *err);

/* A file that is to be moved. */
struct archiving_move {
    const char *from, *to;
};

struct archiving_plan {
    struct arena arena;
    struct archiving_move *list;
    size_t count, room;
};

/* Finds what archiving_run would move; release with archiving_plan_free in any case. */
bool archiving_find(struct registry *registry, const struct folder *folder,
                    struct archiving_plan *plan, struct error *err);
void archiving_plan_free(struct archiving_plan *plan);

/* Returns where the file that would be called `name` after that stands now; NULL: it would be
 * gone. And how the file that is called `name` now would be called. Lent, as `name` is. */
const char *archiving_source(const struct archiving_plan *plan, const char *name);
const char *archiving_target(const struct archiving_plan *plan, const char *name);

#endif
