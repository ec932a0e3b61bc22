#include "numbering/namesakes.h"

#include "base/buf.h"
#include "numbering/moved_together.h"
#include "numbering/person_groups.h"

/* Says whether nobody has said who the row is. */
static bool is_open(const struct numbered_row *row)
{
    return !row->newcomer && !row->chosen;
}

static bool is_undecided(const struct numbered_row *row)
{
    return is_open(row) && row->kind == NUMBERED_NEW;
}

static bool is_revoked(const struct candidate *candidate)
{
    return candidate->record.state == REGISTRY_REVOKED;
}

/* A row that is alone, and says what the register does, has been decided on. */
static bool needs(const struct person_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct numbered_row *row = group->rows[i];
        if (row->candidates && (group->count > 1 || row->said || !is_open(row)))
            return true;
    }
    return false;
}

/* ---- who says what the register does ----------------------------------------------------- */

static void undecide(struct person_group *group)
{
    for (size_t i = 0; i < group->count; i++)
        if (is_open(group->rows[i]))
            person_match_forget(group->rows[i]);
}

static bool is_chosen(const struct person_group *group, const struct candidate *candidate)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->rows[i]->chosen && group->rows[i]->number_id == candidate->record.number_id)
            return true;
    return false;
}

/* Returns the free number of the row's fields; rather one that nobody has chosen for another
 * row, and rather one that is valid. */
static struct candidate *find_alike(const struct person_group *group,
                                    const struct numbered_row *row,
                                    enum person_likeness likeness)
{
    struct candidate *best = NULL;
    int best_rank = 0;
    for (size_t k = 0; k < group->candidate_count; k++) {
        struct candidate *candidate = &group->candidates[k];
        if (candidate->taken || person_groups_likeness(group, row, candidate) < likeness)
            continue;
        int rank = 2 * is_chosen(group, candidate) + is_revoked(candidate);
        if (!best || rank < best_rank) {
            best = candidate;
            best_rank = rank;
        }
    }
    return best;
}

static void assign(struct person_group *group, struct numbered_row *row,
                   struct candidate *candidate, bool changed)
{
    candidate->taken = true;
    person_match_know(group->match, row, &candidate->record);
    row->changed = changed;
}

static void assign_alike(struct person_group *group, enum person_likeness likeness)
{
    for (size_t i = 0; i < group->count; i++) {
        struct numbered_row *row = group->rows[i];
        struct candidate *candidate =
            is_undecided(row) ? find_alike(group, row, likeness) : NULL;
        if (candidate)
            assign(group, row, candidate, false);
    }
}

static void take_chosen(struct person_group *group)
{
    for (size_t k = 0; k < group->candidate_count; k++)
        if (is_chosen(group, &group->candidates[k]))
            group->candidates[k].taken = true;
}

/* ---- what somebody has said ------------------------------------------------------------- */

/* Nobody gets a second number by what was said, neither by a run that is made again. */
static void check_choices(struct person_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        struct numbered_row *row = group->rows[i];
        const struct candidate *known =
            is_open(row) ? NULL : find_alike(group, row, PERSON_SHOWN);
        if (!known || is_revoked(known))
            continue;
        if (row->newcomer)
            person_match_refuse_newcomer(group->match, row, known->record.number);
        else if (row->kind == NUMBERED_KNOWN)
            person_match_refuse_choice(group->match, row, known->record.number);
    }
}

/* ---- who is left over ------------------------------------------------------------------- */

static void refuse_unread(struct person_group *group, struct numbered_row *row,
                          const struct candidate *candidate, size_t unread)
{
    struct person_match *match = group->match;
    const char *number = candidate->record.number;
    struct error *fault = person_match_refuse(match, row);
    error_set(fault, "person-unsure",
              "the register has a person of this name under number %s, with other fields (%s), "
              "and row %zu, which cannot be read, may be that person.",
              number, person_fields_before(candidate->record.fields, row->said, match->arena),
              unread);
    error_advise(fault,
                 "Correct row %zu first; or use --same %zu=%s if it is this row all the same, "
                 "and --new %zu if this is somebody new.",
                 unread, row->row, number, row->row);
}

