#include "issue/extend.h"

#include "augment/augment.h"
#include "base/file.h"
#include "issue/detached.h"
#include "verify/verify.h"

/* What is added must not be taken for a change: nobody may lose a signature that held before.
 */
static bool check_result(const struct extension_plan *plan, const struct buf *pdf,
                         struct error *err)
{
    struct error ignored;
    size_t signatures;
    return signed_file_check(plan->judge, pdf, &signatures, &ignored) ||
           error_set(err, "extension-not-sound",
                     "What must be added to it would be taken for a change of what was signed, "
                     "so the file stays as it is.");
}

bool extend_file(const char *path, const struct extension_plan *plan, bool *changed,
                 struct error *err)
{
    const struct signature_level *level = plan->level;
    const struct augmenter augmenter = {.tsa = level->tsa, .validation = level->validation};
    struct buf bytes = {0};
    size_t signatures;
    *changed = false;
    bool extended =
        detached_check_none(path, err) && file_read(path, VERIFY_FILE_LIMIT, &bytes, err) &&
        signed_file_check(plan->judge, &bytes, &signatures, err) &&
        augment(&augmenter, level->level, &bytes, changed, err) &&
        (!*changed || (check_result(plan, &bytes, err) &&
                       registered_file_replace(path, &bytes, &plan->registry, err)));
    buf_free(&bytes);
    if (!extended)
        error_at(err, (struct place){.file = path});
    return extended;
}
