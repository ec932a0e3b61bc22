#include "files/single_file.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/temporary_file.h"

#include <errno.h>
#include <fcntl.h>
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

bool single_file_fail(const char *path, int code, struct error *err)
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

bool single_file_write(const char *path, const struct buf *bytes,
                       bool (*is_ours)(const struct buf *there), struct error *err)
{
    struct temporary_file file;
    if (!check_place(path, is_ours, err))
        return false;
    bool written = temporary_file_open(&file, path) &&
                   file_write(file.fd, buf_text(bytes), bytes->size) &&
                   temporary_file_publish(&file, path, true);
    if (written)
        return true;
    int code = errno;
    temporary_file_discard(&file);
    return single_file_fail(path, code, err);
}
