#include "numbering/register_place.h"

#include "base/path.h"
#include "files/issued_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- registers -------------------------------------------------------------------------- */

static const char name[] = "register.db";

const char *register_place_of_list(const char *list, struct arena *arena)
{
    const char *slash = strrchr(list, '/');
    return slash ? arena_printf(arena, "%.*s/%s", (int)(slash - list), list, name) : name;
}

void register_place_of_files(const char *folder, const char *paths[REGISTER_PLACES],
                             struct arena *arena)
{
    paths[0] = arena_printf(arena, "%s/%s", folder, name);
    paths[1] = arena_printf(arena, "%s/../%s", folder, name);
}

/* ---- paths ------------------------------------------------------------------------------ */

static const char *real_path(const char *path, struct arena *arena)
{
    char *real = realpath(path, NULL);
    const char *kept = real ? arena_text(arena, real) : NULL;
    free(real);
    return kept;
}

/* Returns the path of `real` from the folder `within`, if it is in that; else `real`. */
static const char *path_from(const char *within, const char *real)
{
    size_t size = strlen(within);
    if (strncmp(real, within, size) != 0 || (real[size] && real[size] != '/'))
        return real;
    return real[size] ? real + size + 1 : ".";
}

const char *register_place_remembered(const struct registry *registry, struct arena *arena)
{
    const char *place = registry_place(registry),
               *folder = path_folder(arena, registry_path(registry));
    if (!*place || *place == '/')
        return *place ? place : NULL;
    if (strcmp(place, ".") == 0)
        return folder;
    return strcmp(folder, ".") == 0 ? place : arena_printf(arena, "%s/%s", folder, place);
}

/* Returns that path if it is not that of the folder in question; else NULL. */
static const char *other_place(const struct register_place *place, struct arena *arena)
{
    const char *before = register_place_remembered(place->registry, arena);
    if (!before)
        return NULL;
    const char *one = real_path(before, arena), *other = real_path(place->out, arena);
    return strcmp(one ? one : before, other ? other : place->out) == 0 ? NULL : before;
}

/* ---- the files -------------------------------------------------------------------------- */

/* Certificates that were issued, until the file of one is found. */
struct issued_count {
    const struct folder *folder;
    struct arena *arena;
    size_t count;
    bool found;
};

/* The file may have been put away by a run that was cut off. */
static bool look_for(void *context, const struct registry_record *record)
{
    struct issued_count *issued = context;
    struct registry_record archived = *record;
    if (!record->current || !registry_is_valid(record))
        return true;
    archived.file = issued_file_archived(record, issued->arena);
    issued->count++;
    issued->found = issued->folder && (issued_file_is_in(issued->folder, record) ||
                                       issued_file_is_in(issued->folder, &archived));
    return !issued->found;
}

/* `before` is the folder that the register remembers, NULL: none but this. */
static void say_elsewhere(const char *before, size_t count, const char *out, struct error *err)
{
    if (before)
        error_set_plural(err, "register-elsewhere", count,
                         "%zu certificate was issued already, and its file is not in this "
                         "folder; the last run wrote to the folder %s.",
                         "%zu certificates were issued already, and none of their files is in "
                         "this folder; the last run wrote to the folder %s.",
                         count, before);
    else
        error_set_plural(err, "register-elsewhere", count,
                         "%zu certificate was issued already, and its file is not in this "
                         "folder.",
                         "%zu certificates were issued already, and none of their files is in "
                         "this folder.",
                         count);
    error_at(err, (struct place){.file = out});
}

bool register_place_check(const struct register_place *place,
                          const struct registry_search *searches, size_t count, bool *here,
                          struct error *err)
{
    struct arena arena = {0};
    struct issued_count issued = {.folder = place->folder, .arena = &arena};
    bool read = true;
    for (size_t i = 0; read && !issued.found && i < count; i++)
        read = registry_find(place->registry, &searches[i], look_for, &issued, err);
    *here = issued.count == 0 || issued.found;
    if (read && !*here)
        say_elsewhere(other_place(place, &arena), issued.count, place->out, err);
    arena_free(&arena);
    return read;
}

bool register_place_allows(const struct register_place *place)
{
    struct arena arena = {0};
    const char *before = other_place(place, &arena);
    bool allows = !before || access(before, F_OK) != 0;
    arena_free(&arena);
    return allows;
}

static bool note_pending(void *context, const struct registry_record *record)
{
    (void)record;
    *(bool *)context = true;
    return false;
}

bool register_place_check_pending(const struct register_place *place, struct error *err)
{
    struct arena arena = {0};
    const struct registry_search search = {.key = REGISTRY_PENDING};
    const char *before = other_place(place, &arena);
    bool pending = false, good = true;
    if (before && access(before, F_OK) == 0)
        good = registry_find(place->registry, &search, note_pending, &pending, err);
    if (pending) {
        good = error_set(err, "register-unfinished",
                         "The last run wrote to the folder %s and was cut off there.", before);
        error_advise(err, "Run it again with that folder first, so that nothing is lost.");
        error_at(err, (struct place){.file = registry_path(place->registry)});
    }
    arena_free(&arena);
    return good;
}

bool register_place_note(struct registry *registry, const struct folder *folder,
                         struct error *err)
{
    struct arena arena = {0};
    const char *real = real_path(folder_path(folder), &arena),
               *within = real_path(path_folder(&arena, registry_path(registry)), &arena);
    const char *place = real && within ? path_from(within, real) : "";
    bool done = !*place || strcmp(place, registry_place(registry)) == 0 ||
                registry_set_place(registry, place, err);
    arena_free(&arena);
    return done;
}
