#include "issue/registered_file.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "issue/issued_file.h"
#include "issue/register_place.h"
#include "issue/replace_file.h"
#include "register/registry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What becomes of the file. */
struct replacement {
    const char *path, *folder; /* of the file itself, where a link leads to it */
    const struct buf *bytes;
    const struct registered_file_source *source;
    int64_t record; /* the file's, 0: the register has none */
};

static bool look_at(void *context, const struct registry_record *record)
{
    struct replacement *replacement = context;
    if (issued_file_matches(replacement->bytes, record))
        replacement->record = record->id;
    return replacement->record == 0;
}

static bool find(struct registry *registry, struct replacement *replacement, struct error *err)
{
    const struct registry_search by_name = {.key = REGISTRY_FILE,
                                            .file = strrchr(replacement->path, '/') + 1};
    const struct register_place place = {.registry = registry, .out = replacement->folder};
    return !register_place_allows(&place) ||
           registry_find(registry, &by_name, look_at, replacement, err);
}

/* The file comes first: the register takes the new one for what was issued, too, but not the
 * old one once it has the new digest. */
static bool replace_both(struct registry *registry, const struct replacement *replacement,
                         struct error *err)
{
    const struct buf *bytes = replacement->bytes;
    const struct digest digest = hash_of(&(struct span){bytes->data, bytes->size}, 1);
    struct error untold;
    if (!registry_begin(registry, err))
        return false;
    bool replaced = replace_file(replacement->path, bytes, err);
    bool entered =
        replaced && registry_set_sha256(registry, replacement->record, &digest, &untold);
    if (!registry_end(registry, entered, &untold) && replaced)
        replacement->source->warn(&untold);
    return replaced;
}

static bool replace(struct registry *registry, struct replacement *replacement,
                    struct error *err)
{
    if (!find(registry, replacement, err))
        return false;
    if (replacement->record)
        return replace_both(registry, replacement, err);
    if (!replacement->source->path)
        return replace_file(replacement->path, replacement->bytes, err);
    error_set(err, "file-not-registered", "The register does not have this file.");
    return error_advise(err, "Give the register of this certificate with --register, or leave "
                             "that out.");
}

/* Returns the path of the register; NULL: there is none. */
static const char *path_of(const struct registered_file_source *source, const char *folder,
                           struct arena *arena)
{
    const char *beside = arena_printf(arena, "%s/register.db", folder),
               *above = arena_printf(arena, "%s/../register.db", folder);
    if (source->path)
        return source->path;
    return access(beside, F_OK) == 0 ? beside : access(above, F_OK) == 0 ? above : NULL;
}

static bool replace_known(struct replacement *replacement, struct arena *arena,
                          struct error *err)
{
    const char *path = path_of(replacement->source, replacement->folder, arena);
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
    struct arena arena = {0};
    char *real = realpath(path, NULL);
    if (!real)
        return error_set(err, "file-not-written", "A file cannot be written: %s.",
                         file_reason(errno));
    struct replacement replacement = {
        .path = real,
        .folder = arena_copy(&arena, real, (size_t)(strrchr(real, '/') - real)),
        .bytes = bytes,
        .source = source};
    bool replaced = replace_known(&replacement, &arena, err);
    arena_free(&arena);
    free(real);
    return replaced;
}
