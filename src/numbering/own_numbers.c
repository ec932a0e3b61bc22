#include "numbering/own_numbers.h"

#include "base/mem.h"
#include "numbering/person_groups.h"
#include "numbering/person_words.h"
#include "register/registry_mark.h"

#include <stdlib.h>
#include <string.h>

/* ---- the number ------------------------------------------------------------------------- */

/* A row being looked up. */
struct number_lookup {
    struct person_match *match;
    struct numbered_row *row;
    const char *fields, *who;
    struct error *err;
    bool failed;
};

static void refuse_spoiled(struct person_match *match, struct numbered_row *row,
                           const struct registry_record *record)
{
    struct error *fault = person_match_refuse(match, row);
    error_set(fault, "number-spoiled", "number %s is spoiled (%s) and is not used again.",
              record->number, record->reason);
    error_advise(fault, "Give the row another number.");
}

/* A spare sheet with the number may be anybody's. */
static void refuse_spare(struct person_match *match, struct numbered_row *row,
                         const struct registry_record *record)
{
    struct error *fault = person_match_refuse(match, row);
    row->number_id = record->number_id;
    error_set(fault, "number-spare", "number %s is a spare one of the register.",
              record->number);
    error_advise(fault,
                 "If the spare certificate was handed out to this person, use --same %zu=%s; "
                 "else give the row another number.",
                 row->row, record->number);
}

/* The person has a certificate, and it is not the one of this number. */
static void refuse_shifted(struct person_match *match, struct numbered_row *row,
                           const struct registry_record *record, const char *own)
{
    struct error *fault = person_match_refuse(match, row);
    row->number_id = record->number_id;
    if (record->has_person)
        error_set(fault, "number-taken",
                  "number %s is that of «%s» in the register, and this person's is %s.",
                  record->number, record->who, own);
    else
        error_set(fault, "number-taken",
                  "number %s is a spare one of the register, and this person's is %s.",
                  record->number, own);
    error_advise(fault,
                 "Give the row the number %s back; somebody else of this name gets one that "
                 "nobody has.",
                 own);
}

static void refuse_taken(struct person_match *match, struct numbered_row *row,
                         const struct registry_record *record)
{
    struct error *fault = person_match_refuse(match, row);
    row->number_id = record->number_id;
    row->duplicate = record->duplicate;
    error_set(fault, "number-taken", "number %s is that of «%s» in the register.",
              record->number, record->who);
    error_advise(fault,
                 "If that is this person under another name, use --same %zu=%s; else give the "
                 "row another number.",
                 row->row, record->number);
}

/* The number is not the person's: says whose it is, and which the person has, if any. */
static void refuse(struct number_lookup *lookup, const struct registry_record *record)
{
    struct person_match *match = lookup->match;
    const char *own;
    if (!registry_number_of(match->registry, &lookup->row->person, match->arena, &own,
                            lookup->err))
        lookup->failed = true;
    else if (record->state == REGISTRY_SPOILED)
        refuse_spoiled(match, lookup->row, record);
    else if (own)
        refuse_shifted(match, lookup->row, record, own);
    else if (!record->has_person)
        refuse_spare(match, lookup->row, record);
    else
        refuse_taken(match, lookup->row, record);
}

static bool take_number(void *context, const struct registry_record *record)
{
    struct number_lookup *lookup = context;
    struct numbered_row *row = lookup->row;
    if (!record->current)
        return true;
    bool same =
        record->has_person && memcmp(record->person.bytes, row->person.bytes, DIGEST_SIZE) == 0;
    if (record->state == REGISTRY_SPOILED || !record->has_person ||
        (!same && !person_words_near(record->who, lookup->who))) {
        refuse(lookup, record);
        return false;
    }
    person_match_know(lookup->match, row, record);
    row->changed = person_fields_compare(lookup->match->words, record->fields, lookup->fields) <
                   PERSON_SHOWN;
    row->renamed = !same;
    return false;
}

bool own_numbers_look_up(struct person_match *match, struct numbered_row *row,
                         const char *fields, const char *who, struct error *err)
{
    struct number_lookup lookup = {match, row, fields, who, err, false};
    const struct registry_search search = {.key = REGISTRY_NUMBER, .number = row->number};
    if (!registry_find(match->registry, &search, take_number, &lookup, err) || lookup.failed)
        return false;
    const char *own = NULL;
    if (row->kind == NUMBERED_NEW &&
        !registry_number_of(match->registry, &row->person, match->arena, &own, err))
        return false;
    if (own || row->kind == NUMBERED_REFUSED || row->changed)
        row->said = arena_text(match->arena, fields);
    return true;
}

