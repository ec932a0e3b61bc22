#include "issue/print_file.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"
#include "base/temporary_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct print_file {
    char *path;
    struct temporary_file temporary; /* beside it */
    bool replace;
};

static bool fail(const char *path, int code, struct error *err)
{
    error_set(err, "file-not-written", "A file cannot be written: %s.", file_reason(code));
    return error_at(err, (struct place){.file = path});
}

static bool fail_of_place(const char *path, struct error *err)
{
    error_set(err, "print-place-taken", "There is already a file of this name.");
    error_advise(err, "Give -o another name, or use --replace.");
    return error_at(err, (struct place){.file = path});
}

struct print_file *print_file_new(const char *path, bool replace, struct error *err)
{
    if (!replace && faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
        fail_of_place(path, err);
        return NULL;
    }
    struct print_file *file = mem_new(1, sizeof *file);
    file->path = mem_copy(path);
    file->replace = replace;
    if (temporary_file_open(&file->temporary, path))
        return file;
    fail(path, errno, err);
    print_file_free(file);
    return NULL;
}

bool print_file_add(struct print_file *file, const void *bytes, size_t size, struct error *err)
{
    return file_write(file->temporary.fd, bytes, size) || fail(file->path, errno, err);
}

bool print_file_publish(struct print_file *file, struct error *err)
{
    if (fsync(file->temporary.fd) == 0 &&
        temporary_file_publish(&file->temporary, file->path, file->replace))
        return true;
    return errno == EEXIST ? fail_of_place(file->path, err) : fail(file->path, errno, err);
}

void print_file_free(struct print_file *file)
{
    if (!file)
        return;
    temporary_file_discard(&file->temporary);
    free(file->path);
    free(file);
}
