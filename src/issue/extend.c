#include "issue/extend.h"

#include "augment/augment.h"
#include "base/file.h"
#include "issue/print_file.h"

#include <stdlib.h>

enum { FILE_LIMIT = 256 << 20 };

/* What a link leads to is replaced, not the link. */
static bool replace(const char *path, const struct buf *bytes, struct error *err)
{
    char *target = realpath(path, NULL);
    struct print_file *file = print_file_new(target ? target : path, true, err);
    bool replaced = file && print_file_add(file, bytes->data, bytes->size, err) &&
                    print_file_publish(file, err);
    print_file_free(file);
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
