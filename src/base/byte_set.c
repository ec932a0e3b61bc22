#include "base/byte_set.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct byte_set_entry {
    const char *bytes; /* NULL: the slot is free */
    uint32_t size, hash;
};

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/: the texts are of one run and its own. */
static uint32_t hash_bytes(const unsigned char *bytes, size_t size)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 16777619U;
    return hash;
}

/* Returns the slot of these bytes, or the free one where they belong. */
static struct byte_set_entry *find(const struct byte_set *set, const void *bytes, size_t size,
                                   uint32_t hash)
{
    for (size_t i = hash;; i++) {
        struct byte_set_entry *slot = &set->slots[i & (set->room - 1)];
        if (!slot->bytes ||
            (slot->hash == hash && slot->size == size && memcmp(slot->bytes, bytes, size) == 0))
            return slot;
    }
}

static void grow(struct byte_set *set)
{
    enum { FIRST = 16 };
    struct byte_set old = *set;
    set->room = old.room ? 2 * old.room : FIRST;
    set->slots = mem_new(set->room, sizeof *set->slots);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].bytes)
            *find(set, old.slots[i].bytes, old.slots[i].size, old.slots[i].hash) = old.slots[i];
    free(old.slots);
}

const void *byte_set_add(struct byte_set *set, struct arena *arena, const void *bytes,
                         size_t size)
{
    uint32_t hash = hash_bytes(bytes, size);
    if (4 * (set->count + 1) > 3 * set->room)
        grow(set);
    struct byte_set_entry *slot = find(set, bytes, size, hash);
    if (!slot->bytes) {
        *slot = (struct byte_set_entry){
            .bytes = arena_copy(arena, bytes, size), .size = (uint32_t)size, .hash = hash};
        set->count++;
    }
    return slot->bytes;
}

void byte_set_free(struct byte_set *set)
{
    free(set->slots);
    *set = (struct byte_set){0};
}
