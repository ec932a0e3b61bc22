#include "base/temporary_file.h"

#include "base/buf.h"
#include "base/file_write.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX ".kualik-file-"

static bool is_temporary(const char *name)
{
    const size_t start = strlen(PREFIX);
    return strncmp(name, PREFIX, start) == 0 && name[start] &&
           strspn(name + start, "0123456789") == strlen(name + start);
}

/* Says whether the name in the folder is that of the open file. */
static bool has_name(int fd, int folder, const char *name)
{
    struct stat open, named;
    return fstat(fd, &open) == 0 && S_ISREG(open.st_mode) &&
           fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
           open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

/* Removes the file if nobody has it locked. */
static void remove_left(int folder, const char *name)
{
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0 && has_name(fd, folder, name))
        unlinkat(folder, name, 0);
    close(fd);
}

/* Removes what killed processes have left in the folder; what cannot be removed does no harm.
 */
static void remove_all_left(const char *folder)
{
    DIR *entries = opendir(folder);
    if (!entries)
        return;
    /* cppcheck-suppress readdirCalled */
    for (struct dirent *entry; (entry = readdir(entries));)
        if (is_temporary(entry->d_name))
            remove_left(dirfd(entries), entry->d_name);
    closedir(entries);
}

/* Makes the file and locks it; -1 with errno on failure. Before it was locked, another process
 * may have taken it for a killed one's and removed it: then the name counts as taken. */
static int open_locked(const char *name, mode_t mode)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd >= 0 && flock(fd, LOCK_EX) == 0 && !has_name(fd, AT_FDCWD, name)) {
        close(fd);
        errno = EEXIST;
        return -1;
    }
    return fd;
}

bool temporary_file_open(struct temporary_file *file, const char *path, mode_t mode)
{
    enum { TRIES = 100 };
    struct arena arena = {0};
    const char *folder = path_folder(&arena, path);
    remove_all_left(folder);
    *file = (struct temporary_file){.fd = -1};
    for (int i = 0; i < TRIES && file->fd < 0; i++) {
        struct buf name = {0};
        buf_printf(&name, "%s/" PREFIX "%ld%02d", folder, (long)getpid(), i);
        file->fd = open_locked(name.data, mode);
        if (file->fd >= 0)
            file->name = name.data;
        else
            free(name.data);
        if (file->fd < 0 && errno != EEXIST)
            break;
    }
    int code = errno;
    arena_free(&arena);
    errno = code;
    return file->fd >= 0;
}

/* Some file systems say only when a descriptor is closed that bytes were lost; the lock lives
 * as long as the other one. */
static bool close_copy(int fd)
{
    int copy = dup(fd);
    return copy >= 0 && close(copy) == 0;
}

bool temporary_file_publish(struct temporary_file *file, const char *path, bool replace)
{
    if (!close_copy(file->fd) || !file_write_rename(AT_FDCWD, file->name, path, replace))
        return false;
    close(file->fd);
    free(file->name);
    *file = (struct temporary_file){.fd = -1};
    return true;
}

void temporary_file_discard(struct temporary_file *file)
{
    int code = errno;
    if (file->fd >= 0) {
        unlink(file->name);
        close(file->fd);
    }
    free(file->name);
    *file = (struct temporary_file){.fd = -1};
    errno = code;
}
