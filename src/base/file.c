
#include "base/file.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART_SIZE ((size_t)64 * 1024)
#define MB        ((size_t)1024 * 1024)

/* Temporary files are called TEMPORARY and six hexadecimal digits. */
#define TEMPORARY     ".kualik-"
#define TEMPORARY_END 6

struct file {
    int fd;
    char *path;
    struct stat opened; /* as it was then */
};

struct folder {
    int fd;
    char *path;
    atomic_uint temporaries; /* made so far: the lock makes their numbers unique */
};

const char *file_reason(int code)
{
    switch (code) {
    case ENOENT:
        return "there is no such file or folder";
    case EACCES:
    case EPERM:
        return "you have no permission for it";
    case ENOSPC:
        return "the disk is full; make room and start again";
    case EDQUOT:
        return "your quota on this disk is used up; make room and start again";
    case EROFS:
        return "the disk can only be read; choose another folder";
    case EISDIR:
        return "it is a folder";
    case ENOTDIR:
        return "a part of this path is a file, not a folder";
    case ELOOP:
        return "it is a symbolic link where a file should be";
    case EIO:
        return "the disk reports a fault";
    default:
        return strerrordesc_np(code) ? strerrordesc_np(code) : "for an unknown reason";
    }
}

/* Opens a regular file. O_NONBLOCK, since a pipe would make open(2) wait for its writer. */
static int open_regular(int folder, const char *name, int flags, struct stat *status,
                        struct error *err)
{
    int fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags);
    if (fd < 0 || fstat(fd, status) < 0) {
        error_set(err, "cannot be opened: %s.", file_reason(errno));
    } else if (S_ISDIR(status->st_mode)) {
        error_set(err, "is a folder; name a file.");
    } else if (!S_ISREG(status->st_mode)) {
        error_set(err, "is a pipe or a device; name a file.");
    } else {
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

static ssize_t read_part(int fd, void *bytes, size_t room)
{
    ssize_t size;
    do
        size = read(fd, bytes, room);
    while (size < 0 && errno == EINTR);
    return size;
}

static bool too_large(size_t limit, struct error *err)
{
    if (limit < MB)
        return error_set(err, "is larger than %zu bytes, the most that is allowed.", limit);
    return error_set(err, "is larger than %zu MB, the most that is allowed.", limit / MB);
}

/* Reads one byte more than the limit, if it comes, to know that there is one. What `out` had
 * before stays; nothing is added on failure. */
static bool read_whole(int fd, size_t limit, struct buf *out, struct error *err)
{
    size_t start = out->size;
    for (;;) {
        size_t left = limit - (out->size - start);
        size_t room = left < PART_SIZE ? left + 1 : PART_SIZE;
        ssize_t size = read_part(fd, buf_reserve(out, room), room);
        if (size == 0)
            break;
        if (size < 0 || (size_t)size > left) {
            out->size = start;
            *buf_reserve(out, 0) = '\0';
            return size < 0 ? error_set(err, "cannot be read: %s.", file_reason(errno))
                            : too_large(limit, err);
        }
        out->size += (size_t)size;
    }
    *buf_reserve(out, 0) = '\0';
    return true;
}

bool file_read(const char *path, size_t limit, struct buf *out, struct error *err)
{
    struct stat status;
    int fd = open_regular(AT_FDCWD, path, 0, &status, err);
    if (fd < 0)
        return error_prefix(err, "%s: ", path);
    bool done = read_whole(fd, limit, out, err);
    close(fd);
    return done || error_prefix(err, "%s: ", path);
}

struct file *file_open(const char *path, struct error *err)
{
    struct stat status;
    int fd = open_regular(AT_FDCWD, path, 0, &status, err);
    if (fd < 0) {
        error_prefix(err, "%s: ", path);
        return NULL;
    }
    struct file *file = mem_new(1, sizeof *file);
    *file = (struct file){.fd = fd, .path = mem_copy(path), .opened = status};
    return file;
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Asks by the path and not by the descriptor: an editor that saves puts a new file in the
 * old one's place, and the descriptor would stay with the old. */
static bool check_unchanged(const struct file *file, struct error *err)
{
    const struct stat *old = &file->opened;
    struct stat now;
    if (stat(file->path, &now) == 0 && now.st_dev == old->st_dev && now.st_ino == old->st_ino &&
        now.st_size == old->st_size && same_time(now.st_mtim, old->st_mtim) &&
        same_time(now.st_ctim, old->st_ctim))
        return true;
    return error_set(err,
                     "%s: the file was changed while it was in use; save it, close it in "
                     "other programs, and start again.",
                     file->path);
}

bool file_next(struct file *file, void *bytes, size_t room, size_t *size, struct error *err)
{
    ssize_t got = read_part(file->fd, bytes, room);
    if (got < 0)
        return error_set(err, "%s: cannot be read: %s.", file->path, file_reason(errno));
    if (got == 0 && room && !check_unchanged(file, err))
        return false;
    *size = (size_t)got;
    return true;
}

bool file_rewind(struct file *file, struct error *err)
{
    if (!check_unchanged(file, err))
        return false;
    if (lseek(file->fd, 0, SEEK_SET) < 0)
        return error_set(err, "%s: cannot be read again: %s.", file->path, file_reason(errno));
    return true;
}

void file_close(struct file *file)
{
    if (!file)
        return;
    close(file->fd);
    free(file->path);
    free(file);
}

/* Makes every folder on the way that is not there yet. */
static bool make_folders(const char *path)
{
    char *way = mem_copy(path);
    bool done = true;
    for (char *end = way + strspn(way, "/"); done && *end; end += strspn(end, "/")) {
        end += strcspn(end, "/");
        char kept = *end;
        *end = '\0';
        done = mkdir(way, 0777) == 0 || errno == EEXIST;
        *end = kept;
    }
    int code = errno;
    free(way);
    errno = code;
    return done;
}

static int open_folder(const char *path)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    int fd = open(path, flags);
    if (fd < 0 && errno == ENOENT && *path && make_folders(path))
        fd = open(path, flags);
    return fd;
}

static bool take_lock(int fd, const char *path, struct error *err)
{
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (errno == EWOULDBLOCK)
        return error_set(err, "%s: another kualik is writing here; wait until it ends.", path);
    return error_set(err,
                     "%s: the folder cannot be locked (%s), as on some network drives; "
                     "write to a folder on this computer and copy the files afterwards.",
                     path, file_reason(errno));
}

static bool is_temporary(const char *name)
{
    size_t start = strlen(TEMPORARY);
    return strncmp(name, TEMPORARY, start) == 0 && strlen(name) == start + TEMPORARY_END &&
           strspn(name + start, "0123456789abcdef") == TEMPORARY_END;
}

/* Removes what a killed run left. What cannot be removed does no harm: a new temporary file
 * takes the next free name. */
static void remove_temporaries(int fd)
{
    int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = again >= 0 ? fdopendir(again) : NULL;
    if (!entries) {
        if (again >= 0)
            close(again);
        return;
    }
    /* No other thread has this stream. */
    /* cppcheck-suppress readdirCalled */
    for (struct dirent *entry; (entry = readdir(entries));) {
        struct stat status;
        if (is_temporary(entry->d_name) &&
            fstatat(fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(status.st_mode))
            unlinkat(fd, entry->d_name, 0);
    }
    closedir(entries);
}

struct folder *folder_open(const char *path, struct error *err)
{
    int fd = open_folder(path);
    if (fd < 0) {
        error_set(err, "%s: the folder cannot be opened: %s.", path, file_reason(errno));
        return NULL;
    }
    bool done = take_lock(fd, path, err);
    if (done && faccessat(fd, ".", W_OK | X_OK, AT_EACCESS) < 0)
        done = error_set(err, "%s: nothing can be written to this folder: %s.", path,
                         file_reason(errno));
    if (!done) {
        close(fd);
        return NULL;
    }
    remove_temporaries(fd);
    struct folder *folder = mem_new(1, sizeof *folder);
    folder->fd = fd;
    folder->path = mem_copy(path);
    return folder;
}

static bool name_ok(const char *name)
{
    return *name && strlen(name) <= 255 && !strchr(name, '/') && strcmp(name, ".") != 0 &&
           strcmp(name, "..") != 0 && strncmp(name, TEMPORARY, strlen(TEMPORARY)) != 0;
}

static bool check_name(const struct folder *folder, const char *name, struct error *err)
{
    if (name_ok(name))
        return true;
    return error_set(err, "%s: «%s» cannot be the name of a file here.", folder->path, name);
}

bool folder_has(const struct folder *folder, const char *name)
{
    struct stat status;
    return name_ok(name) && fstatat(folder->fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

bool folder_read(const struct folder *folder, const char *name, size_t limit, struct buf *out,
                 struct error *err)
{
    if (!check_name(folder, name, err))
        return false;
    struct stat status;
    int fd = open_regular(folder->fd, name, O_NOFOLLOW, &status, err);
    bool done = fd >= 0 && read_whole(fd, limit, out, err);
    if (fd >= 0)
        close(fd);
    return done || error_prefix(err, "%s/%s: ", folder->path, name);
}

/* Opens a new temporary file and puts its name into `name`. A number that is taken by
 * something that could not be removed is passed over. */
static int new_temporary(struct folder *folder, char *name, size_t room)
{
    int fd = -1;
    for (int tries = 0; fd < 0 && tries < 1000; tries++) {
        unsigned number = atomic_fetch_add(&folder->temporaries, 1) & 0xFFFFFF;
        snprintf(name, room, TEMPORARY "%0*x", TEMPORARY_END, number);
        fd = openat(folder->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    return fd;
}

static bool write_whole(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
    return true;
}

/* Gives the file its final name. Where the file system has no RENAME_NOREPLACE (NFS has
 * none), link(2) refuses a taken name just as surely; should the temporary name then stay,
 * the next run removes it. */
static bool give_name(int folder, const char *temporary, const char *name, bool replace)
{
    if (replace)
        return renameat(folder, temporary, folder, name) == 0;
    if (renameat2(folder, temporary, folder, name, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (linkat(folder, temporary, folder, name, 0) < 0)
        return false;
    unlinkat(folder, temporary, 0);
    return true;
}

bool folder_stage(struct folder *folder, const void *bytes, size_t size, struct staged *staged,
                  struct error *err)
{
    int fd = new_temporary(folder, staged->name, sizeof staged->name);
    if (fd < 0)
        return error_set(err, "%s: no file can be made here: %s.", folder->path,
                         file_reason(errno));
    bool done = write_whole(fd, bytes, size);
    int code = errno;
    if (close(fd) < 0 && done) {
        done = false;
        code = errno;
    }
    if (done)
        return true;
    folder_discard(folder, staged);
    return error_set(err, "%s: a file cannot be written: %s.", folder->path, file_reason(code));
}

bool folder_sync(struct folder *folder, struct error *err)
{
    if (syncfs(folder->fd) == 0)
        return true;
    return error_set(err, "%s: files cannot be written to the disk: %s.", folder->path,
                     file_reason(errno));
}

bool folder_publish(struct folder *folder, const struct staged *staged, const char *name,
                    bool replace, struct error *err)
{
    bool good = check_name(folder, name, err);
    if (good && give_name(folder->fd, staged->name, name, replace))
        return true;
    int code = errno;
    folder_discard(folder, staged);
    if (!good)
        return false;
    if (code == EEXIST)
        return error_set(err, "%s/%s: there is a file of this name already.", folder->path,
                         name);
    return error_set(err, "%s/%s: cannot be written: %s.", folder->path, name,
                     file_reason(code));
}

void folder_discard(struct folder *folder, const struct staged *staged)
{
    unlinkat(folder->fd, staged->name, 0);
}

bool folder_write(struct folder *folder, const char *name, const void *bytes, size_t size,
                  bool replace, struct error *err)
{
    struct staged staged;
    if (!check_name(folder, name, err) || !folder_stage(folder, bytes, size, &staged, err))
        return false;
    if (folder_sync(folder, err))
        return folder_publish(folder, &staged, name, replace, err);
    folder_discard(folder, &staged);
    return false;
}

bool folder_close(struct folder *folder, struct error *err)
{
    if (!folder)
        return true;
    /* EINVAL: a file system that has nothing to sync in a folder. */
    bool done = fsync(folder->fd) == 0 || errno == EINVAL;
    if (!done)
        error_set(err, "%s: the folder cannot be written to the disk: %s.", folder->path,
                  file_reason(errno));
    close(folder->fd);
    free(folder->path);
    free(folder);
    return done;
}
