/* A register with people in it, and rows of a list that are matched with them, for tests.
 * `make` and `discard` set up and tear down. */
#ifndef KUALIK_MATCHED_ROWS_H
#define KUALIK_MATCHED_ROWS_H

#include "numbering/person_match.h"
#include "register/registry_write.h"
#include "unit/scratch.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 4 };

static struct registry *registry;
static struct arena arena;
static struct error err;
static struct numbered_row rows[ROWS];
static struct person_match match;

static inline int make(void **state)
{
    if (make_scratch(state) != 0)
        return -1;
    registry = registry_open(in_scratch("register"), REGISTRY_CREATE, NULL, &err);
    memset(rows, 0, sizeof rows);
    match = (struct person_match){.registry = registry, .arena = &arena, .rows = rows};
    return registry && registry_claim(registry, "Семинар", 0, 0, &err) ? 0 : -1;
}

static inline int discard(void **state)
{
    registry_close(registry);
    arena_free(&arena);
    return remove_scratch(state);
}

static inline struct digest person_of(const char *who)
{
    return hash_of(&(struct span){who, strlen(who)}, 1);
}

static inline void enter(size_t seq, const char *number, const char *who, const char *fields)
{
    struct registry_record record = {.seq = seq,
                                     .number = number,
                                     .has_person = true,
                                     .person = person_of(who),
                                     .who = who,
                                     .fields = fields,
                                     .file = "",
                                     .reason = ""};
    bool done = registry_begin(registry, &err) && registry_reserve(registry, &record, &err) &&
                registry_publish(registry, record.id, NULL, &err);
    if (!registry_end(registry, done, &err))
        fail_msg("%s", words_of(&err));
}

#endif
