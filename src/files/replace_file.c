#include "files/replace_file.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/mem.h"
#include "base/temporary_file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Returns where the new file goes; NULL with errno for a link that leads to nothing. */
static char *find_target(const char *path)
{
    struct stat status;
    char *target = realpath(path, NULL);
    if (target)
        return target;
    int code = errno;
    if (lstat(path, &status) < 0)
        return mem_copy(path);
    errno = code == ENOENT ? ELOOP : code;
    return NULL;
}

bool replace_file(const char *path, const struct buf *bytes, struct error *err)
{
    char *place = find_target(path);
    struct temporary_file file = {.fd = -1};
    bool replaced = place && temporary_file_open(&file, place, 0666) &&
                    file_write(file.fd, bytes->data, bytes->size) && fsync(file.fd) == 0 &&
                    temporary_file_publish(&file, place, true);
    if (!replaced)
        error_set(err, "file-not-written", "A file cannot be written: %-s.",
                  file_reason(errno));
    temporary_file_discard(&file);
    bool settled = replaced && file_write_settle_beside(place, err);
    free(place);
    return settled;
}
