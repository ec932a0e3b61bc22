/* A set of sequences of bytes, each kept once: what thousands of findings say alike takes the
 * room of one. */
#ifndef KUALIK_BYTE_SET_H
#define KUALIK_BYTE_SET_H

#include "base/arena.h"

#include <stddef.h>

struct byte_set_entry;

/* Zero: empty. */
struct byte_set {
    struct byte_set_entry *slots;
    size_t count, room; /* room is a power of two, or 0 */
};

/* Returns the bytes of the set that are equal to these, followed by a zero and aligned for any
 * type; new ones are copied into `arena`, which lends them. */
const void *byte_set_add(struct byte_set *set, struct arena *arena, const void *bytes,
                         size_t size);

/* Releases the table; the bytes are the arena's. Usable again. */
void byte_set_free(struct byte_set *set);

#endif
