#include "numbering/validity_list.h"

#include "base/mem.h"
#include "numbering/row_identity.h"

#include <stdlib.h>
#include <string.h>

struct digests {
    struct digest *list;
    size_t count, room;
    size_t first; /* of the latest number */
};

/* Records come in the order of numbers and versions. */
struct gatherer {
    struct arena *arena;
    struct registry_record *versions; /* that were issued under the latest number */
    struct seal_list_entry *entries;
    struct digests files, seals; /* of what is good */
    size_t version_room, entry_room, version_count, entry_count, unknown;
};

/* Adds it once for a number. */
static void add(struct digests *digests, const struct digest *digest)
{
    for (size_t i = digests->first; i < digests->count; i++)
        if (memcmp(&digests->list[i], digest, sizeof *digest) == 0)
            return;
    digests->list =
        mem_grow(digests->list, digests->count, &digests->room, sizeof *digests->list);
    digests->list[digests->count++] = *digest;
}

static void *keep(struct arena *arena, void *list, size_t count, size_t size)
{
    void *kept = arena_new(arena, count, size);
    if (count)
        memcpy(kept, list, count * size);
    free(list);
    return kept;
}

static const struct digest *keep_digests(struct arena *arena, struct digests *digests)
{
    return keep(arena, digests->list, digests->count, sizeof *digests->list);
}

/* ---- one number ------------------------------------------------------------------------- */

static const struct registry_record *find_current(const struct gatherer *gatherer)
{
    for (size_t i = 0; i < gatherer->version_count; i++)
        if (gatherer->versions[i].current)
            return &gatherer->versions[i];
    return NULL;
}

/* Says whether two versions say the same: the fields that both show, and the seal where it is
 * known of both. */
static bool says_the_same(const struct registry_record *one,
                          const struct registry_record *other, struct arena *arena)
{
    return !row_identity_differences(one->fields, other->fields, arena) &&
           (!one->has_seal || !other->has_seal ||
            memcmp(&one->seal, &other->seal, sizeof one->seal) == 0);
}

/* Returns the reason for which a version is not good, or 0. */
static enum seal_list_reason reason_of(const struct registry_record *version,
                                       const struct registry_record *current,
                                       struct arena *arena)
{
    switch (current->state) {
    case REGISTRY_REVOKED:
        return SEAL_LIST_REVOKED;
    case REGISTRY_SPOILED:
        return SEAL_LIST_SPOILED;
    case REGISTRY_ISSUED:
    case REGISTRY_DUPLICATE:
        return says_the_same(version, current, arena) ? 0 : SEAL_LIST_REPLACED;
    case REGISTRY_RESERVED:
    case REGISTRY_SUPERSEDED:
        break;
    }
    return 0;
}

/* Of a number whose seals are not all known, every sheet is in question. */
static void add_entry(struct gatherer *gatherer, const struct registry_record *current,
                      enum seal_list_reason reason, struct digests *seals,
                      struct digests *files, bool all_known)
{
    struct arena *arena = gatherer->arena;
    if (!all_known)
        seals->count = 0;
    gatherer->entries = mem_grow(gatherer->entries, gatherer->entry_count,
                                 &gatherer->entry_room, sizeof *gatherer->entries);
    gatherer->entries[gatherer->entry_count++] = (struct seal_list_entry){
        .number = current->number,
        .reason = reason,
        .who = reason == SEAL_LIST_REPLACED ? current->who : "",
        .seals = keep_digests(arena, seals),
        .seal_count = seals->count,
        .files = keep_digests(arena, files),
        .file_count = files->count,
    };
}

/* Sorts the versions of the number into those that are good and those that are not. */
static void finish_number(struct gatherer *gatherer)
{
    const struct registry_record *current = find_current(gatherer);
    struct digests seals = {0}, files = {0};
    enum seal_list_reason reason = 0;
    bool all_known = true;
    gatherer->files.first = gatherer->files.count;
    gatherer->seals.first = gatherer->seals.count;
    for (size_t i = 0; current && i < gatherer->version_count; i++) {
        const struct registry_record *version = &gatherer->versions[i];
        enum seal_list_reason found = reason_of(version, current, gatherer->arena);
        reason = found ? found : reason;
        if (version->has_sha256)
            add(found ? &files : &gatherer->files, &version->sha256);
        if (version->has_seal)
            add(found ? &seals : &gatherer->seals, &version->seal);
        else if (found)
            all_known = false;
        else if (version == current)
            gatherer->unknown++;
    }
    if (reason) {
        add_entry(gatherer, current, reason, &seals, &files, all_known);
    } else {
        free(seals.list);
        free(files.list);
    }
    gatherer->version_count = 0;
}

/* ---- all of them ------------------------------------------------------------------------ */

static bool gather(void *context, const struct registry_record *record)
{
    struct gatherer *gatherer = context;
    if (gatherer->version_count && gatherer->versions[0].number_id != record->number_id)
        finish_number(gatherer);
    if (record->state == REGISTRY_RESERVED)
        return true;
    gatherer->versions = mem_grow(gatherer->versions, gatherer->version_count,
                                  &gatherer->version_room, sizeof *gatherer->versions);
    struct registry_record *version = &gatherer->versions[gatherer->version_count++];
    *version = *record;
    version->number = arena_text(gatherer->arena, record->number);
    version->who = arena_text(gatherer->arena, record->who);
    version->fields = arena_text(gatherer->arena, record->fields);
    return true;
}

bool validity_list_make(struct registry *registry, struct arena *arena, struct seal_list *list,
                        struct error *err)
{
    const struct registry_search search = {.key = REGISTRY_ALL};
    struct gatherer gatherer = {.arena = arena};
    bool read = registry_find(registry, &search, gather, &gatherer, err);
    if (gatherer.version_count)
        finish_number(&gatherer);
    free(gatherer.versions);
    *list = (struct seal_list){
        .event = arena_text(arena, registry_event(registry)),
        .entries =
            keep(arena, gatherer.entries, gatherer.entry_count, sizeof *gatherer.entries),
        .entry_count = gatherer.entry_count,
        .files = keep_digests(arena, &gatherer.files),
        .file_count = gatherer.files.count,
        .seals = keep_digests(arena, &gatherer.seals),
        .seal_count = gatherer.seals.count,
        .unknown = gatherer.unknown,
    };
    return read;
}
