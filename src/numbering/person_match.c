#include "numbering/person_match.h"

#include "base/hash.h"
#include "base/mem.h"
#include "numbering/number_clash.h"
#include "numbering/person_words.h"

#include <stdlib.h>
#include <string.h>

static uint64_t fields_key(const char *fields)
{
    struct digest digest = hash_of(&(struct span){fields, row_identity_size(fields)}, 1);
    uint64_t key;
    memcpy(&key, digest.bytes, sizeof key);
    return key;
}

struct error *person_match_refuse(struct person_match *match, struct numbered_row *row)
{
    struct error *fault = arena_new(match->arena, 1, sizeof *fault);
    row->kind = NUMBERED_REFUSED;
    row->fault = fault;
    return fault;
}

static void know(struct person_match *match, struct numbered_row *row,
                 const struct registry_record *record)
{
    row->kind = NUMBERED_KNOWN;
    row->number_id = record->number_id;
    row->number = arena_text(match->arena, record->number);
    row->duplicate = record->duplicate;
    if (record->state != REGISTRY_REVOKED)
        return;
    struct error *fault = person_match_refuse(match, row);
    error_set(fault, "number-revoked", "certificate %s of this person was revoked: %s.",
              record->number, record->reason);
    error_advise(fault, "Nobody gets another for it, so delete the row from the list.");
}

/* ---- a row ------------------------------------------------------------------------------ */

/* A row being looked up. */
struct lookup {
    struct person_match *match;
    struct numbered_row *row;
    const char *fields, *who;
    bool exact;
};

static bool differs(const char *before, const char *now)
{
    struct arena arena = {0};
    bool found = row_identity_differences(before, now, &arena) != NULL;
    arena_free(&arena);
    return found;
}

/* Of several of one name the one with the same fields counts, else the last. */
static bool take_person(void *context, const struct registry_record *record)
{
    struct lookup *lookup = context;
    if (record->state == REGISTRY_SPOILED || lookup->exact)
        return true;
    lookup->row->candidates++;
    lookup->exact = !differs(record->fields, lookup->fields);
    know(lookup->match, lookup->row, record);
    lookup->row->changed = !lookup->exact;
    return true;
}

static void refuse_spoiled(const struct lookup *lookup, const struct registry_record *record)
{
    struct error *fault = person_match_refuse(lookup->match, lookup->row);
    error_set(fault, "number-spoiled", "number %s is spoiled (%s) and is not used again.",
              record->number, record->reason);
    error_advise(fault, "Give the row another number.");
}

/* A spare sheet with the number may be anybody's. */
static void refuse_spare(const struct lookup *lookup, const struct registry_record *record)
{
    struct error *fault = person_match_refuse(lookup->match, lookup->row);
    lookup->row->number_id = record->number_id;
    error_set(fault, "number-spare", "number %s is a spare one of the register.",
              record->number);
    error_advise(fault,
                 "If the spare certificate was handed out to this person, use --same %zu=%s; "
                 "else give the row another number.",
                 lookup->row->row, record->number);
}

static void refuse_taken(const struct lookup *lookup, const struct registry_record *record)
{
    struct error *fault = person_match_refuse(lookup->match, lookup->row);
    lookup->row->number_id = record->number_id;
    lookup->row->duplicate = record->duplicate;
    error_set(fault, "number-taken", "number %s is that of «%s» in the register.",
              record->number, record->who);
    error_advise(fault,
                 "If that is this person under another name, use --same %zu=%s; else give the "
                 "row another number.",
                 lookup->row->row, record->number);
}

/* The number is the list's own: it says who the person is, unless the names contradict. */
static bool take_number(void *context, const struct registry_record *record)
{
    struct lookup *lookup = context;
    struct numbered_row *row = lookup->row;
    if (!record->current)
        return true;
    if (record->state == REGISTRY_SPOILED) {
        refuse_spoiled(lookup, record);
    } else if (!record->has_person) {
        refuse_spare(lookup, record);
    } else if (memcmp(record->person.bytes, row->person.bytes, DIGEST_SIZE) == 0 ||
               person_words_near(record->who, lookup->who)) {
        know(lookup->match, row, record);
        row->changed = differs(record->fields, lookup->fields);
    } else {
        refuse_taken(lookup, record);
    }
    return false;
}

bool person_match_row(struct person_match *match, struct numbered_row *row, const char *fields,
                      const char *who, struct error *err)
{
    struct lookup lookup = {match, row, fields, who, false};
    bool own = match->own;
    const struct registry_search search = {.key = own ? REGISTRY_NUMBER : REGISTRY_PERSON,
                                           .number = row->number,
                                           .person = &row->person};
    row->kind = NUMBERED_NEW;
    row->fields = fields_key(fields);
    return !match->registry || registry_find(match->registry, &search,
                                             own ? take_number : take_person, &lookup, err);
}

/* ---- people of one name ----------------------------------------------------------------- */

struct candidate {
    struct registry_record record; /* its number is the arena's */
    uint64_t fields;
    bool taken;
};

/* Rows of one name, and the numbers that people of that name have. */
struct group {
    struct person_match *match;
    struct numbered_row **rows;
    size_t count;
    struct candidate *candidates;
    size_t candidate_count, candidate_room;
};

static bool add_candidate(void *context, const struct registry_record *record)
{
    struct group *group = context;
    if (record->state == REGISTRY_SPOILED)
        return true;
    group->candidates = mem_grow(group->candidates, group->candidate_count,
                                 &group->candidate_room, sizeof *group->candidates);
    struct candidate *candidate = &group->candidates[group->candidate_count++];
    *candidate = (struct candidate){.record = *record, .fields = fields_key(record->fields)};
    candidate->record.number = arena_text(group->match->arena, record->number);
    candidate->record.reason = arena_text(group->match->arena, record->reason);
    return true;
}

