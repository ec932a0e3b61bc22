#include "base/file_write.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_write(int fd, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t written = write(fd, at, size);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            at += written;
            size -= (size_t)written;
        }
    }
    return true;
}

/* Waits until the disk has the names in the folder; false with errno where it does not confirm
 * that. EINVAL: a file system that has nothing to sync in a folder. */
static bool sync_folder(int folder, const char *name)
{
    int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == EACCES;
    bool synced = fsync(fd) == 0 || errno == EINVAL;
    int code = errno;
    close(fd);
    errno = code;
    return synced;
}

bool file_write_folder(const char *path)
{
    struct arena arena = {0};
    bool made = mkdir(path, 0777) == 0
                    ? sync_folder(AT_FDCWD, arena_printf(&arena, "%s/..", path))
                    : errno == EEXIST;
    int code = errno;
    arena_free(&arena);
    errno = code;
    return made;
}

/* Where the file system has no RENAME_NOREPLACE (NFS has none), link(2) refuses a taken name
 * just as surely; should the temporary name then stay, the next run removes it. Where it has no
 * links either (exFAT), somebody else could take the name between the question and the answer,
 * but for a lock that the caller holds. */
bool file_write_rename(int folder, const char *temporary, const char *name, bool replace)
{
    if (replace)
        return renameat(folder, temporary, folder, name) == 0;
    if (renameat2(folder, temporary, folder, name, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (linkat(folder, temporary, folder, name, 0) == 0) {
        unlinkat(folder, temporary, 0);
        return true;
    }
    if (errno != EPERM && errno != ENOSYS && errno != EOPNOTSUPP)
        return false;
    if (faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return false;
    }
    return renameat(folder, temporary, folder, name) == 0;
}

bool file_write_settle(int folder, const char *name, struct error *err)
{
    return sync_folder(folder, name) ||
           error_set(err, "folder-not-safe",
                     "What is written is not yet safe, since the disk did not confirm it: %-s.",
                     file_reason(errno));
}

bool file_write_settle_beside(const char *path, struct error *err)
{
    struct arena arena = {0};
    bool settled = file_write_settle(AT_FDCWD, path_folder(&arena, path), err);
    arena_free(&arena);
    return settled;
}

bool file_write_is_unsettled(const struct error *err)
{
    return err->what.code && strcmp(err->what.code, "folder-not-safe") == 0;
}
