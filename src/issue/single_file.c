#include "issue/single_file.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LIMIT = 256 << 20 }; /* bytes of a file that may be replaced */

/* A name is free, or a file of the same kind has it. */
static bool check_place(const char *path, bool (*is_ours)(const struct buf *there),
                        struct error *err)
{
    struct buf bytes = {0};
    struct error unread;
    if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT)
        return true;
    bool ours = file_read(path, LIMIT, &bytes, &unread) && is_ours(&bytes);
    buf_free(&bytes);
    if (ours)
        return true;
    error_set(err, "place-taken",
              "There is something of this name already that this command has not made, and it "
              "is not written over.");
    error_advise(err, "Give -o another name, or move it away.");
    return error_at(err, (struct place){.file = path});
}

/* Writes the temporary file; what a killed process of this number left is written anew. */
static bool write_temporary(const char *name, const struct buf *bytes)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    unlink(name);
    int fd = open(name, flags, 0666);
    if (fd < 0)
        return false;
    bool written = file_write(fd, buf_text(bytes), bytes->size);
    int code = errno;
    if (close(fd) < 0 && written) {
        written = false;
        code = errno;
    }
    errno = code;
    return written;
}

bool single_file_write(const char *path, const struct buf *bytes,
                       bool (*is_ours)(const struct buf *there), struct error *err)
{
    if (!check_place(path, is_ours, err))
        return false;
    char *temporary = file_temporary_name(path);
    bool written = write_temporary(temporary, bytes) && rename(temporary, path) == 0;
    if (!written) {
        error_set(err, "file-not-written", "A file cannot be written: %s.", file_reason(errno));
        error_at(err, (struct place){.file = path});
        unlink(temporary);
    }
    free(temporary);
    return written;
}
