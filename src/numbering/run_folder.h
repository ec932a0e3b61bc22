/* The folder of a run's certificates: the one that it was given or, where it writes nothing and
 * nobody has said, the one that the register remembers. */
#ifndef KUALIK_RUN_FOLDER_H
#define KUALIK_RUN_FOLDER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "files/folder.h"
#include "numbering/numbering.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

struct run_folder {
    const char *path;      /* NULL: nobody knows any; the arena's, or lent */
    struct folder *folder; /* NULL: there is none at that path; closed with folder_close */
};

/* Opens it, if it is there, as the run needs it; `registry` may be NULL. Fails where the folder
 * that was given is there and cannot be opened or, by a run that foretells, cannot be written;
 * of one that the register remembers that is only told. */
bool run_folder_open(struct run_folder *run_folder, const struct numbering_source *source,
                     struct registry *registry, struct arena *arena, struct report *findings,
                     struct error *err);

/* Sees to it that nothing is issued anew in another folder without having been asked for: fails
 * where certificates of the `count` known and selected of `rows` were issued, and none of their
 * files is here. Where nobody has given the folder that is only told, and nothing is known of
 * it any more. */
bool run_folder_check(struct run_folder *run_folder, const struct numbering_source *source,
                      struct registry *registry, const struct numbered_row *rows, size_t count,
                      struct report *findings, struct error *err);

#endif
