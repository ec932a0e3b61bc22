/* A file that is not finished: it stands under a name of its own beside the one that it will
 * have, and is locked (flock(2)) while its process lives. What killed processes have left there
 * is thereby told from what others are writing, and is removed.
 *
 *     temporary_file_open → file_write to `fd` → temporary_file_publish or _discard */
#ifndef KUALIK_TEMPORARY_FILE_H
#define KUALIK_TEMPORARY_FILE_H

#include <stdbool.h>
#include <sys/types.h>

/* `{.fd = -1}` is none. */
struct temporary_file {
    int fd;
    char *name;
};

/* Removes what killed processes have left beside `path`, and opens a new file there, with these
 * permissions (before the umask). Returns false with errno on failure. */
bool temporary_file_open(struct temporary_file *file, const char *path, mode_t mode);

/* Gives the file the name `path`; what has it is replaced if `replace`, else the file stays
 * temporary and errno is EEXIST. Returns false with errno on failure. */
bool temporary_file_publish(struct temporary_file *file, const char *path, bool replace);

/* Removes the file; none is allowed. Keeps errno. */
void temporary_file_discard(struct temporary_file *file);

#endif
