/* Rows of one name, and the numbers that people of that name have in the register. */
#ifndef KUALIK_PERSON_GROUPS_H
#define KUALIK_PERSON_GROUPS_H

#include "base/error.h"
#include "numbering/person_fields.h"
#include "numbering/person_match.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number that is not spoiled; the texts of its record are the match's arena's. */
struct candidate {
    struct registry_record record;
    uint64_t fields; /* as a row's */
    bool taken;
};

struct person_group {
    struct person_match *match;
    struct numbered_row **rows; /* in the list's order */
    size_t count;
    struct candidate *candidates; /* as the register orders numbers */
    size_t candidate_count, candidate_room;
};

/* Calls `decide` for the rows of each name for which `needs` says so; before, there are no
 * candidates. Fails when the register cannot be read. */
bool person_groups_each(struct person_match *match,
                        bool (*needs)(const struct person_group *group),
                        void (*decide)(struct person_group *group), struct error *err);

/* Returns the beginning of the digest of row_identity_fields' text. */
uint64_t person_groups_key(const char *fields);

/* Says how like the row is to what the register has under the number. */
enum person_likeness person_groups_likeness(const struct person_group *group,
                                            const struct numbered_row *row,
                                            const struct candidate *candidate);

/* Refuses the row that says the same as another, which has the candidate's number: one person
 * may be listed twice. Returns false if no row of the group has it. */
bool person_groups_refuse_twice(struct person_group *group, struct numbered_row *row,
                                const struct candidate *candidate);

#endif
