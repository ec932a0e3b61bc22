/* Records of the register that are kept beyond their search, to be worked on while the register
 * is written. */
#ifndef KUALIK_KEPT_RECORDS_H
#define KUALIK_KEPT_RECORDS_H

#include "base/arena.h"
#include "base/error.h"
#include "register/registry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Texts, but for the name of the person, which is "", are the arena's. */
struct kept_records {
    struct arena *arena;
    struct registry_record *list; /* to be freed */
    size_t count, room;
};

/* Adds the records that are found by the key; `number_id` is for REGISTRY_NUMBER_ID. */
bool kept_records_find(struct registry *registry, enum registry_key key, int64_t number_id,
                       struct kept_records *records, struct error *err);

/* Finds the record that stands for the number; `found->id` is 0 if there is none. */
bool kept_records_current(struct registry *registry, int64_t number_id, struct arena *arena,
                          struct registry_record *found, struct error *err);

#endif
