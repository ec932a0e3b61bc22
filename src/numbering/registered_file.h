/* Changes the file of a certificate together with the register that has it. */
#ifndef KUALIK_REGISTERED_FILE_H
#define KUALIK_REGISTERED_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

/* Which register, and whom it may concern. */
struct registered_file_source {
    const char *path; /* NULL: register.db beside the file or beside its folder, if it has it */
    void (*waits)(void); /* called before the register of another run is waited for */
    void (*warn)(const struct error *err); /* told when only the file could be changed */
};

/* Puts `bytes`, which begin with all that is in the file at `path`, in its place, as
 * replace_file does, and enters them in the register as the next version of the certificate
 * that the file was. Where the register cannot be told any more, since that fails or the run is
 * cut off, it still takes the file for what was issued, and the next run of kualik issue enters
 * it. Fails with both as they were, also when the register cannot be used, or was named and
 * does not have the file; or with both changed, as replace_file does. */
bool registered_file_replace(const char *path, const struct buf *bytes,
                             const struct registered_file_source *source, struct error *err);

#endif
