#include "issue/extend.h"

#include "augment/augment.h"
#include "base/file.h"
#include "base/file_write.h"
#include "base/temporary_file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { FILE_LIMIT = 256 << 20 };

/* What a link leads to is replaced, not the link: it is the very file that was read. */
static bool replace(const char *path, const struct buf *bytes, struct error *err)
{
    char *target = realpath(path, NULL);
    const char *place = target ? target : path;
    struct temporary_file file = {.fd = -1};
    bool replaced = temporary_file_open(&file, place) &&
                    file_write(file.fd, bytes->data, bytes->size) && fsync(file.fd) == 0 &&
                    temporary_file_publish(&file, place, true);
    if (!replaced)
        error_set(err, "file-not-written", "A file cannot be written: %s.", file_reason(errno));
    temporary_file_discard(&file);
    free(target);
    return replaced;
}

bool extend_file(const char *path, const struct signature_level *level, bool *changed,
                 struct error *err)
{
    const struct augmenter augmenter = {.tsa = level->tsa, .validation = level->validation};
    struct buf bytes = {0};
    *changed = false;
    bool extended = file_read(path, FILE_LIMIT, &bytes, err) &&
                    augment(&augmenter, level->level, &bytes, changed, err) &&
                    (!*changed || replace(path, &bytes, err));
    buf_free(&bytes);
    if (!extended)
        error_at(err, (struct place){.file = path});
    return extended;
}
