#include "register/register_file.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/file_write.h"
#include "base/path.h"
#include "base/temporary_file.h"
#include "register/schema_steps.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail_to_open(int reason, struct error *err)
{
    if (reason == EISDIR) {
        error_set(err, "register-not-a-file", "This is not a file, so it is not a register.");
        error_advise(err, "Give the path of the register with --register.");
    } else if (reason == EACCES || reason == EROFS || reason == EPERM) {
        error_set(err, "register-read-only", "The register cannot be opened: %-s.",
                  file_reason(reason));
        database_advise_read_only(err);
    } else {
        error_set(err, "register-not-opened", "The register cannot be opened: %-s.",
                  file_reason(reason));
        error_advise(err,
                     "kualik issue makes it for a template with [register], beside the list or "
                     "where --register says.");
    }
    return false;
}

/* SQLite's own locks are of another kind, so it does not see this one. */
static bool take_lock(int fd, void (*waits)(void), struct error *err)
{
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (errno == EWOULDBLOCK && waits)
        waits();
    if (flock(fd, LOCK_EX) == 0)
        return true;
    if (errno == EINTR)
        return error_set(err, "stopped", "The run was stopped; nothing was written.");
    return error_set(err, "register-not-lockable",
                     "The register cannot be locked (%-s), as on some network drives; keep it "
                     "on this computer.",
                     file_reason(errno));
}

/* Gives a new register its name, unless another process has done so meanwhile. */
static bool make_file(struct register_file *file, const char *path, struct error *err)
{
    struct temporary_file new;
    struct buf image = {0};
    if (!schema_steps_image(&image, err)) {
        buf_free(&image);
        return false;
    }
    bool written = temporary_file_open(&new, path, 0666) &&
                   file_write(new.fd, image.data, image.size) && fsync(new.fd) == 0;
    file->made = written && temporary_file_publish(&new, path, false);
    bool done = file->made || errno == EEXIST;
    temporary_file_discard(&new);
    buf_free(&image);
    return done || fail_to_open(errno, err);
}

/* Opens what has the name; on failure errno says why. */
static bool open_there(struct register_file *file, const char *path, enum database_mode mode)
{
    struct stat known;
    int access = mode == DATABASE_READ ? O_RDONLY : O_RDWR;
    file->fd = open(path, access | O_CLOEXEC | O_NONBLOCK);
    if (file->fd < 0 || fstat(file->fd, &known) < 0)
        return false;
    errno = EISDIR;
    return S_ISREG(known.st_mode);
}

/* Whoever made the file and had no use for it may have removed it before it was locked. */
static bool has_name(int fd, const char *path)
{
    struct stat open, named;
    return fstat(fd, &open) == 0 && stat(path, &named) == 0 && open.st_dev == named.st_dev &&
           open.st_ino == named.st_ino;
}

/* The journal of each change is beside the file itself, where a link leads to it. */
static bool check_folder(const char *path, struct error *err)
{
    struct arena arena = {0};
    char *real = realpath(path, NULL);
    const char *folder = path_folder(&arena, real ? real : path);
    bool writable =
        faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 || fail_to_open(errno, err);
    free(real);
    arena_free(&arena);
    return writable;
}

bool register_file_open(struct register_file *file, const char *path, enum database_mode mode,
                        void (*waits)(void), struct error *err)
{
    enum { TRIES = 100 };
    *file = (struct register_file){.fd = -1};
    for (int i = 0; i < TRIES; i++) {
        if (open_there(file, path, mode)) {
            if (mode == DATABASE_READ)
                return true;
            if (!take_lock(file->fd, waits, err))
                return false;
            if (has_name(file->fd, path))
                return check_folder(path, err);
            close(file->fd);
            file->fd = -1;
        } else if (errno != ENOENT || mode != DATABASE_CREATE) {
            return fail_to_open(errno, err);
        } else if (!make_file(file, path, err)) {
            return false;
        }
    }
    return fail_to_open(ENOENT, err);
}

bool register_file_foretell(const char *path, struct error *err)
{
    bool can = faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 || errno == ENOENT;
    return can ? check_folder(path, err) : fail_to_open(errno, err);
}