static void refuse_other(struct person_group *group, struct numbered_row *row,
                         const struct candidate *candidate)
{
    struct person_match *match = group->match;
    const char *number = candidate->record.number;
    struct error *fault = person_match_refuse(match, row);
    error_set(fault, "person-unsure",
              "the register has a person of this name under number %s, with other fields: %s.",
              number,
              person_fields_before(candidate->record.fields, row->said ? row->said : "",
                                   match->arena));
    error_advise(fault,
                 "Use --same %zu=%s if it is the same person, or --new %zu if it is somebody "
                 "new.",
                 row->row, number, row->row);
}

/* Returns `01 (region «Ақтау»), 02 (region «Семей»)`. */
static const char *list_free(const struct person_group *group, const struct numbered_row *row)
{
    enum { NAMED = 10 }; /* people; more nobody reads */
    struct arena *arena = group->match->arena;
    struct buf text = {0};
    size_t told = 0;
    for (size_t k = 0; k < group->candidate_count && told <= NAMED; k++) {
        const struct registry_record *record = &group->candidates[k].record;
        if (group->candidates[k].taken)
            continue;
        buf_puts(&text, told ? ", " : "");
        if (told++ == NAMED) {
            buf_puts(&text, "…");
            break;
        }
        const char *before =
            person_fields_before(record->fields, row->said ? row->said : "", arena);
        buf_puts(&text, record->number);
        if (*before)
            buf_printf(&text, " (%s)", before);
    }
    const char *list = arena_text(arena, buf_text(&text));
    buf_free(&text);
    return list;
}

static void refuse_unsure(struct person_group *group, struct numbered_row *row)
{
    const char *list = list_free(group, row);
    struct error *fault = person_match_refuse(group->match, row);
    error_set(fault, "person-unsure",
              "the register has several people of this name, and none whose other fields are "
              "those of this row: %s.",
              list);
    error_advise(fault,
                 "Use --same %zu=NUMBER with the number of the one that it is, or --new %zu if "
                 "it is somebody new.",
                 row->row, row->row);
}

/* Returns the first row that cannot be read, or 0. */
static size_t find_unread(const struct person_match *match)
{
    for (size_t i = 0; i < match->count; i++)
        if (match->rows[i].kind == NUMBERED_NOT)
            return match->rows[i].row;
    return 0;
}

/* One row and one number are left. */
static void settle(struct person_group *group, struct numbered_row *row,
                   struct candidate *candidate)
{
    struct person_match *match = group->match;
    bool other = person_groups_likeness(group, row, candidate) == PERSON_OTHER;
    if (other && !is_revoked(candidate)) {
        refuse_other(group, row, candidate);
        if (row->said && !match->unread)
            moved_together_note(match, row, &candidate->record);
    } else if (match->unread && !row->keyed && !other) {
        refuse_unread(group, row, candidate, match->unread);
    } else {
        assign(group, row, candidate, true);
    }
}

/* Whoever is listed twice gets no second number. */
static void refuse_twice(struct person_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        struct numbered_row *row = group->rows[i];
        for (size_t k = 0; k < group->candidate_count && is_undecided(row); k++) {
            const struct candidate *candidate = &group->candidates[k];
            if (person_groups_likeness(group, row, candidate) == PERSON_SAME &&
                person_groups_refuse_twice(group, row, candidate))
                break;
        }
    }
}

static void settle_rest(struct person_group *group)
{
    struct candidate *candidate = NULL;
    size_t left = 0, free_count = 0;
    for (size_t i = 0; i < group->count; i++)
        left += is_undecided(group->rows[i]);
    for (size_t k = 0; k < group->candidate_count; k++)
        if (!group->candidates[k].taken) {
            candidate = &group->candidates[k];
            free_count++;
        }
    for (size_t i = 0; i < group->count && candidate; i++) {
        struct numbered_row *row = group->rows[i];
        if (!is_undecided(row))
            continue;
        if (left == 1 && free_count == 1)
            settle(group, row, candidate);
        else if (free_count == 1)
            refuse_other(group, row, candidate);
        else
            refuse_unsure(group, row);
    }
}

static void decide(struct person_group *group)
{
    undecide(group);
    assign_alike(group, PERSON_SAME);
    take_chosen(group);
    assign_alike(group, PERSON_SHOWN);
    check_choices(group);
    settle_rest(group);
    refuse_twice(group);
}

bool namesakes_decide(struct person_match *match, struct error *err)
{
    match->unread = find_unread(match);
    bool decided = person_groups_each(match, needs, decide, err);
    moved_together_decide(match);
    return decided;
}