static void assign(struct group *group, struct numbered_row *row, struct candidate *candidate,
                   bool changed)
{
    candidate->taken = true;
    know(group->match, row, &candidate->record);
    row->changed = changed;
}

/* Gives each row the number of the same fields; returns how many are left. */
static size_t assign_exact(struct group *group)
{
    size_t left = 0;
    for (size_t i = 0; i < group->count; i++) {
        struct numbered_row *row = group->rows[i];
        row->kind = NUMBERED_NEW;
        row->number_id = 0;
        row->number = NULL;
        for (size_t k = 0; k < group->candidate_count && row->kind == NUMBERED_NEW; k++) {
            struct candidate *candidate = &group->candidates[k];
            if (!candidate->taken && candidate->fields == row->fields)
                assign(group, row, candidate, false);
        }
        left += row->kind == NUMBERED_NEW;
    }
    return left;
}

static void refuse_unsure(struct group *group, struct numbered_row *row,
                          const struct candidate *candidate)
{
    struct error *fault = person_match_refuse(group->match, row);
    error_set(fault, "person-unsure",
              "the register has several people of this name, and none whose other fields are "
              "those of this row; it may be number %s.",
              candidate->record.number);
    error_advise(fault, "Use --same %zu=%s if it is, or --new %zu if it is somebody new.",
                 row->row, candidate->record.number, row->row);
}

static void resolve(struct group *group)
{
    size_t left = assign_exact(group), free_count = 0;
    struct candidate *candidate = NULL;
    for (size_t k = 0; k < group->candidate_count; k++)
        if (!group->candidates[k].taken) {
            candidate = &group->candidates[k];
            free_count++;
        }
    if (!candidate)
        return;
    for (size_t i = 0; i < group->count; i++) {
        struct numbered_row *row = group->rows[i];
        if (row->kind != NUMBERED_NEW)
            continue;
        if (left == 1 && free_count == 1)
            assign(group, row, candidate, true);
        else
            refuse_unsure(group, row, candidate);
    }
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

static bool resolve_group(struct person_match *match, struct numbered_row **rows, size_t count,
                          struct error *err)
{
    struct group group = {.match = match, .rows = rows, .count = count};
    const struct registry_search search = {.key = REGISTRY_PERSON, .person = &rows[0]->person};
    if (count == 1 && (rows[0]->candidates < 2 || !rows[0]->changed))
        return true;
    bool found = registry_find(match->registry, &search, add_candidate, &group, err);
    if (found)
        resolve(&group);
    free(group.candidates);
    return found;
}

static bool resolve_people(struct person_match *match, struct error *err)
{
    size_t count;
    struct numbered_row **sorted = sort_rows(match, &count);
    bool done = true;
    for (size_t i = 0, end; done && i < count; i = end) {
        for (end = i + 1; end < count; end++)
            if (memcmp(sorted[i]->person.bytes, sorted[end]->person.bytes, DIGEST_SIZE) != 0)
                break;
        done = resolve_group(match, sorted + i, end - i, err);
    }
    free(sorted);
    return done;
}

bool person_match_groups(struct person_match *match, struct error *err)
{
    if (!match->registry)
        return true;
    return match->own ? number_clash_register(match, err) : resolve_people(match, err);
}

/* ---- what somebody has said ------------------------------------------------------------- */

static bool take_current(void *context, const struct registry_record *record)
{
    struct lookup *lookup = context;
    if (!record->current || record->state == REGISTRY_SPOILED)
        return true;
    know(lookup->match, lookup->row, record);
    lookup->row->changed = true;
    lookup->exact = true;
    return false;
}

/* A certificate shows the number that its row brings: it must be the register's, too. */
static bool has_number(const struct numbered_row *row, const char *number, struct error *err)
{
    const char *own = row->number ? row->number : "";
    if (strcmp(own, number) == 0)
        return true;
    error_set(err, "same-other-number",
              "Row %zu has the number «%s» in the list, and --same says %s: the certificate "
              "would show another number than the register.",
              row->row, own, number);
    return error_advise(err,
                        "Write %s into the list; if the person is to get a new number, spoil "
                        "the old one with kualik register spoil first.",
                        number);
}

bool person_match_choose(struct person_match *match, const struct numbering_choice *choice,
                         struct error *err)
{
    struct numbered_row *row = NULL;
    for (size_t i = 0; i < match->count; i++)
        if (match->rows[i].row == choice->row)
            row = &match->rows[i];
    if (!row || row->kind == NUMBERED_NOT)
        return error_set(err, "row-not-there", "There is no row %zu that can be used.",
                         choice->row);
    if (!choice->number) {
        row->newcomer = true;
        if (row->kind == NUMBERED_REFUSED && !row->number_id)
            row->kind = NUMBERED_NEW;
        return true;
    }
    if (row->kind == NUMBERED_KNOWN && strcmp(row->number, choice->number) == 0)
        return true;
    if (match->own && !has_number(row, choice->number, err))
        return false;
    struct lookup lookup = {.match = match, .row = row};
    const struct registry_search search = {.key = REGISTRY_NUMBER, .number = choice->number};
    if (match->registry && !registry_find(match->registry, &search, take_current, &lookup, err))
        return false;
    return lookup.exact ||
           error_set(err, "number-unknown", "The register has nobody with the number %s.",
                     choice->number);
}
