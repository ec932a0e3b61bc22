#include "files/new_files.h"

#include "base/file_write.h"
#include "base/mem.h"
#include "base/temporary_file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static bool stage(const struct new_file *file, struct temporary_file *staged)
{
    return temporary_file_open(staged, file->path, file->mode) &&
           file_write(staged->fd, buf_text(file->bytes), file->bytes->size) &&
           fsync(staged->fd) == 0;
}

/* Returns how many were staged; if not all, the next failed. */
static size_t stage_all(const struct new_file *files, struct temporary_file *staged,
                        size_t count)
{
    size_t done = 0;
    while (done < count && stage(&files[done], &staged[done]))
        done++;
    return done;
}

/* Returns how many have their names; if not all, the next has failed, and none stays. */
static size_t publish_all(const struct new_file *files, struct temporary_file *staged,
                          size_t count)
{
    size_t done = 0;
    while (done < count && temporary_file_publish(&staged[done], files[done].path, false))
        done++;
    int code = errno;
    for (size_t i = 0; done < count && i < done; i++)
        unlink(files[i].path);
    errno = code;
    return done;
}

const struct new_file *new_files_write(const struct new_file *files, size_t count)
{
    struct temporary_file *staged = mem_new(count, sizeof *staged);
    for (size_t i = 0; i < count; i++)
        staged[i].fd = -1;
    size_t done = stage_all(files, staged, count);
    if (done == count)
        done = publish_all(files, staged, count);
    for (size_t i = 0; i < count; i++)
        temporary_file_discard(&staged[i]);
    int code = errno;
    free(staged);
    errno = code;
    return done < count ? &files[done] : NULL;
}
