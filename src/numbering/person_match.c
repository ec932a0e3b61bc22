#include "numbering/person_match.h"

#include "numbering/namesakes.h"
#include "numbering/number_clash.h"
#include "numbering/number_search.h"
#include "numbering/own_numbers.h"
#include "numbering/person_groups.h"

#include <string.h>

struct error *person_match_refuse(struct person_match *match, struct numbered_row *row)
{
    struct error *fault = arena_new(match->arena, 1, sizeof *fault);
    row->kind = NUMBERED_REFUSED;
    row->recognised = false;
    row->fault = fault;
    return fault;
}

static void refuse_revoked(struct person_match *match, struct numbered_row *row,
                           const struct registry_record *record)
{
    struct error *fault = person_match_refuse(match, row);
    row->recognised = true;
    error_set(fault, "number-revoked", "certificate %s of this person was revoked: %s.",
              record->number, record->reason);
    if (match->own)
        error_advise(fault, "Nobody gets another for it, so delete the row from the list; "
                            "somebody else of this name gets a number that nobody has.");
    else
        error_advise(fault,
                     "Nobody gets another for it, so delete the row from the list; if it is "
                     "somebody else of this name, use --new %zu.",
                     row->row);
}

void person_match_know(struct person_match *match, struct numbered_row *row,
                       const struct registry_record *record)
{
    row->kind = NUMBERED_KNOWN;
    row->recognised = true;
    row->number_id = record->number_id;
    row->number = arena_text(match->arena, record->number);
    row->duplicate = record->duplicate;
    if (record->state == REGISTRY_REVOKED)
        refuse_revoked(match, row, record);
}

void person_match_forget(struct numbered_row *row)
{
    row->kind = NUMBERED_NEW;
    row->recognised = row->changed = false;
    row->number_id = 0;
    row->number = NULL;
    row->duplicate = DUPLICATE_NONE;
}

/* ---- a row ------------------------------------------------------------------------------ */

/* A row being looked up. */
struct lookup {
    struct person_match *match;
    struct numbered_row *row;
    const char *fields;
    bool found;
};

/* Who is alone of that name, and says what the register does, is decided on at once. */
static bool take_person(void *context, const struct registry_record *record)
{
    struct lookup *lookup = context;
    struct numbered_row *row = lookup->row;
    if (record->state == REGISTRY_SPOILED)
        return true;
    if (row->candidates++ == 0 && strcmp(record->fields, lookup->fields) == 0)
        person_match_know(lookup->match, row, record);
    else
        lookup->found = true;
    return true;
}

static bool look_up_person(struct person_match *match, struct numbered_row *row,
                           const char *fields, struct error *err)
{
    struct lookup lookup = {match, row, fields, false};
    const struct registry_search search = {.key = REGISTRY_PERSON, .person = &row->person};
    bool searched = registry_find(match->registry, &search, take_person, &lookup, err);
    if (lookup.found)
        row->said = arena_text(match->arena, fields);
    return searched;
}

bool person_match_row(struct person_match *match, struct numbered_row *row, const char *fields,
                      const char *who, struct error *err)
{
    row->kind = NUMBERED_NEW;
    row->fields = person_groups_key(fields);
    if (!match->registry)
        return true;
    return match->own ? own_numbers_look_up(match, row, fields, who, err)
                      : look_up_person(match, row, fields, err);
}

bool person_match_groups(struct person_match *match, struct error *err)
{
    if (!match->registry)
        return true;
    return match->own ? number_clash_register(match, err) && own_numbers_decide(match, err)
                      : namesakes_decide(match, err);
}

/* ---- what somebody has said ------------------------------------------------------------- */

void person_match_refuse_newcomer(struct person_match *match, struct numbered_row *row,
                                  const char *number)
{
    struct error *fault = person_match_refuse(match, row);
    error_set(fault, "new-known", "the register has this person as number %s already.", number);
    if (match->own)
        error_advise(fault,
                     "Leave %zu out of --new; somebody else of this name gets a number that "
                     "nobody has.",
                     row->row);
    else
        error_advise(fault,
                     "Leave %zu out of --new; if there are two people who are alike in "
                     "everything, the list needs a row for each.",
                     row->row);
}

void person_match_refuse_choice(struct person_match *match, struct numbered_row *row,
                                const char *known)
{
    const char *chosen = row->number;
    struct error *fault = person_match_refuse(match, row);
    error_set(fault, "same-known",
              "the register has this person as number %s already, and --same says %s.", known,
              chosen);
    error_advise(fault,
                 "If the person is to have the other number, spoil %s first with kualik "
                 "register spoil.",
                 known);
}

/* What the list's own number says stays; else the row gets a number that nobody had. */
static void choose_new(struct person_match *match, struct numbered_row *row)
{
    row->newcomer = true;
    row->chosen = false;
    if (match->own) {
        if (row->kind == NUMBERED_KNOWN)
            person_match_refuse_newcomer(match, row, row->number);
        return;
    }
    person_match_forget(row);
}

static bool take_current(void *context, const struct registry_record *record)
{
    struct lookup *lookup = context;
    struct numbered_row *row = lookup->row;
    if (!record->current || record->state == REGISTRY_SPOILED)
        return true;
    person_match_know(lookup->match, row, record);
    row->chosen = true;
    row->renamed = !record->has_person ||
                   memcmp(record->person.bytes, row->person.bytes, DIGEST_SIZE) != 0;
    row->changed = !record->has_person || row->fields != person_groups_key(record->fields);
    lookup->found = true;
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
        choose_new(match, row);
        return true;
    }
    if (match->own && !has_number(row, choice->number, err))
        return false;
    struct lookup lookup = {match, row, NULL, false};
    const struct registry_search search = {.key = REGISTRY_NUMBER, .number = choice->number};
    if (match->registry && !registry_find(match->registry, &search, take_current, &lookup, err))
        return false;
    if (lookup.found)
        return true;
    if (match->registry && !number_search_check(match->registry, choice->number, err))
        return false;
    return error_set(err, "number-unknown", "The register has nobody with the number %s.",
                     choice->number);
}
