#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART_SIZE ((size_t)64 * 1024)
#define MB        ((size_t)1024 * 1024)

/* A list of people with a thousand bytes for each is half a million people long. */
#define OPEN_LIMIT (512 * MB)

struct file {
    int fd;
    char *path;
    struct stat opened; /* as it was then */
};

/* What people meet, as the end of a sentence. */
static const struct {
    int code;
    const char *words;
} reasons[] = {
    {ENOENT, N_("there is no such file or folder")},
    {EACCES, N_("you have no permission for it")},
    {EPERM, N_("you have no permission for it")},
    {ENOSPC, N_("the disk is full; make room and start again")},
    {EDQUOT, N_("your quota on this disk is used up; make room and start again")},
    {EROFS, N_("the disk can only be read; choose another folder")},
    {EISDIR, N_("it is a folder")},
    {ENOTDIR, N_("a part of this path is a file, not a folder")},
    {ELOOP, N_("it is a symbolic link where a file should be")},
    {EIO, N_("the disk reports a fault")},
    {ENAMETOOLONG, N_("the name is too long")},
    {EFBIG, N_("the disk takes no file that is so large")},
    {EMFILE, N_("too many files are open; close other programs")},
    {ENFILE, N_("too many files are open; close other programs")},
    {EBUSY, N_("another program is using it")},
    {ETXTBSY, N_("another program is using it")},
    {ESTALE, N_("the network drive does not answer")},
    {ETIMEDOUT, N_("the network drive does not answer")},
    {EHOSTDOWN, N_("the network drive does not answer")},
    {ENOEXEC, N_("it is not a program that can be run here")},
};

const char *file_reason_in(char room[FILE_REASON_SIZE], int code)
{
    const char *words = strerrordesc_np(code);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].code == code)
            return reasons[i].words;
    if (!words)
        return N_("for an unknown reason");
    snprintf(room, FILE_REASON_SIZE, "«%s»", words);
    return room;
}

static bool too_large(size_t limit, struct error *err)
{
    if (limit < MB)
        return error_set(err, "file-too-large",
                         "is larger than %zu bytes, the most that is allowed; check that it is "
                         "the right file.",
                         limit);
    return error_set(
        err, "file-too-large",
        "is larger than %zu MB, the most that is allowed; check that it is the right file.",
        limit / MB);
}

/* Opens a regular file. O_NONBLOCK, since a pipe would make open(2) wait for its writer. */
static int open_regular(int folder, const char *name, int flags, struct stat *status,
                        struct error *err)
{
    int fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags);
    if (fd < 0 || fstat(fd, status) < 0) {
        error_set(err, "file-cannot-be-opened", "cannot be opened: %-s.", file_reason(errno));
    } else if (S_ISDIR(status->st_mode)) {
        error_set(err, "file-is-a-folder", "is a folder; give the path of a file in it.");
    } else if (!S_ISREG(status->st_mode)) {
        error_set(err, "file-is-a-device",
                  "is a pipe or a device, which cannot be read twice; give the path of an "
                  "ordinary file.");
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
            return size < 0 ? error_set(err, "file-cannot-be-read", "cannot be read: %-s.",
                                        file_reason(errno))
                            : too_large(limit, err);
        }
        out->size += (size_t)size;
    }
    *buf_reserve(out, 0) = '\0';
    return true;
}

/* Reads `name`, which is looked up in the open folder, and closes it. */
static bool read_named(int folder, const char *name, int flags, size_t limit, struct buf *out,
                       struct error *err)
{
    struct stat status;
    int fd = open_regular(folder, name, flags, &status, err);
    if (fd < 0)
        return false;
    bool done = read_whole(fd, limit, out, err);
    close(fd);
    return done;
}

bool file_read(const char *path, size_t limit, struct buf *out, struct error *err)
{
    return read_named(AT_FDCWD, path, 0, limit, out, err) ||
           error_at(err, (struct place){.file = path});
}

bool file_read_in(int folder, const char *name, size_t limit, struct buf *out,
                  struct error *err)
{
    return read_named(folder, name, O_NOFOLLOW, limit, out, err);
}

struct file *file_open(const char *path, struct error *err)
{
    struct stat status;
    int fd = open_regular(AT_FDCWD, path, 0, &status, err);
    bool small =
        fd >= 0 && ((size_t)status.st_size <= OPEN_LIMIT || too_large(OPEN_LIMIT, err));
    if (!small) {
        error_at(err, (struct place){.file = path});
        if (fd >= 0)
            close(fd);
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
bool file_check(const struct file *file, struct error *err)
{
    const struct stat *old = &file->opened;
    struct stat now;
    if (stat(file->path, &now) == 0 && now.st_dev == old->st_dev && now.st_ino == old->st_ino &&
        now.st_size == old->st_size && same_time(now.st_mtim, old->st_mtim) &&
        same_time(now.st_ctim, old->st_ctim))
        return true;
    error_set(err, "file-changed",
              "the file was changed while it was in use; save it, close it in other programs, "
              "and start again.");
    return error_at(err, (struct place){.file = file->path});
}

bool file_next(struct file *file, void *bytes, size_t room, size_t *size, struct error *err)
{
    ssize_t got = read_part(file->fd, bytes, room);
    if (got < 0) {
        error_set(err, "file-cannot-be-read", "cannot be read: %-s.", file_reason(errno));
        return error_at(err, (struct place){.file = file->path});
    }
    if (got == 0 && room && !file_check(file, err))
        return false;
    *size = (size_t)got;
    return true;
}

bool file_rewind(struct file *file, struct error *err)
{
    if (!file_check(file, err))
        return false;
    if (lseek(file->fd, 0, SEEK_SET) == 0)
        return true;
    error_set(err, "file-cannot-be-read", "cannot be read again: %-s.", file_reason(errno));
    return error_at(err, (struct place){.file = file->path});
}

void file_close(struct file *file)
{
    if (!file)
        return;
    close(file->fd);
    free(file->path);
    free(file);
}
