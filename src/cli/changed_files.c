#include "cli/changed_files.h"

#include "base/file_write.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/output.h"

#include <libintl.h>

/* `err` is what keeps it from being surely done, NULL if nothing does. */
static void tell(const struct file_change *change, const char *path, const char *status,
                 const struct error *err)
{
    struct buf object = {0};
    if (change->json) {
        json_text(&object, "file", path);
        json_text(&object, "status", status);
        json_error(&object, err);
        output_object(&object);
    }
    if (err)
        output_error(err);
}

struct changed_files changed_files_run(const struct file_change *change, char **paths,
                                       size_t count)
{
    const atomic_bool *stop = interrupt_watch();
    struct changed_files counts = {0};
    for (size_t i = 0; i < count; i++) {
        struct error err;
        bool changed = false;
        if (atomic_load(stop)) {
            counts.left++;
            tell(change, paths[i], "stopped", NULL);
            continue;
        }
        bool sure = change->run(change->context, paths[i], &changed, &err);
        bool unsettled = !sure && file_write_is_unsettled(&err);
        bool done = sure || unsettled;
        changed |= unsettled;
        counts.unsettled += unsettled;
        counts.failed += !done;
        counts.changed += done && changed;
        counts.kept += done && !changed;
        tell(change, paths[i],
             !done     ? "failed"
             : changed ? change->status
                       : "kept",
             sure ? NULL : &err);
    }
    return counts;
}

int changed_files_finish(const struct changed_files *counts, struct buf *line, bool json)
{
    if (counts->kept)
        output_add(line, ngettext("%zu lacked nothing.", "%zu lacked nothing.", counts->kept),
                   counts->kept);
    if (counts->failed)
        output_add(line,
                   ngettext("%zu failed and is as it was.", "%zu failed and are as they were.",
                            counts->failed),
                   counts->failed);
    if (counts->left)
        output_add(line, ngettext("%zu was not begun.", "%zu were not begun.", counts->left),
                   counts->left);
    output_result(line, json);
    if (counts->left)
        return EXIT_STOPPED;
    if (!counts->failed)
        return counts->unsettled ? EXIT_UNSURE : EXIT_DONE;
    return counts->changed + counts->kept > 0 ? EXIT_SOME : EXIT_UNUSABLE;
}
