#include "issue/strays.h"

#include "base/utf8.h"
#include "numbering/coverage.h"
#include "numbering/file_owners.h"
#include "register/registry.h"

#include <stdlib.h>
#include <string.h>

/* A file on the way to be told. */
struct stray_file {
    struct stray stray;
    bool listed; /* the register has it for somebody of the list */
};

struct stray_files {
    struct arena arena;
    const struct numbering *numbering;
    struct stray_file *list; /* sorted by name */
    size_t count;
};

/* A name in the folder: the row that gives it, letter case aside, and whether it is spelt so.
 */
struct folder_name {
    const char *file;
    size_t row;
    bool spelt;
};

static int by_row(const void *left, const void *right)
{
    const struct folder_name *a = left, *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (int)b->spelt - (int)a->spelt;
}

static struct folder_name *look_up_rows(struct stray_files *files, const char **names,
                                        size_t count, struct outcomes *outcomes)
{
    struct folder_name *all = arena_new(&files->arena, count + 1, sizeof *all);
    size_t bad;
    for (size_t i = 0; i < count; i++) {
        all[i] = (struct folder_name){.file = names[i], .row = OUTCOMES_NO_ROW};
        if (utf8_valid(names[i], strlen(names[i]), &bad))
            all[i].row = outcomes_find_file(outcomes, names[i], &all[i].spelt);
    }
    qsort(all, count, sizeof *all, by_row);
    return all;
}

/* A file system that does not tell letter case apart may have kept an older spelling of a row's
 * file: only beside the right one is it a file of nobody. */
static void gather(struct stray_files *files, const struct folder *folder,
                   struct outcomes *outcomes)
{
    size_t count;
    const char **names = folder_list(folder, ".pdf", &files->arena, &count);
    const struct folder_name *all = look_up_rows(files, names, count, outcomes);
    files->list = arena_new(&files->arena, count + 1, sizeof *files->list);
    size_t written = OUTCOMES_NO_ROW; /* the last row whose file is there, spelt as it is now */
    for (size_t i = 0; i < count; i++) {
        if (all[i].row != OUTCOMES_NO_ROW && all[i].spelt)
            written = all[i].row;
        else if (all[i].row == OUTCOMES_NO_ROW || all[i].row == written)
            files->list[files->count++] = (struct stray_file){.stray = {.file = all[i].file}};
    }
}

/* Adds the signatures whose files are not there. */
static void gather_signatures(struct stray_files *files, const struct folder *folder)
{
    size_t count;
    const char **names = folder_list(folder, ".pdf" FOLDER_DETACHED, &files->arena, &count);
    struct stray_file *all =
        arena_new(&files->arena, files->count + count + 1, sizeof *files->list);
    for (size_t i = 0; i < files->count; i++)
        all[i] = files->list[i];
    files->list = all;
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(names[i]) - strlen(FOLDER_DETACHED);
        if (!folder_has(folder, arena_copy(&files->arena, names[i], size)))
            files->list[files->count++] = (struct stray_file){.stray = {.file = names[i]}};
    }
}

static int compare_name(const void *name, const void *file)
{
    return strcmp(name, ((const struct stray_file *)file)->stray.file);
}

static int compare_files(const void *file, const void *other)
{
    return compare_name(((const struct stray_file *)file)->stray.file, other);
}

static bool take_record(void *context, const struct registry_record *record)
{
    struct stray_files *files = context;
    bool valid = registry_is_valid(record);
    struct stray_file *file = valid ? bsearch(record->file, files->list, files->count,
                                              sizeof *files->list, compare_name)
                                    : NULL;
    if (!file)
        return true;
    file->listed = file->listed || coverage_lists(files->numbering, record);
    file->stray.number = arena_text(&files->arena, record->number);
    file->stray.who = arena_text(&files->arena, record->who);
    return true;
}

/* Of files that the register has not under their name, asks it for their bytes. */
static bool look_up_bytes(struct stray_files *files, const struct folder *folder,
                          struct registry *registry)
{
    struct arena *arena = &files->arena;
    const char **names = arena_new(arena, files->count, sizeof *names);
    struct file_owner *owners = arena_new(arena, files->count, sizeof *owners);
    struct error unread;
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++)
        if (!files->list[i].stray.number)
            names[count++] = files->list[i].stray.file;
    if (!file_owners_find(registry, folder, names, count, owners, arena, &unread))
        return false;
    for (size_t i = 0, at = 0; i < files->count; i++) {
        struct stray *stray = &files->list[i].stray;
        const struct file_owner *owner = stray->number ? NULL : &owners[at++];
        if (!owner || !owner->valid)
            continue;
        stray->number = owner->number;
        stray->who = owner->who;
        stray->renamed = true;
    }
    return true;
}

/* Asks the register whose the files are; false if that is not to be had. */
static bool look_up(struct stray_files *files, const struct folder *folder)
{
    static const struct registry_search search = {.key = REGISTRY_CURRENT};
    struct registry *registry = files->numbering ? numbering_registry(files->numbering) : NULL;
    struct error unread;
    return !registry || (registry_find(registry, &search, take_record, files, &unread) &&
                         look_up_bytes(files, folder, registry));
}

bool strays_are_sure(const struct outcomes *outcomes, const struct numbering *numbering)
{
    return outcomes_all_sound(outcomes) && (!numbering || coverage_is_complete(numbering));
}

void strays_find(const struct folder *folder, struct outcomes *outcomes,
                 const struct numbering *numbering,
                 void (*found)(void *context, const struct stray *stray), void *context)
{
    struct stray_files files = {.numbering = numbering};
    gather(&files, folder, outcomes);
    gather_signatures(&files, folder);
    qsort(files.list, files.count, sizeof *files.list, compare_files);
    bool sure = files.count && look_up(&files, folder) && strays_are_sure(outcomes, numbering);
    for (size_t i = 0; i < files.count; i++) {
        struct stray *stray = &files.list[i].stray;
        stray->doubtful = !sure;
        if (!files.list[i].listed)
            found(context, stray);
    }
    arena_free(&files.arena);
}
