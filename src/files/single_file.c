#include "files/single_file.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"
#include "base/temporary_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct single_file {
    char *path;
    struct temporary_file temporary; /* beside it */
    const struct single_file_kind *kind;
};

/* Fails since the file cannot be written, for the reason of the errno `code`. */
static bool fail(const char *path, int code, struct error *err)
{
    if (code == ENOENT) {
        error_set(err, "file-folder-missing", "The folder of this file does not exist.");
        error_advise(err, "Make the folder, or give -o another one.");
    } else {
        error_set(err, "file-not-written", "A file cannot be written: %-s.", file_reason(code));
        if (code == EACCES || code == ENOTDIR)
            error_advise(err, "Give -o another folder.");
    }
    return error_at(err, (struct place){.file = path});
}

/* ---- what may be written over ------------------------------------------------------------ */

enum { LIMIT = 512 << 20 }; /* bytes of a file that may be replaced */

static void refuse_any(struct error *err)
{
    error_set(err, "place-taken",
              "There is something of this name already that this command has not made, and it "
              "is not written over.");
    error_advise(err, "Give -o another name, or move it away.");
}

/* What cannot be read is not of the kind. */
static bool check_there(const char *path, const struct single_file_kind *kind,
                        struct error *err)
{
    struct buf there = {0};
    struct error unread;
    bool read = file_read(path, LIMIT, &there, &unread);
    bool ours = read && kind->is_ours && kind->is_ours(&there);
    if (!ours && read && kind->refuse)
        kind->refuse(&there, err);
    else if (!ours)
        refuse_any(err);
    buf_free(&there);
    return ours || error_at(err, (struct place){.file = path});
}

/* The name is free, or that of a file which may be replaced. */
static bool check_place(const char *path, const struct single_file_kind *kind,
                        struct error *err)
{
    if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        return check_there(path, kind, err);
    return errno == ENOENT || fail(path, errno, err);
}

/* ---- the file ---------------------------------------------------------------------------- */

struct single_file *single_file_new(const char *path, const struct single_file_kind *kind,
                                    struct error *err)
{
    if (!check_place(path, kind, err))
        return NULL;
    struct single_file *file = mem_new(1, sizeof *file);
    file->path = mem_copy(path);
    file->kind = kind;
    if (temporary_file_open(&file->temporary, path, 0666))
        return file;
    fail(path, errno, err);
    single_file_free(file);
    return NULL;
}

bool single_file_add(struct single_file *file, const void *bytes, size_t size,
                     struct error *err)
{
    return file_write(file->temporary.fd, bytes, size) || fail(file->path, errno, err);
}

bool single_file_publish(struct single_file *file, struct error *err)
{
    const struct single_file_kind *kind = file->kind;
    if (!check_place(file->path, kind, err))
        return false;
    if ((!kind->fleeting && fsync(file->temporary.fd) < 0) ||
        !temporary_file_publish(&file->temporary, file->path, kind->is_ours))
        return fail(file->path, errno, err);
    return kind->fleeting || file_write_settle_beside(file->path, err) ||
           error_at(err, (struct place){.file = file->path});
}

void single_file_free(struct single_file *file)
{
    if (!file)
        return;
    temporary_file_discard(&file->temporary);
    free(file->path);
    free(file);
}

bool single_file_write(const char *path, const struct buf *bytes,
                       const struct single_file_kind *kind, struct error *err)
{
    struct single_file *file = single_file_new(path, kind, err);
    bool written = file && single_file_add(file, buf_text(bytes), bytes->size, err) &&
                   single_file_publish(file, err);
    single_file_free(file);
    return written;
}