/* ---- the person ------------------------------------------------------------------------- */

static bool needs(const struct person_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct numbered_row *row = group->rows[i];
        bool fresh = row->kind == NUMBERED_NEW && !row->newcomer;
        if (fresh || (row->kind == NUMBERED_KNOWN && (row->changed || row->renamed)))
            return true;
    }
    return false;
}

static bool is_held(const struct person_group *group, const struct candidate *candidate)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->rows[i]->kind == NUMBERED_KNOWN &&
            group->rows[i]->number_id == candidate->record.number_id)
            return true;
    return false;
}

/* Says whether the row says what the register does under that number, but for the number. */
static bool is_alike(const struct person_group *group, const struct numbered_row *row,
                     const struct candidate *candidate)
{
    return row->said &&
           person_fields_are_alike(group->match->words, candidate->record.fields, row->said);
}

/* Of a row that the register knows by its number: returns the number that is the person's
 * rather: the name is that of somebody else who has no row, or the fields are. */
static const struct candidate *find_rather(const struct person_group *group,
                                           const struct numbered_row *row)
{
    for (size_t k = 0; k < group->candidate_count; k++) {
        const struct candidate *candidate = &group->candidates[k];
        bool alike = is_alike(group, row, candidate);
        bool held = is_held(group, candidate);
        if (candidate->record.number_id != row->number_id &&
            ((row->renamed && !held) || (alike && !(held && row->chosen))))
            return candidate;
    }
    return NULL;
}

static void refuse_second(struct person_match *match, struct numbered_row *row,
                          const struct registry_record *record)
{
    struct error *fault = person_match_refuse(match, row);
    if (record->state == REGISTRY_REVOKED)
        error_set(fault, "number-second",
                  "the register has a person of this name under number %s, which was revoked: "
                  "%s.",
                  record->number, record->reason);
    else
        error_set(fault, "number-second",
                  "the register has a person of this name under number %s, of whom the list "
                  "has no row with that number.",
                  record->number);
    error_advise(fault,
                 "If it is the same person, give the row that number, or spoil it with kualik "
                 "register spoil so that the person gets this one; else use --new %zu.",
                 row->row);
}

/* Says of two rows, of which one has the name and the other the number, that one is wrong. */
static void refuse_holder(struct person_match *match, const struct numbered_row *row,
                          const struct registry_record *record)
{
    for (size_t i = 0; i < match->count; i++) {
        struct numbered_row *holder = &match->rows[i];
        if (holder->kind != NUMBERED_KNOWN || holder->chosen ||
            holder->number_id != record->number_id)
            continue;
        struct error *fault = person_match_refuse(match, holder);
        error_set(fault, "number-taken",
                  "number %s is that of «%s» in the register, whose name row %zu has.",
                  record->number, record->who, row->row);
        error_advise(fault,
                     "If it is this row that was corrected, use --same %zu=%s; else give the "
                     "row another number.",
                     holder->row, record->number);
    }
}

/* Of a row that the register knows by its number, says that it is another row's. */
static void refuse_rather(struct person_match *match, struct numbered_row *row, const char *own)
{
    const char *number = row->number;
    struct error *fault = person_match_refuse(match, row);
    error_set(fault, "number-taken",
              "number %s is somebody else's in the register, and this person's is %s.", number,
              own);
    error_advise(fault, "Give the row the number %s back.", own);
}

static void check_known(struct person_group *group, struct numbered_row *row)
{
    const struct candidate *rather = find_rather(group, row);
    if (rather && !row->chosen)
        refuse_rather(group->match, row, rather->record.number);
    else if (rather)
        person_match_refuse_choice(group->match, row, rather->record.number);
}

static void check_new(struct person_group *group, struct numbered_row *row)
{
    for (size_t k = 0; k < group->candidate_count; k++) {
        const struct candidate *candidate = &group->candidates[k];
        if (is_held(group, candidate)) {
            if (is_alike(group, row, candidate) &&
                person_groups_refuse_twice(group, row, candidate))
                return;
            continue;
        }
        refuse_holder(group->match, row, &candidate->record);
        refuse_second(group->match, row, &candidate->record);
        return;
    }
}

/* The rows that the register knows come first: they hold their numbers. */
static void decide(struct person_group *group)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->rows[i]->kind == NUMBERED_KNOWN)
            check_known(group, group->rows[i]);
    for (size_t i = 0; i < group->count; i++)
        if (group->rows[i]->kind == NUMBERED_NEW && !group->rows[i]->newcomer)
            check_new(group, group->rows[i]);
}

bool own_numbers_decide(struct person_match *match, struct error *err)
{
    return person_groups_each(match, needs, decide, err);
}
