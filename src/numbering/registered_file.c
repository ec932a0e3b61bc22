#include "numbering/registered_file.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/file_write.h"
#include "base/hash.h"
#include "base/path.h"
#include "files/issued_file.h"
#include "files/replace_file.h"
#include "numbering/register_place.h"
#include "register/registry.h"
#include "register/registry_write.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What becomes of the file. */
struct replacement {
    const char *path, *folder; /* of the file itself, where a link leads to it */
    const struct buf *bytes;
    const struct registered_file_source *source;
    struct arena arena;
    struct registry_record record; /* the file's; its id is 0: the register has none */
};

static bool look_at(void *context, const struct registry_record *record)
{
    struct replacement *replacement = context;
    struct arena *arena = &replacement->arena;
    if (!issued_file_matches(replacement->bytes, record))
        return true;
    replacement->record = *record;
    replacement->record.number = arena_text(arena, record->number);
    replacement->record.who = arena_text(arena, record->who);
    replacement->record.fields = arena_text(arena, record->fields);
    replacement->record.file = arena_text(arena, record->file);
    replacement->record.reason = arena_text(arena, record->reason);
    return false;
}

/* Of what is no longer valid, or about to be issued anew, no more is entered. */
static bool is_entered(const struct registry_record *record)
{
    return record->current && record->duplicate != DUPLICATE_ASKED && registry_is_valid(record);
}

static bool find(struct registry *registry, struct replacement *replacement, struct error *err)
{
    const struct registry_search by_name = {.key = REGISTRY_FILE,
                                            .file = path_name(replacement->path)};
    const struct register_place place = {.registry = registry, .out = replacement->folder};
    return !register_place_allows(&place) ||
           registry_find(registry, &by_name, look_at, replacement, err);
}

static bool enter(struct registry *registry, struct registry_record *record,
                  const struct buf *bytes, struct error *err)
{
    record->sha256 = hash_of(&(struct span){bytes->data, bytes->size}, 1);
    return registry_reserve(registry, record, err) &&
           registry_publish(registry, record->id, NULL, err);
}

/* The file comes first: the register takes the new one for what was issued, too, but not the
 * old one for the new. */
static bool replace_both(struct registry *registry, struct replacement *replacement,
                         struct error *err)
{
    struct error untold;
    if (!registry_begin(registry, err))
        return false;
    bool settled = replace_file(replacement->path, replacement->bytes, err);
    bool replaced = settled || file_write_is_unsettled(err);
    bool entered =
        replaced && enter(registry, &replacement->record, replacement->bytes, &untold);
    if (!registry_end(registry, entered, &untold) && replaced)
        replacement->source->warn(&untold);
    return settled;
}

static bool replace(struct registry *registry, struct replacement *replacement,
                    struct error *err)
{
    if (!find(registry, replacement, err))
        return false;
    if (is_entered(&replacement->record))
        return replace_both(registry, replacement, err);
    if (replacement->record.id || !replacement->source->path)
        return replace_file(replacement->path, replacement->bytes, err);
    error_set(err, "file-not-registered", "The register does not have this file.");
    return error_advise(err, "Give the register of this certificate with --register, or leave "
                             "that out.");
}

/* Returns the path of the register; NULL: there is none. */
static const char *path_of(const struct registered_file_source *source, const char *folder,
                           struct arena *arena)
{
    const char *paths[REGISTER_PLACES];
    if (source->path)
        return source->path;
    register_place_of_files(folder, paths, arena);
    for (size_t i = 0; i < REGISTER_PLACES; i++)
        if (access(paths[i], F_OK) == 0)
            return paths[i];
    return NULL;
}

static bool replace_known(struct replacement *replacement, struct error *err)
{
    const char *path = path_of(replacement->source, replacement->folder, &replacement->arena);
    if (!path)
        return replace_file(replacement->path, replacement->bytes, err);
    struct registry *registry =
        registry_open(path, REGISTRY_WRITE, replacement->source->waits, err);
    bool replaced = registry && replace(registry, replacement, err);
    registry_close(registry);
    return replaced;
}

bool registered_file_replace(const char *path, const struct buf *bytes,
                             const struct registered_file_source *source, struct error *err)
{
    struct replacement replacement = {.bytes = bytes, .source = source};
    char *real = realpath(path, NULL);
    if (!real)
        return error_set(err, "file-not-written", "A file cannot be written: %-s.",
                         file_reason(errno));
    replacement.path = real;
    replacement.folder = path_folder(&replacement.arena, real);
    bool replaced = replace_known(&replacement, err);
    arena_free(&replacement.arena);
    free(real);
    return replaced;
}
