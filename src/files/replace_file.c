#include "files/replace_file.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/temporary_file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

bool replace_file(const char *path, const struct buf *bytes, struct error *err)
{
    char *target = realpath(path, NULL);
    const char *place = target ? target : path;
    struct temporary_file file = {.fd = -1};
    bool replaced = temporary_file_open(&file, place, 0666) &&
                    file_write(file.fd, bytes->data, bytes->size) && fsync(file.fd) == 0 &&
                    temporary_file_publish(&file, place, true);
    if (!replaced)
        error_set(err, "file-not-written", "A file cannot be written: %-s.",
                  file_reason(errno));
    temporary_file_discard(&file);
    bool settled = replaced && file_write_settle_beside(place, err);
    free(target);
    return settled;
}
