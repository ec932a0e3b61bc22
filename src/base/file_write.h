/* Writing files: all their bytes, then a name that was nobody's, and both to the disk. */
#ifndef KUALIK_FILE_WRITE_H
#define KUALIK_FILE_WRITE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Writes `size` bytes to a descriptor, going on where a signal or a full pipe cut it short.
 * Returns false with errno on failure. */
bool file_write(int fd, const void *bytes, size_t size);

/* Makes the folder at `path`, unless something of that name is there, and waits until the disk
 * has its name. Returns false with errno on failure. */
bool file_write_folder(const char *path);

/* Gives the file `temporary` of the open folder (a descriptor, or AT_FDCWD) the name `name`
 * there. Returns false with errno on failure: EEXIST if the name is taken, unless it is to be
 * replaced. */
bool file_write_rename(int folder, const char *temporary, const char *name, bool replace);

/* Waits until the disk has the names in the folder `name`, as seen from the open folder (a
 * descriptor, or AT_FDCWD): before, a power cut may take back what is there. Where no such
 * folder is, or nobody may read it, nothing is waited for. Fails when the disk does not confirm
 * it. */
bool file_write_settle(int folder, const char *name, struct error *err);

/* The same for the folder in which the file at `path` is. */
bool file_write_settle_beside(const char *path, struct error *err);

/* Says whether that is what the error tells: what was to be written is there nevertheless. */
bool file_write_is_unsettled(const struct error *err);

#endif
