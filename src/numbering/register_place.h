/* The folder in which the files of a register stand. The register remembers it; what counts is
 * where the files themselves are, so that a folder may be moved or given another name. */
#ifndef KUALIK_REGISTER_PLACE_H
#define KUALIK_REGISTER_PLACE_H

#include "base/arena.h"
#include "base/error.h"
#include "files/folder.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns the path of the register that belongs to a list, register.db beside it; the arena's.
 */
const char *register_place_of_list(const char *list, struct arena *arena);

/* Puts into `paths` where a register of the certificates in `folder` may be: in it, and beside
 * it. The paths are the arena's. */
enum { REGISTER_PLACES = 2 };
void register_place_of_files(const char *folder, const char *paths[REGISTER_PLACES],
                             struct arena *arena);

/* Returns the path of the folder that the register remembers; NULL: none. It is the arena's, or
 * lent. */
const char *register_place_remembered(const struct registry *registry, struct arena *arena);

/* The folder in question: NULL where there is none at the path `out`. */
struct register_place {
    struct registry *registry;
    const struct folder *folder;
    const char *out;
};

/* Puts in `*here` whether the certificates that the `count` searches find, if any, are in the
 * folder: one of them suffices. If not, `err` says so and where the last run has put its files;
 * what to do is left to the caller. Fails when the register cannot be read. */
bool register_place_check(const struct register_place *place,
                          const struct registry_search *searches, size_t count, bool *here,
                          struct error *err);

/* Says whether the register's files may be in the folder: it is the one that the register
 * remembers, or that one is there no longer. */
bool register_place_allows(const struct register_place *place);

/* Fails when a run that was cut off has left certificates half entered and wrote to another
 * folder, which is still there: only in that one it can be seen what became of them. */
bool register_place_check_pending(const struct register_place *place, struct error *err);

/* Makes the register remember the folder, as a path from its own folder where that holds it. */
bool register_place_note(struct registry *registry, const struct folder *folder,
                         struct error *err);

#endif
