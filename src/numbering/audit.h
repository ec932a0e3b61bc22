/* Compares the register with the folder of the certificates: each certificate has its file, as
 * it was issued, and each file its record. */
#ifndef KUALIK_AUDIT_H
#define KUALIK_AUDIT_H

#include "base/error.h"
#include "files/folder.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>

/* What there is, by the register; `files` are those in the folder itself. */
struct audit {
    size_t issued, duplicates, superseded, spoiled, revoked, spares, pending;
    size_t files;
    size_t faults;
};

/* Tells each fault to `fault`, in the order of the numbers, then of the files that no record
 * has. Fails when the register cannot be read. */
bool audit_run(struct registry *registry, const struct folder *folder, struct audit *audit,
               void (*fault)(void *context, const struct error *err), void *context,
               struct error *err);

#endif
