/* Raises the level of a signed file that is there, or renews it. */
#ifndef KUALIK_EXTEND_H
#define KUALIK_EXTEND_H

#include "base/error.h"
#include "issue/signature_level.h"
#include "issue/signed_file.h"
#include "numbering/registered_file.h"

#include <stdbool.h>

/* How files are raised; lent. */
struct extension_plan {
    const struct signature_level *level;
    const struct signed_file_judge *judge;
    struct registered_file_source registry;
};

/* Adds to the file at `path` what it lacks for the level. The new file, which begins with all
 * of the old one, takes its place when it is whole and on the disk, and is entered in the
 * register; else nothing has changed. Fails also when the file may not be built upon.
 * `*changed` tells whether anything was missing. */
bool extend_file(const char *path, const struct extension_plan *plan, bool *changed,
                 struct error *err);

#endif
