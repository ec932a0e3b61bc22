#include "numbering/run_folder.h"

#include "base/mem.h"
#include "numbering/register_place.h"

#include <stdlib.h>
#include <unistd.h>

/* Tells what keeps a run from writing to the folder. One that nobody has given may be on a disk
 * that is not there today, and the run may be given another. */
static bool foretell(const char *path, bool given, struct report *findings, struct error *err)
{
    struct error remembered;
    if (folder_foretell(path, given ? err : &remembered))
        return true;
    if (!given)
        report_add_error(findings, LEVEL_WARNING, (struct place){0}, &remembered);
    return !given;
}

bool run_folder_open(struct run_folder *run_folder, const struct numbering_source *source,
                     struct registry *registry, struct arena *arena, struct report *findings,
                     struct error *err)
{
    struct error unread;
    *run_folder = (struct run_folder){.path = source->out};
    if (!source->out && source->foretells && registry)
        run_folder->path = register_place_remembered(registry, arena);
    bool there = run_folder->path && access(run_folder->path, F_OK) == 0;
    bool looks = source->foretells && run_folder->path && (there || !source->out);
    if (looks && !foretell(run_folder->path, source->out != NULL, findings, err))
        return false;
    if (!there)
        return true;
    run_folder->folder =
        source->write ? folder_open(run_folder->path, err)
                      : folder_open_to_read(run_folder->path, source->out ? err : &unread);
    if (!run_folder->folder && !source->out)
        run_folder->path = NULL;
    return run_folder->folder || !source->out;
}

/* Puts in `*here` whether the folder has certificates of these rows, if any were issued. */
static bool look_for_files(const struct run_folder *run_folder, struct registry *registry,
                           const struct numbered_row *rows, size_t count, bool *here,
                           struct error *err)
{
    const struct register_place place = {registry, run_folder->folder, run_folder->path};
    struct registry_search *searches = mem_new(count + 1, sizeof *searches);
    size_t known = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == NUMBERED_KNOWN && rows[i].selected)
            searches[known++] = (struct registry_search){.key = REGISTRY_NUMBER_ID,
                                                         .number_id = rows[i].number_id};
    bool read = register_place_check(&place, searches, known, here, err);
    free(searches);
    return read;
}

bool run_folder_check(struct run_folder *run_folder, const struct numbering_source *source,
                      struct registry *registry, const struct numbered_row *rows, size_t count,
                      struct report *findings, struct error *err)
{
    bool here;
    struct error elsewhere;
    if (!run_folder->path || source->reissue)
        return true;
    bool read = look_for_files(run_folder, registry, rows, count, &here, &elsewhere);
    if (read && here)
        return true;
    if (read)
        error_advise(&elsewhere, "Give the folder of these files with -o, or put them here; "
                                 "--reissue issues them anew under their numbers.");
    if (read && !source->out) {
        report_add_error(findings, LEVEL_WARNING, (struct place){0}, &elsewhere);
        run_folder->path = NULL;
        return true;
    }
    *err = elsewhere;
    return false;
}
