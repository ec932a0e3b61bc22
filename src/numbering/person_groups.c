#include "numbering/person_groups.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

uint64_t person_groups_key(const char *fields)
{
    struct digest digest = hash_of(&(struct span){fields, strlen(fields)}, 1);
    uint64_t key;
    memcpy(&key, digest.bytes, sizeof key);
    return key;
}

enum person_likeness person_groups_likeness(const struct person_group *group,
                                            const struct numbered_row *row,
                                            const struct candidate *candidate)
{
    enum person_likeness likeness;
    if (row->fields == candidate->fields)
        return PERSON_SAME;
    if (!row->said)
        return PERSON_OTHER;
    likeness = person_fields_compare(group->match->words, candidate->record.fields, row->said);
    return likeness == PERSON_OTHER && row->keyed ? PERSON_CORRECTED : likeness;
}

bool person_groups_refuse_twice(struct person_group *group, struct numbered_row *row,
                                const struct candidate *candidate)
{
    const struct numbered_row *other = NULL;
    for (size_t i = 0; i < group->count && !other; i++)
        if (group->rows[i]->recognised && group->rows[i] != row &&
            group->rows[i]->number_id == candidate->record.number_id)
            other = group->rows[i];
    if (!other)
        return false;
    struct error *fault = person_match_refuse(group->match, row);
    error_set(fault, "person-twice",
              "row %zu, which has number %s in the register, is of the same name and says the "
              "same.",
              other->row, candidate->record.number);
    error_advise(fault, "Delete one of the two; if they are two people, use --new %zu.",
                 row->row);
    return true;
}

static bool add_candidate(void *context, const struct registry_record *record)
{
    struct person_group *group = context;
    struct arena *arena = group->match->arena;
    if (record->state == REGISTRY_SPOILED)
        return true;
    group->candidates = mem_grow(group->candidates, group->candidate_count,
                                 &group->candidate_room, sizeof *group->candidates);
    struct candidate *candidate = &group->candidates[group->candidate_count++];
    *candidate =
        (struct candidate){.record = *record, .fields = person_groups_key(record->fields)};
    candidate->record.number = arena_text(arena, record->number);
    candidate->record.reason = arena_text(arena, record->reason);
    candidate->record.fields = arena_text(arena, record->fields);
    candidate->record.who = arena_text(arena, record->who);
    candidate->record.file = "";
    return true;
}

static int by_person(const void *left, const void *right)
{
    const struct numbered_row *const *a = left, *const *b = right;
    int order = memcmp((*a)->person.bytes, (*b)->person.bytes, DIGEST_SIZE);
    return order ? order : (*a)->row < (*b)->row ? -1 : 1;
}

/* Returns the rows that have something to be decided, those of one name side by side. */
static struct numbered_row **sort_rows(const struct person_match *match, size_t *count)
{
    struct numbered_row **sorted = mem_new(match->count + 1, sizeof *sorted);
    *count = 0;
    for (size_t i = 0; i < match->count; i++)
        if (match->rows[i].kind != NUMBERED_NOT)
            sorted[(*count)++] = &match->rows[i];
    qsort(sorted, *count, sizeof *sorted, by_person);
    return sorted;
}

bool person_groups_each(struct person_match *match,
                        bool (*needs)(const struct person_group *group),
                        void (*decide)(struct person_group *group), struct error *err)
{
    size_t count;
    struct numbered_row **sorted = sort_rows(match, &count);
    bool done = true;
    for (size_t i = 0, end; done && i < count; i = end) {
        for (end = i + 1; end < count; end++)
            if (memcmp(sorted[i]->person.bytes, sorted[end]->person.bytes, DIGEST_SIZE) != 0)
                break;
        struct person_group group = {.match = match, .rows = sorted + i, .count = end - i};
        const struct registry_search search = {.key = REGISTRY_PERSON,
                                               .person = &sorted[i]->person};
        if (!needs(&group))
            continue;
        done = registry_find(match->registry, &search, add_candidate, &group, err);
        if (done)
            decide(&group);
        free(group.candidates);
    }
    free(sorted);
    return done;
}
