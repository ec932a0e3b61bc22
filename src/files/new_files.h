/* Files that come together under names that nobody has: all of them, each as a whole, or none.
 */
#ifndef KUALIK_NEW_FILES_H
#define KUALIK_NEW_FILES_H

#include "base/buf.h"

#include <stddef.h>
#include <sys/types.h>

/* A file that is not there yet; lent. */
struct new_file {
    const char *path;
    const struct buf *bytes;
    mode_t mode; /* its permissions, before the umask */
};

/* Writes the files, in folders that are there, and gives them their names in that order when
 * all are on the disk; file_write_settle waits for the names. Returns NULL, or the file that
 * could not be written, with errno (EEXIST: its name is taken): then none of them stays. A
 * process that is killed meanwhile may leave the first of them. */
const struct new_file *new_files_write(const struct new_file *files, size_t count);

#endif
