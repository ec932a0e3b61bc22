#include "numbering/file_owners.h"

#include "base/hash.h"
#include "base/mem.h"
#include "files/issued_file.h"

#include <stdlib.h>
#include <string.h>

/* What a file is, or was before its signature was raised to a higher level. */
struct file_state {
    struct digest digest;
    size_t file;
};

struct owner_search {
    const struct folder *folder;
    const char *const *names;
    struct file_owner *owners;
    struct arena *arena;
    struct file_state *states; /* sorted by digest */
    size_t count, room;
};

static void add_state(void *context, const struct digest *digest)
{
    struct owner_search *search = context;
    search->states =
        mem_grow(search->states, search->count, &search->room, sizeof *search->states);
    /* Which file it is of, whoever reads the file says. */
    search->states[search->count++] = (struct file_state){.digest = *digest};
}

static void add_file(struct owner_search *search, size_t file)
{
    struct buf bytes = {0};
    struct error unread;
    size_t first = search->count;
    if (folder_read(search->folder, search->names[file], ISSUED_FILE_LIMIT, &bytes, &unread))
        issued_file_states(&bytes, add_state, search);
    for (size_t i = first; i < search->count; i++)
        search->states[i].file = file;
    buf_free(&bytes);
}

static int by_digest(const void *left, const void *right)
{
    const struct file_state *a = left, *b = right;
    return memcmp(a->digest.bytes, b->digest.bytes, DIGEST_SIZE);
}

static void take_owner(struct owner_search *search, size_t file,
                       const struct registry_record *record)
{
    struct registry_record renamed = *record;
    renamed.file = search->names[file];
    if (!issued_file_is_in(search->folder, &renamed))
        return;
    search->owners[file] = (struct file_owner){
        .id = record->id,
        .version = record->version,
        .valid = record->current && registry_is_valid(record),
        .number = arena_text(search->arena, record->number),
        .who = arena_text(search->arena, record->who),
        .name = arena_text(search->arena, record->file),
    };
}

/* Several files may be copies of one. */
static bool take_record(void *context, const struct registry_record *record)
{
    struct owner_search *search = context;
    const struct file_state key = {.digest = record->sha256};
    const struct file_state *end = search->states + search->count;
    const struct file_state *state =
        record->has_sha256 ? bsearch(&key, search->states, search->count, sizeof key, by_digest)
                           : NULL;
    if (!state)
        return true;
    while (state > search->states && by_digest(state - 1, &key) == 0)
        state--;
    for (; state < end && by_digest(state, &key) == 0; state++)
        take_owner(search, state->file, record);
    return true;
}

bool file_owners_find(struct registry *registry, const struct folder *folder,
                      const char *const *names, size_t count, struct file_owner *owners,
                      struct arena *arena, struct error *err)
{
    const struct registry_search all = {.key = REGISTRY_ALL};
    struct owner_search search = {
        .folder = folder, .names = names, .owners = owners, .arena = arena};
    for (size_t i = 0; i < count; i++) {
        owners[i] = (struct file_owner){0};
        add_file(&search, i);
    }
    bool done = true;
    if (search.count) {
        qsort(search.states, search.count, sizeof *search.states, by_digest);
        done = registry_find(registry, &all, take_record, &search, err);
    }
    free(search.states);
    return done;
}
